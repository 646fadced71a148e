import { addDays, isWorkingDay } from './working-time.ts'

/** A quarter of the calendar: from its first day up to, not including, the first day of the next. */
export interface Quarter {
  /** 2026Q4 */
  id: string
  from: string
  to: string
}

/** The quarter a day lies in. */
export function quarterOf(day: string): Quarter {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return quarter(year, Math.floor((month - 1) / 3) + 1)
}

/** The quarter of that id, or null where there is none such. */
export function quarterById(id: string): Quarter | null {
  const [, year, n] = /^(20\d\d)Q([1-4])$/u.exec(id) ?? []
  return year ? quarter(Number(year), Number(n)) : null
}

/** Residents are told on the quarter's last working day. */
export function reportDay({ to }: Quarter): string {
  let day = addDays(to, -1)
  while (!isWorkingDay(day)) day = addDays(day, -1)
  return day
}

/** 2026年第四季度 */
export function quarterWords(id: string): string {
  return `${id.slice(0, 4)}年第${'一二三四'[Number(id.slice(5)) - 1]}季度`
}

function quarter(year: number, n: number): Quarter {
  const first = (y: number, q: number) => `${y}-${String(q * 3 - 2).padStart(2, '0')}-01`
  return { id: `${year}Q${n}`, from: first(year, n), to: n === 4 ? first(year + 1, 1) : first(year, n + 1) }
}
