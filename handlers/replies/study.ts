import type { Action, Card } from '../../matters/message.ts'
import { type CategoryId, type Colour, categoryOf, type RuleId } from '../../matters/taxonomy.ts'
import { colourName, ruleAsWritten } from './colour-words.ts'
import { plain } from './refusals.ts'

export const turnedRed = '已调为红色,自动纳入所长督办。'
export const concernsMinor = '事关未成年人,请所长过问。'
export const revengeFeared = '有打听、为难反映人的迹象,请尽快过问,注意保护反映人。'

export function joinedAndRaised(from: Colour | null, to: Colour | null): string {
  return `又有人反映同一件事,按规则由${colourName(from)}调为${colourName(to)}。`
}

export function colourWasSet(from: Colour | null, to: Colour | null, reason: string): string {
  return `级别由${colourName(from)}调为${colourName(to)}${reason ? `:${reason}` : ''}`
}

export function gradedCard(number: string, from: Colour | null, to: Colour | null): Card {
  const red = to === 'red' ? ['红色事项自始督办,已告诉所长。'] : []
  return plain(`${number} 已由${colourName(from)}调为${colourName(to)}。`, ...red)
}

export function alreadyThatColour(number: string, colour: Colour): string {
  return `${number} 已经是${colourName(colour)},没有改动。`
}

export function hasNoColour(number: string): string {
  return `${number} 是办事或建议,不分红黄蓝。类别不对可先改:/研判 ${number} 类别=…`
}

export function cannotLower(number: string): string {
  return `${number} 还是紧急状态,解除前不能调低。请值班室核实后:/解除 ${number} 理由`
}

export function onlyAboveLower(number: string): string {
  return `调低 ${number} 要社区民警或所长来做。您可以调高,或用 /办理 记下情况。`
}

export function onlyAboveRaise(number: string): string {
  return `${number} 的级别不归您调,请联系社区民警。`
}

export function lowerNeedsReason(number: string, to: Colour): string {
  return `调低要写理由,例如:/定色 ${number} ${colourName(to)} 双方已和好`
}

/** Up to four categories that a word may mean, to choose from; `command` is what the choice is put behind. */
export function whichCategory(word: string, choices: readonly CategoryId[], command: string): Card {
  return {
    tone: 'plain',
    title: `「${word}」是哪一类?(还没有执行)`,
    lines: ['点一个;都不对就换个说法。'],
    fields: choices.map((id, index) => ({ name: String(index + 1), value: categoryOf(id).zh })),
    actions: choices.map((id) => ({ label: categoryOf(id).zh, command: `${command} 类别=${id}` })),
  }
}

export function noSuchCategory(word: string): string {
  return `没有「${word}」这个类别。写中文名即可,例如:类别=邻里漏水。`
}

/** What was studied, which rules fired, and the question that is asked behind every dispute (requirement A157). */
export function studiedCard(told: {
  number: string
  said: string[]
  category: CategoryId
  colour: Colour | null
  rules: readonly RuleId[]
  asksHazard: boolean
  actions: Action[]
}): Card {
  const { number, category, colour } = told
  const rules = told.rules.filter((rule) => rule !== 'B0')
  return {
    tone: colour ?? 'grey',
    title: `${number}|已研判`,
    lines: [
      ...told.said,
      `类别:${categoryOf(category).zh};级别:${colourName(colour)}`,
      ...(colour === null ? [] : rules.length > 0 ? rules.map(ruleAsWritten) : [byCategory(colour)]),
      ...(told.asksHazard ? [`是否存在后续隐患?有就点「有隐患」另立一件,或发:/研判 ${number} 隐患=有`] : []),
    ],
    actions: [
      ...(told.asksHazard
        ? [
            { label: '有隐患', command: `/研判 ${number} 隐患=有` },
            { label: '没有隐患', command: `/研判 ${number} 隐患=无` },
          ]
        : []),
      ...told.actions,
    ],
  }
}

function byCategory(colour: Colour): string {
  return colour === 'blue' ? '没有触发升级的规则。' : `没有触发规则,这类事一般按${colourName(colour)}办。`
}

export function alreadyStudied(number: string): string {
  return `${number} 已研判过。要改就写上:/研判 ${number} 类别=邻里漏水,或 /定色 ${number} 黄 理由`
}

export function recategorisedTo(from: CategoryId, to: CategoryId): string {
  return `类别由「${categoryOf(from).zh}」改为「${categoryOf(to).zh}」。`
}

export function colourStays(number: string, colour: Colour, would: Colour | null): string {
  return would
    ? `新类别一般是${colourName(would)},级别没有自动调低。要调低:/定色 ${number} ${colourName(would)} 理由`
    : `级别${colourName(colour)}没有自动取消。`
}

export function losesColour(number: string): string {
  return `改成办事或建议就不再分级。${number} 现在不是蓝色,要由民警或所长写明理由来改。`
}

export function standsAsEmergency(number: string): string {
  return `${number} 还是紧急状态,解除前不能改成办事或建议。`
}

export const maybeDanger = '这类事可能有人身危险:正在发生的,请马上按紧急处置,拨110/119/120。'

export function hazardOpened(number: string, hazard: string, category: CategoryId): Card {
  return {
    tone: 'plain',
    lines: [
      `已从 ${number} 另立隐患 ${hazard}(${categoryOf(category).zh}),两件互相关联。`,
      `类别可改:/研判 ${hazard} 类别=高空坠物`,
    ],
    actions: [{ label: '看隐患', command: `/看 ${hazard}` }],
  }
}

export function hazardKnown(number: string): string {
  return `${number} 的后续隐患已经问过、记过,没有再立一件。`
}

export function noHazard(number: string): Card {
  return plain(`已记:${number} 没有后续隐患。`)
}

export const hazardIsEmergency = '正在发生的火、气等险情不在这里登记:请马上拨119/110,并用 /紧急 通知值班室。'
