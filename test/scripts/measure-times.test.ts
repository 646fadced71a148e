import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgeTimes, measureTimes } from '../../scripts/evaluate/times.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'times-'))
  for (const source of ['recognizers_text_zh', 'jionlp_cases']) mkdirSync(join(folder, source))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (path: string, rows: unknown[]) =>
  writeFileSync(join(folder, path), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

/** A row as Recognizers' models list them. */
const modelRow = (Input: string, Text: string, type: string, values: Record<string, string>[]) => ({
  Input,
  Context: { ReferenceDateTime: '2026-11-20T12:00:00' },
  Results: [
    {
      Text,
      Start: Input.indexOf(Text),
      End: Input.indexOf(Text) + Text.length - 1,
      TypeName: `datetimeV2.${type}`,
      Resolution: { values: values.map((value) => ({ type, timex: '2026', ...value })) },
    },
  ],
})

const model = 'recognizers_text_zh/DateTime_DateTimeModel.jsonl'
const parser = 'jionlp_cases/test_time_parser.jsonl'
const verdicts = () => judgeTimes(folder).map(({ verdict }) => verdict)

describe('the specifications of Recognizers', () => {
  test('are right where day, hour, stretch or recurrence agree', () => {
    write(model, [
      modelRow('大前天停电', '大前天', 'date', [{ value: '2026-11-17' }]),
      modelRow('昨天下午四点来的', '昨天下午四点', 'datetime', [{ value: '2026-11-19 16:00:00' }]),
      modelRow('去年夏天', '去年夏天', 'daterange', [{ timex: '2025-SU', value: 'not resolved' }]),
      modelRow('每周二停水', '每周二', 'set', [{ value: 'not resolved' }]),
      modelRow('6月31日', '6月31日', 'date', [{ timex: 'XXXX-06-31', value: 'not resolved' }]),
    ])
    expect(verdicts()).toEqual([true, true, true, true, true])
  })

  test('are wrong where the day is another, too little is found or too much', () => {
    write(model, [
      modelRow('大前天停电', '大前天', 'date', [{ value: '2026-11-18' }]),
      modelRow('昨天下午四点来的', '四点', 'datetime', [{ value: '2026-11-19 16:00:00' }]),
      modelRow('前天和昨天', '前天', 'date', [{ value: '2026-11-18' }]),
    ])
    expect(verdicts()).toEqual([false, false, false])
  })

  test('with a past and a future answer want both', () => {
    const past = { value: '2026-11-16' }
    write(model, [
      modelRow('周一', '周一', 'date', [past, { value: '2026-11-23' }]),
      modelRow('周一', '周一', 'date', [past, { value: '2026-11-30' }]),
    ])
    expect(verdicts()).toEqual([true, false])
  })
})

describe('the cases of JioNLP', () => {
  test('may leave parts of the base open', () => {
    write(parser, [
      { list: 'x', case: ['三月上旬', { year: 2022 }, span('2022-03-01 00:00:00', '2022-03-10 23:59:59')] },
      { list: 'x', case: ['三月上旬', { year: 2022 }, span('2022-03-01 00:00:00', '2022-03-11 23:59:59')] },
      {
        list: 'x',
        case: ['五个星期', null, { type: 'time_delta', definition: 'accurate', time: { day: 35 } }],
      },
      { list: 'x', case: ['今天来 昨天走', [{ text: '今天', offset: [0, 2] }]] },
    ])
    expect(verdicts()).toEqual([true, false, true, false])
  })

  function span(from: string, to: string) {
    return { type: 'time_span', definition: 'accurate', time: [from, to] }
  }
})

test('what is left out is counted by its reason and not among the rest', () => {
  write(model, [
    modelRow('1850年', '1850年', 'daterange', [{ start: '1850-01-01', end: '1851-01-01' }]),
    modelRow('昨天', '昨天', 'date', [{ value: '2026-11-19' }]),
  ])
  expect(measureTimes(folder)).toEqual([
    {
      name: 'recognizers_text_zh/DateTime_DateTimeModel',
      right: 1,
      of: 1,
      leftOut: { 'before 1920': 1 },
    },
  ])
})
