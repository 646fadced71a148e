import { describe, expect, it } from 'vitest'
import { read } from '../../handlers/read/index.ts'
import { withoutTellersHome } from '../../matters/tip-place.ts'

function told(text: string) {
  const [reading] = read({
    text,
    nick: '5-2-1201张',
    at: new Date('2026-11-17T10:00:00+08:00'),
    heard: 'direct',
    type: 'text',
    neighbours: [],
    chatName: '安和花园业主群',
    role: 'resident',
  })
  if (!reading) throw new Error(`nothing was read of ${text}`)
  return withoutTellersHome(reading)
}

describe('a tip', () => {
  it.each([
    '我家对门天天聚众赌博,半夜都是麻将声',
    '举报楼上那家有人吸毒',
    '我怀疑楼下那户贩毒,有人半夜来拿货',
  ])('%s: does not carry the door of its giver, which only the nickname told', (text) => {
    const { kind, place, summary } = told(text)
    expect(kind).toBe('tip')
    expect(place).toMatchObject({ building: '5', unit: null, floor: null, room: null })
    expect(summary).not.toMatch(/我|对门|1201/)
  })

  it('calls a spot by its name and not by whose it is near', () => {
    const { place, summary } = told('我们单元地下室有人吸毒')
    expect(place?.poi).toBe('单元地下室')
    expect(summary).not.toContain('我们')
  })

  it('keeps a door that was named', () => {
    expect(told('举报:5栋1202有人卖淫').place?.room).toBe('1202')
  })
})

describe('where the giver is the place', () => {
  it('an emergency keeps the door', () => {
    expect(told('救命 对门拿刀砍人了').place?.room).toBe('1201')
  })

  it('so does who was robbed, and whatever is no tip', () => {
    expect(told('我家电动车昨晚被偷了').place?.building).toBe('5')
    expect(told('楼上天天半夜跳绳吵得睡不着').place?.unit).toBe('2')
  })
})
