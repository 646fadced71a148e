import type { Atom } from './time-atoms.ts'
import { added } from './time-length.ts'

const glue = /^(?:的|在|大概|大约|差不多|约|就|,|，|、|\s|\(|（|都|那天|这天|当天)*$/
/** 每天放音响唱到凌晨1点: what comes every day may be told a few words before its hour. */
const looseGlue = /^[^,，。;；!！?？\n]{0,10}$/

/** Atoms that stand together are one expression, unless they say the same thing twice. */
export function together(text: string, atoms: Atom[]): Atom[][] {
  const groups: Atom[][] = []
  for (const atom of summed(text, atoms)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && fits(group, atom) && near(text, group, last, atom)) group.push(atom)
    else groups.push([atom])
  }
  return groups
}

/** 一年零三个月, 两小时20分钟前: what is told in several units is one length. */
function summed(text: string, atoms: Atom[]): Atom[] {
  const joined: Atom[] = []
  for (const atom of atoms) {
    const last = joined.at(-1)
    if (last?.kind === 'length' && atom.kind === 'length' && continues(text, last, atom))
      joined.splice(-1, 1, { ...last, ...added(last, atom), end: atom.end })
    else joined.push(atom)
  }
  return joined
}

type LengthAtom = Extract<Atom, { kind: 'length' }>

function continues(text: string, first: LengthAtom, second: LengthAtom): boolean {
  const between = text.slice(first.end, second.start)
  if (!/[天日周拜期月年度时点钟头分刻秒半多]$/.test(text.slice(first.start, first.end))) return false
  return /^[又零加外]+$/.test(between) || (/^余?$/.test(between) && second.days < first.days)
}

function near(text: string, group: Atom[], last: Atom, atom: Atom): boolean {
  const between = text.slice(last.end, atom.start)
  if (glue.test(between)) return true
  const recurring = group.some((a) => a.kind === 'every') && (atom.kind === 'part' || atom.kind === 'clock')
  return recurring && looseGlue.test(between)
}

const rank = {
  every: 0,
  year: 1,
  shiftYear: 1,
  years: 1,
  month: 2,
  shiftMonth: 2,
  months: 2,
  length: 2,
  feast: 2,
  lunar: 3,
  date: 3,
  week: 3,
  nth: 4,
  dayOfMonth: 4,
  shiftDay: 4,
  weekday: 5,
  weekend: 5,
  part: 6,
  clock: 7,
} as const

/** From the coarse to the fine; 周三 may also follow a date, and 每天 or 天天 anything. */
function fits(group: Atom[], atom: Atom): boolean {
  const last = group.at(-1)
  if (!last || !(atom.kind in rank) || !(last.kind in rank)) return false
  // 两天后上午: a stretch of days may carry an hour; 8点 两小时 are two things said.
  if (atom.kind === 'length' || (last.kind === 'length' && !['part', 'clock'].includes(atom.kind)))
    return false
  if (group.some((a) => a.kind === atom.kind)) return false
  const order = (a: Atom) => rank[a.kind as keyof typeof rank]
  return order(atom) > order(last)
}
