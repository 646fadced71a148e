import type { PlaceSpan } from './place-span.ts'

/** The place a text is about, of those it names; null if it names none. */
export function bestSpan(text: string, spans: readonly PlaceSpan[]): PlaceSpan | null {
  let best: PlaceSpan | null = null
  let most = Number.NEGATIVE_INFINITY
  spans.forEach((span, turn) => {
    const worth = worthOf(text, span, turn)
    if (worth > most) [best, most] = [span, worth]
  })
  return best
}

/** Points: a long name tells more, the first place is most often the one meant, a firm or office seldom. */
function worthOf(text: string, span: PlaceSpan, turn: number): number {
  const lead = text.slice(Math.max(0, span.start - 3), span.start)
  let worth = Math.min(span.text.length, 20) - 1.5 * Math.min(turn, 4)
  if (/(?:[在位住处]|位于|地址|[:：])$/.test(lead)) worth += 3
  if (office.test(span.text)) worth -= 8
  if (wide.test(span.text)) worth -= 3
  if (/[路街道巷村号栋楼]/.test(span.text)) worth += 1
  worth += span.sure / 250
  return worth
}

const office = /(?:公司|银行|[分支]行|局|法院|政府|委员会|处|厅|办|集团|开发商)$/
const wide = /^.{2,3}[省市区县镇]?$/
