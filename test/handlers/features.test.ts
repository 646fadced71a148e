import { describe, expect, it } from 'vitest'
import { featuresOf } from '../../handlers/read/features.ts'
import { gramsOf } from '../../handlers/read/grams.ts'
import { teachable, teachableOf } from '../../handlers/teachable.ts'
import type { HeardMessage } from '../../matters/message.ts'

const said = (text: string, nick = ''): HeardMessage => ({
  platform: 'sandbox',
  messageId: '1',
  chat: { id: 'a', kind: 'direct' },
  sender: { id: 'a', nick },
  type: 'text',
  text,
  mentionsBot: false,
  mentions: [],
  at: '2026-11-17T12:00:00+08:00',
  heard: 'direct',
  score: 1,
  neighbours: [],
})

describe('features', () => {
  it('are distinct numbers of 20 bits, sorted, the same whatever the order of the sentences', () => {
    const features = featuresOf('楼上漏水。楼下吵架。楼上漏水。')
    expect(features).toEqual([...new Set(features)].sort((a, b) => a - b))
    expect(features.every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** 20)).toBe(true)
    expect(featuresOf('')).toEqual([])
  })

  it('are the first bits of the pieces the models know, without triples', () => {
    const text = '三楼水管爆了'
    const { hashes, count } = gramsOf(text, false)
    const pieces = [...hashes.subarray(0, count)]
    expect(new Set(featuresOf(text))).toEqual(new Set(pieces.map((hash) => hash >>> 12)))
    expect(new Set(featuresOf(text).map((one) => one >>> 4))).toEqual(
      new Set(pieces.map((hash) => hash >>> 16)),
    )
  })

  it('to be kept are the same whatever the name, door, number or illness was', () => {
    const one = teachable(
      '5号楼2单元902住户王秀兰,半夜跳绳,电话13812345678,我有糖尿病',
      said('', '5-2-801老王'),
    )
    const other = teachable(
      '5号楼2单元703住户李建国,半夜跳绳,电话13987654321,我有抑郁症',
      said('', '9-1-101小李'),
    )
    expect(one).toEqual(other)
  })

  it('of a story told in two pieces are those of both, and none where one may not be kept', () => {
    expect(teachableOf([1, 5], [3, 5])).toEqual([1, 3, 5])
    expect(teachableOf(null, [1])).toBeNull()
    expect(teachableOf([1], null)).toBeNull()
  })
})
