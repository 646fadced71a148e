/** What a reason may look at. */
export interface Asked {
  /** The words of the time. */
  text: string
  /** Years the answers lie in, if they name any. */
  years: number[]
  /** Longest length asked for. */
  days: number
}

/**
 * What is left out of the measure, and why no report to a neighbourhood's police can turn on it. Everything else
 * counts, also what the reader cannot do.
 */
const reasons: { name: string; holds: (asked: Asked) => boolean }[] = [
  {
    // Reign titles, the Republic's years, centuries: nobody alive reports what happened then.
    name: 'before 1920',
    holds: ({ years }) => years.some((year) => year < 1920),
  },
  {
    name: 'longer than a life (over 100 years)',
    holds: ({ days }) => days > 36_600,
  },
  {
    // In a group 2016 may be a price, a room, a case number or steps walked; read as a year it would mislead.
    name: 'a bare number taken for a year',
    holds: ({ text }) => /^=?\s*\d{4}$/.test(text),
  },
  {
    // Both Recognizers' own answers and Chinese use disagree about which number is the month.
    name: 'day before month, or a two-figure year first (3/4/2021, 21-3-4)',
    holds: ({ text }) => /\d{1,2}\/\d{1,2}\/\d{4}|^\d{2}-\d{1,2}-\d{1,2}$/.test(text),
  },
  {
    name: 'trading days of the stock exchange',
    holds: ({ text }) => text.includes('交易日'),
  },
]

/** The first reason that holds; undefined for what is within the bot's use. */
export function reasonToLeaveOut(asked: Asked): string | undefined {
  return reasons.find(({ holds }) => holds(asked))?.name
}
