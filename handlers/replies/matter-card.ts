import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

/** A matter as this viewer may see it, with the steps that are open to them. */
export function matterCard(matter: MatterView, actions: Action[] = [], lines: string[] = []): Card {
  return {
    tone: matter.emergency ? 'red' : (matter.colour ?? 'grey'),
    title: `${matter.emergency ? '🔴紧急|' : ''}${matter.number}|${matter.title}`,
    fields: [
      { name: '状态', value: matter.state },
      { name: '级别', value: `${matter.colourName}${rulesOf(matter)}` },
      { name: '地点', value: matter.place },
      ...(matter.when ? [{ name: '时间', value: matter.when }] : []),
      { name: '摘要', value: matter.summary },
      { name: '牵头', value: `${matter.lead}(${matter.department})` },
      ...(matter.parties.length > 0
        ? [{ name: '各方', value: matter.parties.map((p) => p.label).join('、') }]
        : []),
      ...(matter.dueAt ? [{ name: '期限', value: dayWords(matter.dueAt) }] : []),
    ],
    lines,
    actions,
    ...(matter.notes && { personal: true }),
  }
}

/** That the same is known at another desk, by its number there (W-5). */
export function externalLine(number: string): string {
  return `别处的编号:${number}`
}

/** What stands in the place of a card that its reader may not see any more. */
export function goneCard(number: string): Card {
  return { tone: 'grey', title: number, lines: ['这件事已不由您经手,内容已收起。'] }
}

/** A card whose button was used: what it said, who used it, and no buttons. */
export function usedCard(card: Card, who: string, verb: string, time: string): Card {
  const { actions: _, ...rest } = card
  return { ...rest, lines: [...card.lines, `✔ ${time} ${who} 已点「${verb}」`] }
}

/** One line of a list. */
export function matterLine(matter: MatterView): string {
  const due = matter.dueAt ? `|限${dayWords(matter.dueAt)}` : ''
  return `${matter.emergency ? '🔴' : ''}${matter.number}|${matter.colourName}|${matter.title}|${matter.place}|${matter.state}${due}`
}

function rulesOf(matter: MatterView): string {
  const shown = matter.colourRules.filter((rule) => rule !== 'B0')
  return shown.length > 0 ? `(${shown.join(' ')})` : ''
}
