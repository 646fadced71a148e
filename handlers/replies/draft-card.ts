import type { Draft } from '../../db/drafts.ts'
import type { Card } from '../../matters/message.ts'
import { placeWords } from '../../matters/place.ts'
import type { Reading } from '../../matters/reading.ts'
import { categoryOf, colourNames, colourRules, kindNames } from '../../matters/taxonomy.ts'
import { aboutPolice } from '../../matters/vault.ts'
import { localDate, localTime } from '../../matters/working-time.ts'
import type { Doubtful } from '../match-doubt.ts'
import { plain } from './refusals.ts'

/** What the reporter is shown before anything becomes a record. */
export function draftCard(
  draft: Pick<Draft, 'id' | 'reading'>,
  also: {
    joins?: boolean
    /** Asked about: 同一件事吗? */
    mayBe?: Doubtful
    leak?: boolean
    homeless?: boolean
    cut?: boolean
    refined?: boolean
    /** When it was said, if it was heard much later. */
    late?: Date
  } = {},
): Card {
  const { reading, id } = draft
  if (!reading.category) return askCategory(id, reading)
  return {
    tone: 'plain',
    title: '请您确认(还没有上报)',
    fields: draftFields(reading),
    lines: [
      ...(also.late ? [`这是您${localTime(also.late)}说的,我当时不在线,现在才收到。`] : []),
      // Rule G-3: nothing a machine made up is shown, and what it picked out is called so.
      ...(also.refined ? ['语言模型(AI)从您的话里补全了上面一部分,请核对;不对回 2 修改。'] : []),
      ...(also.joins ? ['这件事已有人反映,确认后并入同一件,不会重复办。'] : []),
      ...(also.mayBe ? [askSame(also.mayBe)] : []),
      ...(reading.guard ? [`没有当作紧急处理:${reading.guard}。如果真有危险,请马上拨110。`] : []),
      ...(also.cut ? ['您的话很长,只读了前4000字;要紧的请再说一句。'] : []),
      ...(also.homeless ? ['还不知道是哪个小区:回 2 补上,办得快。'] : []),
      ...(also.leak ? ['群里那条话带有姓名、门牌或号码,建议您撤回。'] : []),
      openness(reading),
      `回 1 确认  2 修改  3 不报了(立即删除)${also.mayBe ? '  4 同一件  5 不是同一件' : ''}。24小时不回自动删除。`,
    ],
    actions: [
      { label: '1 确认', command: `/确认 ${id}` },
      { label: '2 修改', command: `/修改 ${id}` },
      { label: '3 不报', command: `/不报 ${id}` },
      ...(also.mayBe
        ? [
            { label: '同一件', command: `/修改 ${id} 同一件` },
            { label: '不是', command: `/修改 ${id} 不是同一件` },
          ]
        : []),
    ],
  }
}

/** Of what was told in this group day, kind and building, so that the reporter can tell; of any other nothing at all. */
function askSame({ told }: Doubtful): string {
  const answer = '同一件事吗?是就回「同一件」,并入一起办;不是就照常确认。'
  if (!told) return `附近最近有人反映过类似的事,和您说的是${answer}`
  const { category, place, openedAt } = told
  const [, month, day] = localDate(openedAt).split('-').map(Number)
  const where = place?.community || place?.building ? `${placeWords(place, { precision: 'building' })}的` : ''
  return `${month}月${day}日有人反映过${where}${categoryOf(category).zh},${answer}`
}

function draftFields(reading: Reading) {
  const category = reading.category ? categoryOf(reading.category) : null
  const rules = colourRules.filter((rule) => reading.rules.includes(rule.id) && rule.id !== 'B0')
  const colour = reading.colour
    ? `(建议:${colourNames[reading.colour]}${rules.map((r) => ` ${r.id}`).join('')})`
    : ''
  return [
    { name: '类别', value: `${category ? `${kindNames[category.kind]}—${category.zh}` : '待选'}${colour}` },
    { name: '地点', value: placeText(reading) },
    { name: '时间', value: reading.time?.text ?? '未说明' },
    ...(reading.amount ? [{ name: '金额', value: `约${reading.amount.cny}元` }] : []),
    { name: '摘要', value: reading.summary },
  ]
}

function placeText(reading: Reading): string {
  if (!reading.place) return '未说明(回2可补)'
  const doubt = reading.place.certainty === 'alleged' ? '(您说“疑似”)' : ''
  return `${placeWords(reading.place, { precision: 'room' })}${doubt}`
}

/** Who will see what (W-47: said at once). */
function openness(reading: Reading): string {
  if (reading.category === aboutPolice)
    return '只有督察能看到,派出所和网格看不到,也不计入他们的数字。也可以直接拨12389。'
  if (reading.kind === 'tip') return '您的身份加密保存,办案人员默认看不到您是谁;群里不会出现这条线索。'
  return '承办人能看到:类别、地点、摘要。不会公开:您的姓名、门牌。'
}

/** One short question with at most four choices, where the reader is not sure. */
function askCategory(id: number, reading: Reading): Card {
  const choices = reading.choices.slice(0, 4)
  return {
    tone: 'plain',
    title: '请问这是哪一类事?(还没有上报)',
    lines: ['回数字即可;都不对就用一句话再说说。不报了回「3 不报」或点按钮。'],
    fields: choices.map((choice, index) => ({ name: String(index + 1), value: categoryOf(choice).zh })),
    actions: [
      ...choices.map((choice, index) => ({
        label: `${index + 1} ${categoryOf(choice).zh}`,
        command: `/修改 ${id} 类别=${choice}`,
      })),
      { label: '不报了', command: `/不报 ${id}` },
    ],
  }
}

export const draftDropped: Card = plain('好的,不报了,已立即删除。')
/** To a colleague, whose own words taught something. */
export const draftTaught: Card = plain(
  '好的,不报了,草稿已删除。为改进识别,只留下打散的数字和类别,没有文字;保密的类别连数字也不留。',
)
export const draftGone: Card = plain('这份草稿已经不在了(已确认、已删除或超过24小时)。需要的话请再说一遍。')
export const askAmendment: Card = plain(
  '请直接用一句话补充或更正,例如:「5号楼2单元,每晚11点」;也可以写「类别=漏水」「地点=3栋2单元」。',
)
export const recalledDraft: Card = plain('看到您撤回了消息,对应的草稿已一并删除。')
export const expiredDraft: Card = plain(
  '您有一份草稿24小时没有确认,已自动删除,什么也没留下。需要的话请再说一遍。',
)
