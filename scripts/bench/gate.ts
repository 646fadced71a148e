import { judge } from '../../handlers/gate/index.ts'
import { median } from './figures.ts'
import { examples } from './lines.ts'

/** Microseconds the gate takes for one message: each line's best of five, the median over the lines. */
export function timeGate(): number {
  const { chatter, reports } = examples()
  const lines = [...chatter, ...reports]
  for (const line of lines) judge(line)
  return median(lines.map((line) => Math.min(...Array.from({ length: 5 }, () => timed(line)))))
}

function timed(line: string): number {
  const from = process.hrtime.bigint()
  judge(line)
  return Number(process.hrtime.bigint() - from) / 1000
}
