import taxonomy from './taxonomy.json' with { type: 'json' }

export const kinds = ['dispute', 'tip', 'hazard', 'care', 'service', 'feedback'] as const
export type Kind = (typeof kinds)[number]
export type CategoryId = string
export const colours = ['blue', 'yellow', 'red'] as const
export type Colour = (typeof colours)[number]
export const urgencies = ['normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof urgencies)[number]
export const privacies = ['public_safety', 'restricted', 'confidential'] as const
export type Privacy = (typeof privacies)[number]
export type RuleId = string
export type DepartmentId = string
export const partyRoles = [
  'reporter',
  'complainant',
  'respondent',
  'affected',
  'victim',
  'witness',
  'third_party',
  'responsible_party',
  'minor',
  'family_contact',
  'organisation',
] as const
export type PartyRole = (typeof partyRoles)[number]

/** One of the 123 categories; colour is null for services and feedback. */
export interface Category {
  id: CategoryId
  zh: string
  kind: Kind
  colour: Colour | null
  urgency: Urgency
  privacy: Privacy
  lead: DepartmentId
  co: DepartmentId[]
  cueWords: string[]
}

/** Themes that no category may touch (rules ); matched against ids and names at load. */
const refused =
  /politic|petition|信访|religio|宗教|ethnic|民族|rumou?r|谣言|speech|言论|watch_?list|重点人|列管|blacklist|黑名单|score|high_?risk|高危人员|mental_ill|精神病|精神障碍|drug_user|吸毒人员|ex_?prisoner|刑满|前科|assembly|聚集/i

/** Checks raw rows and turns them into categories. Throws naming the row that is refused or malformed. */
export function loadCategories(rows: readonly Record<string, unknown>[]): Map<CategoryId, Category> {
  const loaded = new Map<CategoryId, Category>()
  for (const row of rows) {
    const category = toCategory(row)
    if (refused.test(category.id) || refused.test(category.zh)) {
      throw new Error(
        `taxonomy.json: category ${category.id} (${category.zh}) is of a refused kind (rule X-2)`,
      )
    }
    if (loaded.has(category.id)) throw new Error(`taxonomy.json: category ${category.id} stands twice`)
    loaded.set(category.id, category)
  }
  return loaded
}

function toCategory(row: Record<string, unknown>): Category {
  const id = String(row.id)
  const kind = kinds.find((k) => k === row.kind)
  if (!kind) throw new Error(`taxonomy.json: category ${id} has the unknown kind ${row.kind}`)
  const mistyped = (field: string, known: readonly string[]) =>
    row[field] !== null && row[field] !== undefined && !known.includes(String(row[field]))
  if (mistyped('default_colour', colours))
    throw new Error(`taxonomy.json: category ${id} has the unknown colour ${row.default_colour}`)
  if (mistyped('default_urgency', urgencies))
    throw new Error(`taxonomy.json: category ${id} has the unknown urgency ${row.default_urgency}`)
  return {
    id,
    zh: String(row.zh),
    kind,
    colour: colours.find((c) => c === row.default_colour) ?? null,
    urgency: urgencies.find((u) => u === row.default_urgency) ?? 'normal',
    privacy: privacies.find((p) => p === row.privacy) ?? 'confidential',
    lead: String(row.lead),
    co: (row.co as string[] | undefined) ?? [],
    cueWords: (row.cue_words as string[] | undefined) ?? [],
  }
}

export const categories = loadCategories(taxonomy.categories)
export const kindNames = taxonomy.kinds as Record<Kind | 'none', string>
export const departmentNames = taxonomy.departments as Record<DepartmentId, string>
export const colourRules = taxonomy.colour_rules as { id: RuleId; colour: Colour; zh: string }[]
export const fraudFeatures = taxonomy.fraud_features as { id: string; zh: string; examples: string }[]
export const colourNames: Record<Colour, string> = { blue: '蓝', yellow: '黄', red: '红' }
export const urgencyNames: Record<Urgency, string> = { normal: '常规', urgent: '当日', emergency: '紧急' }

/** The category of that id. Throws where there is none: ids come from this table, never from outside. */
export function categoryOf(id: CategoryId): Category {
  const category = categories.get(id)
  if (!category) throw new Error(`no category ${id} in matters/taxonomy.json`)
  return category
}

/**
 * Days after closing on which a follow-up visit is due. A category entry (`care.minor_*` matches by prefix)
 * overrides the colour; feedback has none.
 */
export function followUpDays(category: CategoryId, colour: Colour | null): number[] {
  const table = taxonomy.followup_days as Record<string, number[]>
  const exact = table[category]
  if (exact) return exact
  for (const [pattern, days] of Object.entries(table)) {
    if (pattern.endsWith('*') && category.startsWith(pattern.slice(0, -1))) return days
  }
  return (colour && table[colour]) ?? []
}

/** The stricter of two colours; null counts as none. */
export function higherColour(a: Colour | null, b: Colour | null): Colour | null {
  if (!a || !b) return a ?? b
  return colours.indexOf(a) >= colours.indexOf(b) ? a : b
}
