import { reasonToLeaveOut } from './times-left-out.ts'
import { answerTo, season, type Value } from './times-recognizers-answers.ts'
import { found, moment, type Spec, type Wanted } from './times-spec.ts'

type Row = Record<string, unknown>

/** Where a specification gives no reference time its answers do not depend on one. */
const anyTime = '2019-08-19T16:12:00'

/** A row of Microsoft Recognizers-Text's Chinese DateTime specifications. */
export function recognizersSpec(row: Row, file: string): Spec {
  const reference = String((row.Context as Row | undefined)?.ReferenceDateTime ?? anyTime)
  const results = (row.Results ?? []) as Row[]
  return {
    input: String(row.Input),
    moments: [moment(reference)],
    wanted: results.map((result) => wantedOf(result, moment(reference))),
    complete: /Model/.test(file),
  }
}

function wantedOf(result: Row, at: Date): Wanted {
  const text = String(result.Text)
  const start = Number(result.Start)
  const end = result.Length === undefined ? Number(result.End) + 1 : start + Number(result.Length)
  const values = valuesOf(result)
  // A set is never resolved; a date that is not does not exist (30 February).
  const gone = values.some(
    ({ type, value, timex }) =>
      type !== 'set' && value === 'not resolved' && /\d/.test(timex) && !season(timex),
  )
  return {
    start,
    end,
    answers: gone
      ? 'nothing'
      : values.length > 0
        ? values.map((value) => answerTo(value, text, at))
        : [found],
    leftOut: reasonToLeaveOut({
      text,
      years: values.flatMap(({ value, start, end }) =>
        [value, start, end].flatMap((day) => (/^\d{4}-/.test(day ?? '') ? Number(day?.slice(0, 4)) : [])),
      ),
      days: Math.max(
        0,
        ...values.map(({ type, value }) => (type === 'duration' ? Number(value) / 86_400 : 0)),
      ),
    }),
  }
}

function valuesOf(result: Row): Value[] {
  const type = String(result.TypeName ?? result.Type).replace('datetimeV2.', '')
  const found = (result.Resolution ?? result.Value ?? {}) as Row
  if (Array.isArray(found.values)) return found.values as Value[]
  const sides = [found.PastResolution, found.FutureResolution] as (Record<string, string> | undefined)[]
  const values = sides.flatMap((side): Value[] =>
    side ? [parserValue(type, String(found.Timex), side)] : [],
  )
  return JSON.stringify(values[0]) === JSON.stringify(values[1]) ? values.slice(0, 1) : values
}

function parserValue(type: string, timex: string, side: Record<string, string>): Value {
  const key = (pattern: RegExp) => Object.entries(side).find(([name]) => pattern.test(name))?.[1]
  const [start, end] = [key(/^start/), key(/^end/)]
  return { type, timex, start, end, value: start || end ? undefined : Object.values(side)[0] }
}
