const plain = ['tag', 'content', 'i18n_content', 'text_size', 'text_align', 'text_color', 'lines', 'icon']
const place = [
  'direction',
  'padding',
  'horizontal_spacing',
  'horizontal_align',
  'vertical_spacing',
  'vertical_align',
]
const act = ['name', 'required', 'disabled', 'width', 'placeholder', 'behaviors', 'confirm', 'type']
const chosen = [...act, 'options', 'initial_index', 'initial_option', 'selected_values', 'value']

/** What an element of JSON 2.0 may have besides `tag`, `element_id` and `margin`; what is not here is refused. */
export const elementRules: Record<string, readonly string[]> = {
  plain_text: plain,
  lark_md: plain,
  markdown: plain,
  div: ['text', 'icon', 'width'],
  hr: [],
  img: ['img_key', 'alt', 'title', 'corner_radius', 'scale_type', 'size', 'transparent', 'preview'],
  person: ['user_id', 'size', 'show_avatar', 'show_name', 'style'],
  standard_icon: ['token', 'color', 'size'],
  custom_icon: ['img_key', 'size'],
  text_tag: ['text', 'color'],
  column_set: [
    'horizontal_spacing',
    'horizontal_align',
    'flex_mode',
    'background_style',
    'action',
    'columns',
  ],
  column: [...place, 'background_style', 'width', 'weight', 'elements', 'action'],
  table: [
    'columns',
    'rows',
    'page_size',
    'row_height',
    'row_max_height',
    'header_style',
    'freeze_first_column',
  ],
  chart: ['aspect_ratio', 'color_theme', 'chart_spec', 'preview', 'height'],
  collapsible_panel: [...place, 'expanded', 'background_color', 'header', 'border', 'elements'],
  interactive_container: [
    ...place,
    ...['width', 'height', 'background_style', 'has_border', 'border_color', 'corner_radius', 'disabled'],
    ...['disabled_tips', 'confirm', 'behaviors', 'hover_tips', 'elements'],
  ],
  form: [...place, 'name', 'elements', 'confirm'],
  button: [
    ...['type', 'size', 'width', 'text', 'icon', 'hover_tips', 'disabled', 'disabled_tips', 'confirm'],
    ...['behaviors', 'name', 'required', 'form_action_type'],
  ],
  input: [
    ...act,
    ...['default_value', 'max_length', 'input_type', 'show_icon', 'rows', 'auto_resize', 'max_rows'],
    ...['label', 'label_position', 'value', 'fallback'],
  ],
  select_static: chosen,
  multi_select_static: chosen,
  select_person: chosen,
  multi_select_person: chosen,
  date_picker: [...act, 'initial_date', 'value'],
  picker_time: [...act, 'initial_time', 'value'],
  picker_datetime: [...act, 'initial_datetime', 'value'],
  checker: [
    ...[
      'name',
      'checked',
      'disabled',
      'text',
      'overall_checkable',
      'button_area',
      'checked_style',
      'padding',
    ],
    ...['confirm', 'behaviors', 'hover_tips', 'disabled_tips'],
  ],
  overflow: ['width', 'options', 'value', 'confirm', 'behaviors'],
}

/** The parts of a card that have no tag. */
export const partRules = {
  card: ['schema', 'config', 'card_link', 'header', 'body'],
  config: [
    ...['streaming_mode', 'streaming_config', 'summary', 'locales', 'enable_forward', 'update_multi'],
    ...['width_mode', 'use_custom_translation', 'enable_forward_interaction', 'style'],
  ],
  header: ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding'],
  body: [...place, 'elements'],
} as const

export const mostElements = 200
export const mostTables = 5
