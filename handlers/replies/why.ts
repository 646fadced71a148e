import type { Matter } from '../../matters/matter.ts'
import type { Card } from '../../matters/message.ts'
import { type Colour, categoryOf } from '../../matters/taxonomy.ts'
import type { Operator } from '../desk.ts'
import { certaintyWords, colourName, ruleAsWritten, ruleInPlainWords } from './colour-words.ts'

/** Where category and colour came from; roles, never names. */
export interface Why {
  /** Of the reader, 0–1; null where it is not known any more. */
  certainty: number | null
  studiedBy: string | null
  recategorisedBy: string | null
  colourSetBy: string | null
}

type Told = Pick<Matter, 'number' | 'category' | 'colour' | 'colourRules' | 'colourReason'>

/** In one sentence and plain words, for who reported it (rule D-2): nobody else, no name, no note. */
export function whyForReporter(matter: Told, why: Why, operator: Operator): Card {
  const { number, colour, category } = matter
  const rules = rulesOf(matter).map(ruleInPlainWords)
  const reasons = rules.length > 0 ? rules.join(';') : usual(colour)
  return {
    tone: colour ?? 'grey',
    title: `${number}|为什么`,
    lines: [
      colour ? `级别是${colourName(colour)},因为:${reasons}。` : '办事和建议不分级别,按先后办。',
      `类别「${categoryOf(category).zh}」:${origin(why)}。`,
      ...(colour ? [setter(why, colour)] : []),
      `级别只说事情的轻重,不评价任何人。觉得不对请告诉承办人,或打值班电话 ${operator.dutyPhone}、拨12389。`,
    ],
  }
}

/** The same with the rules as they are written, and the reason that was given. */
export function whyForStaff(matter: Told, why: Why): Card {
  const { number, colour, category, colourReason } = matter
  const rules = rulesOf(matter)
  return {
    tone: colour ?? 'grey',
    title: `${number}|为什么`,
    lines: [
      `类别「${categoryOf(category).zh}」:${origin(why)}。`,
      ...(colour
        ? [
            `级别:${colourName(colour)}`,
            ...(rules.length > 0 ? rules.map(ruleAsWritten) : [`${usual(colour)}。`]),
            setter(why, colour),
            ...(colourReason ? [`理由:${colourReason}`] : []),
          ]
        : ['办事和建议不分级别。']),
    ],
    actions: [{ label: '看详情', command: `/看 ${number}` }],
  }
}

function rulesOf(matter: Told) {
  return matter.colourRules.filter((rule) => rule !== 'B0')
}

function usual(colour: Colour | null): string {
  return colour === 'blue' ? ruleInPlainWords('B0') : '这类事一般按这个级别办'
}

function origin({ certainty, studiedBy, recategorisedBy }: Why): string {
  const read = certainty === null ? '自动识别' : certaintyWords(certainty)
  if (recategorisedBy) return `${read},后由${recategorisedBy}更正`
  return studiedBy ? `${read},${studiedBy}已确认` : `${read},还没有人确认`
}

function setter({ colourSetBy }: Why, colour: Colour): string {
  if (colourSetBy) return `${colourName(colour)}是${colourSetBy}定的。`
  return '级别由规则自动提出,只会自动调高;调低要由民警或所长决定。'
}
