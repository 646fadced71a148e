import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDanger } from '../../handlers/gate/danger.ts'
import * as cases from './danger-cases.ts'

const tellings = [
  cases.alarming,
  cases.secondAlarming,
  cases.thirdAlarming,
  cases.fourthAlarming,
  cases.fifthAlarming,
].flatMap((set) =>
  Object.entries(set).flatMap(([danger, texts]) => texts.map((text) => [danger, text] as const)),
)
const chatter = [
  ...cases.harmless,
  ...cases.secondHarmless,
  ...cases.thirdHarmless,
  ...cases.fourthHarmless,
  ...cases.fifthHarmless,
]

describe('findDanger', () => {
  it.each(tellings)('hears %s in: %s', (_danger, text) => {
    expect(findDanger(text).danger).not.toBeNull()
  })

  it('names the danger as a dispatcher would in nineteen of twenty tellings', () => {
    const right = tellings.filter(([danger, text]) => findDanger(text).danger === danger).length
    expect(right / tellings.length).toBeGreaterThan(0.95)
  })

  it.each(chatter)('lets go: %s', (text) => {
    expect(findDanger(text).danger).toBeNull()
  })

  it.each([
    ['这电钻声吵得我想跳楼😂', '夸张'],
    ['去年我们楼着过火 8栋着火那次', '从前'],
    ['明天消防演练 会有浓烟', '演练'],
    ['楼道停电动车 万一着火怎么办', '假设'],
    ['没着火 就是蒸汽', '否定'],
    ['今天走访 老人上月中风 家里困难', '前些天'],
    ['昨晚那部电影里有人被砍了', '影视'],
    ['排位那把在家里被人拿着刀砍死 队友掉线', '游戏'],
  ])('says why the frightening word in "%s" does not count', (text, reason) => {
    const { danger, guard } = findDanger(text)
    expect(danger).toBeNull()
    expect(guard).toContain(reason)
  })

  it('takes the gravest of several dangers', () => {
    expect(findDanger('3栋着火了 有个老太太坐轮椅下不来').danger).toBe('fire')
    expect(findDanger('有人点着煤气说不想活了').danger).toBe('self_harm')
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void findDanger(text)))
  })

  it('answers a short line within 20 microseconds on average', () => {
    const lines = chatter.concat(chatter, chatter)
    for (const line of lines) findDanger(line)
    const start = performance.now()
    for (let i = 0; i < 5; i++) for (const line of lines) findDanger(line)
    // Ten times the aim: machines of a test run are busy.
    expect(((performance.now() - start) * 1000) / (lines.length * 5)).toBeLessThan(200)
  })
})
