import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTimes } from '../../handlers/read/time.ts'
import { jioSpec } from './times-jionlp.ts'
import { recognizersSpec } from './times-recognizers.ts'
import type { Spec, Wanted } from './times-spec.ts'

export interface TimesFigure {
  /** folder/file */
  name: string
  right: number
  of: number
  /** How many specifications each reason left out. */
  leftOut: Record<string, number>
}

type Found = ReturnType<typeof findTimes>[number]

export interface JudgedSpec {
  name: string
  input: string
  /** True right, false wrong, else why it was left out. */
  verdict: boolean | string
}

/**
 * How many of two other projects' date-time specifications our reader answers as they do, per file.
 * `folder` holds recognizers_text_zh/ and jionlp_cases/; files of theirs that are added there are measured too.
 */
export function measureTimes(folder: string): TimesFigure[] {
  const figures = new Map<string, TimesFigure>()
  for (const { name, verdict } of judgeTimes(folder)) {
    const figure = figures.get(name) ?? { name, right: 0, of: 0, leftOut: {} }
    figures.set(name, figure)
    if (typeof verdict === 'string') figure.leftOut[verdict] = (figure.leftOut[verdict] ?? 0) + 1
    else {
      figure.of++
      if (verdict) figure.right++
    }
  }
  return [...figures.values()]
}

/** Every specification with its verdict, for looking at what is wrong. */
export function judgeTimes(folder: string): JudgedSpec[] {
  return [
    ...specs(folder, 'recognizers_text_zh', /^DateTime_.*\.jsonl$/, recognizersSpec),
    ...specs(folder, 'jionlp_cases', /^test_time_.*\.jsonl$/, jioSpec),
  ].map(({ name, spec }) => ({ name, input: spec.input, verdict: verdictOn(spec) }))
}

function specs(
  folder: string,
  source: string,
  files: RegExp,
  understood: (row: Record<string, unknown>, file: string) => Spec,
): { name: string; spec: Spec }[] {
  return readdirSync(join(folder, source))
    .filter((file) => files.test(file))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, source, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({
          name: `${source}/${file.replace('.jsonl', '')}`,
          spec: understood(JSON.parse(line), file),
        })),
    )
}

/** A specification is left out where all it wants is; else it must be right in all that remains. */
function verdictOn(spec: Spec): boolean | string {
  const within = spec.wanted.filter((wanted) => !wanted.leftOut)
  const [reason] = spec.wanted.flatMap((wanted) => wanted.leftOut ?? [])
  if (reason && within.length === 0) return reason
  return spec.moments.some((at) => isRight(spec, within, at))
}

function isRight(spec: Spec, within: Wanted[], at: Date): boolean {
  const past = findTimes(spec.input, at)
  const future = findTimes(spec.input, at, { prefer: 'future' })
  return (
    within.every((wanted) => answers(spec.input, wanted, past, future)) &&
    (!spec.complete || past.every((found) => spec.wanted.some((wanted) => overlap(found, wanted) > 0)))
  )
}

/**
 * Where a specification lists a past and a future answer (or a morning and an evening), what the reader makes of
 * it as a report and as a command must both be among them; where it lists one, either may be it.
 */
function answers(input: string, wanted: Wanted, past: Found[], future: Found[]): boolean {
  const [asPast, asFuture] = [past, future].map((found) => {
    const readings = found.filter((one) => covers(input, one, wanted)).map((one) => one.reading)
    if (wanted.answers === 'nothing') return readings.length === 0
    const allowed = wanted.answers
    return readings.some((reading) => allowed.some((agrees) => agrees(reading)))
  })
  return wanted.answers.length > 1 && wanted.answers !== 'nothing'
    ? Boolean(asPast && asFuture)
    : Boolean(asPast || asFuture)
}

/** Found, give or take words that only introduce a time (从, 大约, 在) or stand around it. */
function covers(input: string, found: Found, wanted: Wanted): boolean {
  if (overlap(found, wanted) === 0) return false
  const edges = [
    input.slice(Math.min(found.start, wanted.start), Math.max(found.start, wanted.start)),
    input.slice(Math.min(found.end, wanted.end), Math.max(found.end, wanted.end)),
  ]
  return edges.every((edge) => /^(?:自从?|从|在|截止到|大约|大概|还[有剩]|的|了|\s)*$/.test(edge))
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}
