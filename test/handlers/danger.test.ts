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

  it.each([
    ['missing', '谁看见我妈了 四点出去遛弯到现在没回 天都黑了'],
    ['trapped', '右边那部梯停了 里面有人拍门'],
    ['trapped', '卡在5楼和6楼中间了 按铃没人应'],
    ['self_harm', '撑不住了 我的快递以后都退了吧 你们都要好好的'],
    ['violence', '他喝多了在踹门 我锁在卧室 千万别给我打电话'],
    ['gas', '三楼这边味儿大得很 谁家灶没关'],
    ['fraud', '我妈接电话半小时了 说是市局的 讲她涉嫌洗黑钱'],
  ])('hears %s in harmless words that stand together: %s', (danger, text) => {
    expect(findDanger(text).danger).toBe(danger)
  })

  it.each([
    '我撑不住了 这楼上装修吵死人',
    '这几年谢谢大家照应 下周搬家 你们都要好好的',
    '还在打 快来人凑一桌麻将',
    '人家两口子床头打架床尾和',
    '他喝了酒 门都踢坏了 物业要赔',
    '电梯停了 六楼到七楼要走楼梯',
  ])('hears none in: %s', (text) => {
    expect(findDanger(text).danger).toBeNull()
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => void findDanger(text)))
  })
})
