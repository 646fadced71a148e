import { isClock, type Resolved } from './time-resolve.ts'

/** Words that tell a time, where they stand and what they come to. */
interface Told {
  start: number
  end: number
  resolved: Resolved
}
type Bound = 'since' | 'after' | 'before' | 'until' | 'soFar'

/** 8点以后, 周五前, 三月开始; 起 and 前 and 后 begin other words too (起床, 前面, 后来). */
const behind = new RegExp(
  [
    '^\\s?(?<counted>(?:或|及|以及)其?)?(?:',
    '(?<since>开始|起(?=$|[\\s,，。；;、)到至就一都每连停实执施不或]))',
    '|(?<soFar>以来|至今)',
    '|(?<after>之后|以后|后(?![面门来院边窗排续果勤天年备脚背座台方几半一二两三四五六七八九十\\d]))',
    '|(?<before>之前|以前|前(?![后面门台往来去天年排边方段阵些几晚夜一二两三四五六七八九十\\d]))',
    ')',
  ].join(''),
)
const ahead = /(?:(?<since>(?<![来独各亲])自从?|打从)|(?<until>截[止至](?:到|至)?|不晚于|最晚|最迟))\s?$/

/** A time with the words around it that open it on one side. */
export function opened<T extends Told>(text: string, told: T, at: Date): T {
  const { start, end, resolved } = told
  if (!isClock(resolved) && !isPart(resolved) && !resolved.dated) return told
  const next = behind.exec(text.slice(end, end + 8))
  const last = next ? null : ahead.exec(text.slice(Math.max(0, start - 4), start))
  const bound = boundIn(next ?? last, text.charAt(end - 1))
  if (!bound) return told
  return {
    ...told,
    start: start - (last?.[0].length ?? 0),
    end: end + (next?.[0].length ?? 0),
    resolved: openAt(bound, resolved, at),
  }
}

function isPart({ granularity }: Resolved): boolean {
  return granularity === 'part_of_day'
}

/** 之后 is after it is over, 或之后 since it began; 之前 and 或之前 likewise; 年底前 is by the end of it. */
function boundIn(match: RegExpExecArray | null, last: string): Bound | null {
  const { counted, since, soFar, after, before, until } = match?.groups ?? {}
  if (soFar) return 'soFar'
  if (since) return 'since'
  if (after) return counted ? 'since' : 'after'
  if (before) return counted || '底末尾'.includes(last) ? 'until' : 'before'
  return until ? 'until' : null
}

function openAt(bound: Bound, resolved: Resolved, at: Date): Resolved {
  const { from, to } = resolved
  const whole = !isClock(resolved) && !isPart(resolved)
  switch (bound) {
    case 'since':
      return { ...resolved, open: 'end' }
    case 'soFar':
      return from < at ? { ...resolved, to: at } : { ...resolved, open: 'end' }
    case 'after':
      return { ...resolved, from: whole ? to : from, open: 'end' }
    case 'before':
      return { ...resolved, to: from, open: 'start' }
    case 'until':
      return { ...resolved, to: isClock(resolved) ? from : to, open: 'start' }
  }
}
