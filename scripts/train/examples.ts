import { readdirSync, readFileSync } from 'node:fs'
import type { Log } from '../evaluate/logs.ts'

/** A line somebody wrote for this project: what it reports, or chatter where `category` is null. */
export interface Example {
  text: string
  kind: string | null
  category: string | null
  /** What kind of chatter it is. */
  topic?: string
  /** Words that name a place, a time or an amount, as [what, from, to]. */
  spans?: ['place' | 'time' | 'amount', number, number][]
}

/** Lines of one hand. Whole batches are kept out of training, because one hand's lines resemble each other. */
export interface Batch<T> {
  name: string
  rows: T[]
}

const folder = new URL('../../prompts/examples/', import.meta.url)

/** Batches that nothing is trained on: by `dev` thresholds are chosen, `test` is only quoted. */
export const heldOut: Record<'dev' | 'test', readonly string[]> = {
  dev: ['logs/02', 'reports/10-office-parents', 'chatter/23-near-matters-2'],
  test: ['logs/08', 'logs/12', 'logs/16', 'reports/18-indirect', 'chatter/25-around-matters'],
}

export function examples(kind: 'reports' | 'chatter'): Batch<Example>[] {
  return batches<Example>(kind)
}

export function logs(): Batch<Log>[] {
  return batches<Log>('logs')
}

export function isHeldOut({ name }: { name: string }): boolean {
  return heldOut.dev.includes(name) || heldOut.test.includes(name)
}

function batches<T>(kind: string): Batch<T>[] {
  const files = readdirSync(new URL(`${kind}/`, folder)).filter((file) => file.endsWith('.jsonl'))
  return files.sort().map((file) => ({
    name: `${kind}/${file.replace('.jsonl', '')}`,
    rows: rowsIn<T>(new URL(`${kind}/${file}`, folder)),
  }))
}

function rowsIn<T>(file: URL): T[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as T)
}
