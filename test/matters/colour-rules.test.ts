import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read } from '../../handlers/read/index.ts'
import { ruleInPlainWords } from '../../handlers/replies/colour-words.ts'
import { rise } from '../../handlers/rise.ts'
import { rulesOfCourse, rulesOfEarlier, rulesOfVoices } from '../../matters/history-rules.ts'
import { fresh, type Matter } from '../../matters/matter.ts'
import { afterFailedMediation, overTime, raiseBy } from '../../matters/raise.ts'
import { type Colour, colourRules, colours, type RuleId } from '../../matters/taxonomy.ts'

const day = 24 * 3_600_000
const now = new Date('2026-11-17T20:00:00+08:00')

function told(text: string): RuleId[] {
  const readings = read({
    text,
    nick: '老王',
    at: now,
    heard: 'direct',
    type: 'text',
    neighbours: [],
    chatName: '',
    role: 'resident',
  })
  return readings.flatMap((one) => one.rules)
}

const matter: Matter = {
  ...fresh,
  id: 1,
  number: 'AH-1117-01',
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  colour: 'blue',
  colourRules: ['B0'],
  urgency: 'normal',
  privacy: 'restricted',
  summary: '安和花园三期5号楼:邻里噪声',
  areaId: 'anhe-2',
  place: null,
  needsClarify: false,
  occurred: null,
  facts: {},
  leadDepartment: 'grid_worker',
  co: [],
  leadId: null,
  state: 'handling',
  outcome: null,
  dueAt: null,
  groupId: null,
  openedAt: now,
}

/** What fires each rule, and what nearly does. */
const words: Record<RuleId, { fires: string[]; not: string[] }> = {
  R1: {
    fires: ['5号楼2单元着火了 冒黑烟 快来人', '楼下两个人拿刀打起来了 快来 8号楼'],
    not: ['5号楼楼道堆了很多纸箱 担心着火', '这几天热得像着了火', '昨晚电视剧里有人拿刀砍人 吓死我了'],
  },
  R2: {
    fires: ['隔壁男的天天家暴他老婆 3号楼1单元', '6号楼有个孩子身上老有伤 怀疑被后爸虐待孩子'],
    not: ['5号楼两口子吵架声音大 半夜还吵', '孩子作业没写完被妈妈批评 哭得很大声'],
  },
  R3: {
    fires: ['楼下老李扬言要砍死物业的人 5号楼', '他说不给钱就同归于尽 5号楼装修的事'],
    not: ['哈哈 再吵我就杀了他 开玩笑的', '这把排位队友再送我要杀了他 王者太坑', '楼上再吵我要去找物业投诉'],
  },
  R5: {
    fires: ['工地二十多个工人堵门讨薪 包工头欠工资', '北门30个人堵住车库 两边对峙'],
    not: ['工地三个工人被拖欠工资', '小广场二十多个人跳舞 音响太吵'],
  },
  R7: {
    fires: ['房东拖欠我押金和装修款8万元 不退', '拆迁补偿款和兄弟谈不拢'],
    not: ['房东不退押金49999元', '车被剐了一点漆 想请人看看监控'],
  },
  R8: {
    fires: [
      '我举报以后 有人堵我门口威胁我 5号楼',
      '谁点的炮 有种站出来 我们楼有人在打听是谁举报的',
      '店老板挨家问是谁投诉的 我不敢出门 5号楼',
    ],
    not: [
      '想问问举报噪音打哪个电话',
      '邻居威胁说要去法院告物业',
      '电梯又坏了 谁说的修好了 5号楼',
      '草堆不知道谁扔烟头给点了 5号楼',
    ],
  },
  R9: {
    fires: ['5号楼一楼出租屋里放了二十多个液化气罐'],
    not: ['5号楼一楼家里用一个液化气罐做饭 想换管道', '加油站汽油涨价了'],
  },
  R10: {
    fires: [
      '有个自称公安局的让我妈把钱转到安全账户 正在转 怎么办',
      '刚才被骗转了三万 对方说是客服退款 现在联系不上了',
    ],
    not: ['去年被骗过两千块 想问还能不能追', '收到一个链接说积分清零 没点'],
  },
  Y1: {
    fires: ['停车吵起来 他推搡我 胳膊擦破皮 5号楼', '车被砸坏了 他不承认 说不是他砸的'],
    not: ['停车吵了几句 没动手', '车停久了落了一层灰'],
  },
  Y2: {
    fires: ['楼上天天半夜跳绳 5号楼', '楼上这是第三次漏水了 5号楼', '每晚十一点拖椅子 5号楼'],
    not: ['楼上昨晚又拖椅子了 5号楼', '楼上昨晚跳绳 天天有孩子从这过'],
  },
  Y3: {
    fires: ['租房合同到期房东不退押金', '公司没签劳动合同不给赔偿 要仲裁'],
    not: ['楼上昨晚装修太吵', '楼道里堆了杂物 5号楼'],
  },
  Y4: {
    fires: ['烧烤店油烟 物业和城管都说要一起来 5号楼'],
    not: ['烧烤店油烟 物业说不归他管 5号楼', '消防栓坏了 5号楼 物业知道'],
  },
  Y5: {
    fires: ['5号楼漏水影响了五户人家', '停水接龙\n1.101\n2.202\n3.303\n4.404\n5.505'],
    not: ['5号楼漏水影响了四户', '停水接龙\n1.101\n2.202\n3.303\n4.404'],
  },
  Y6: {
    fires: ['他借我5000元一直不还 有欠条', '装修队收了四万九不干活 要退钱'],
    not: ['他借我4999元一直不还 有欠条', '他借我200元不还'],
  },
  Y7: {
    fires: ['楼上漏水 家里老人瘫痪在床出不去', '电梯坏了 孕妇爬18楼 5号楼'],
    not: ['楼上漏水 家里地板泡了', '电梯坏了 大家都爬楼 5号楼'],
  },
  Y8: {
    fires: ['楼上跳绳 找物业三次了没用 5号楼', '社区调解过没成 楼上还是拖椅子'],
    not: ['楼上跳绳 还没找过物业 5号楼', '楼上跳绳 物业说明天来看'],
  },
  Y9: {
    fires: ['跟楼上因为漏水闹了半年了', '和隔壁积怨多年 又吵'],
    not: ['跟楼上因为漏水闹了两个月', '我在这住了五年 昨晚楼上漏水'],
  },
}

describe('a rule told in words', () => {
  for (const [rule, { fires, not }] of Object.entries(words)) {
    it(`${rule} fires for what it means`, () => {
      expect(fires.filter((text) => !told(text).includes(rule))).toEqual([])
    })
    it(`${rule} keeps still for what only looks like it`, () => {
      expect(not.filter((text) => told(text).includes(rule))).toEqual([])
    })
  }
})

const ago = (days: number) => ({ openedAt: new Date(now.getTime() - days * day) })
const course = (part: Partial<Matter>) => rulesOfCourse({ ...matter, ...part }, now)

describe('a rule that only the course of things tells', () => {
  it('Y2: the same once more within 30 days, or opened again once', () => {
    expect(rulesOfEarlier([ago(30)], now)).toEqual(['Y2'])
    expect(rulesOfEarlier([ago(31)], now)).toEqual([])
    expect(course({ reopened: 1 })).toEqual(['Y2'])
    expect(course({ reopened: 0 })).toEqual([])
  })

  it('R4: the third time within 90 days, or opened again twice', () => {
    expect(rulesOfEarlier([ago(40), ago(90)], now)).toEqual(['R4'])
    expect(rulesOfEarlier([ago(40), ago(91)], now)).toEqual([])
    expect(rulesOfEarlier([ago(1), ago(2)], now)).toEqual(['R4', 'Y2'])
    expect(course({ reopened: 2 })).toContain('R4')
    expect(course({ reopened: 1 })).not.toContain('R4')
  })

  it('R6 and Y8: a mediation that failed counts by the colour it had; over time counts twice', () => {
    const failed = (colour: Colour | null, colourRules: RuleId[] = []) =>
      afterFailedMediation({ colour, colourRules })
    expect(failed('blue', ['B0'])).toEqual({ rule: 'Y8', set: { colour: 'yellow', colourRules: ['Y8'] } })
    expect(failed('yellow', ['Y8'])).toEqual({
      rule: 'R6',
      set: { colour: 'red', colourRules: ['R6', 'Y8'] },
    })
    expect([failed('red'), failed(null)]).toEqual([null, null])
    // Lowered by a person from red with both standing: it is news again, but goes up by one only.
    expect(failed('blue', ['R1', 'Y8'])).toEqual({
      rule: 'Y8',
      set: { colour: 'yellow', colourRules: ['R1', 'Y8'] },
    })
    expect(overTime(1)).toEqual([])
    expect(overTime(2)).toEqual(['R6'])
  })

  it('Y4: two different departments called in', () => {
    expect(course({ called: ['urban_mgmt', 'judicial_office'] })).toEqual(['Y4'])
    expect(course({ called: ['urban_mgmt'] })).toEqual([])
    expect(course({ called: ['urban_mgmt', 'urban_mgmt'] })).toEqual([])
  })

  it('Y5: the fifth person behind it', () => {
    expect(rulesOfVoices(5)).toEqual(['Y5'])
    expect(rulesOfVoices(4)).toEqual([])
  })

  it('Y9: a dispute still open after three months', () => {
    expect(course(ago(90))).toEqual(['Y9'])
    expect(course(ago(89))).toEqual([])
    expect(course({ ...ago(120), state: 'followup' })).toEqual([])
    expect(course({ ...ago(120), kind: 'hazard' })).toEqual([])
  })
})

describe('raiseBy', () => {
  it('never lowers, for no colour and no rule', () => {
    const rank = (colour: Colour) => colours.indexOf(colour)
    for (const colour of colours)
      for (const { id } of colourRules) {
        const raised = raiseBy({ colour, colourRules: [] }, id)
        expect(rank(raised.colour as Colour)).toBeGreaterThanOrEqual(rank(colour))
      }
  })

  it('puts rules in order, each once, and drops B0', () => {
    expect(raiseBy({ colour: 'yellow', colourRules: ['Y8', 'B0'] }, 'R6', 'Y8')).toEqual({
      colour: 'red',
      colourRules: ['R6', 'Y8'],
    })
  })

  it('leaves what a person lowered until something new happens', () => {
    const lowered = { colour: 'blue' as const, colourRules: ['Y2'] }
    expect(raiseBy(lowered, 'Y2')).toEqual(lowered)
    expect(raiseBy(lowered, 'Y8').colour).toBe('yellow')
  })

  it('gives services and feedback none', () => {
    expect(raiseBy({ colour: null, colourRules: [] }, 'R6')).toEqual({ colour: null, colourRules: [] })
  })
})

describe('a step of a matter', () => {
  it('turns red in the middle loop and off the grid, and says so as the bot', () => {
    const { set, notes } = rise(matter, { ...matter, reopened: 2 }, now, [])
    expect(set).toMatchObject({ colour: 'red', level: 'police_grid', loop: 'middle', colourSetBy: null })
    expect(notes.map((note) => [note.kind, note.actorId])).toEqual([
      ['recoloured', null],
      ['levelled', null],
    ])
  })

  it('lowers neither level nor loop that a person raised', () => {
    const high = { ...matter, level: 'street', loop: 'large' } as const
    expect(rise(high, { ...high, colour: 'red' }, now, []).set).toMatchObject({
      level: 'street',
      loop: 'large',
    })
  })

  it('by which a person lowers it shows the rules and lets them be', () => {
    const yellow: Matter = { ...matter, colour: 'yellow', colourRules: ['Y8'], reopened: 1 }
    const { set } = rise(yellow, { ...yellow, colour: 'blue' }, now, [{ kind: 'recoloured' }])
    expect(set).toMatchObject({ colour: 'blue', colourRules: ['Y2', 'Y8'] })
  })

  it('that changes nothing says nothing', () => {
    expect(rise(matter, matter, now, []).notes).toEqual([])
  })
})

it('every rule has plain words for residents', () => {
  for (const { id } of colourRules) expect(ruleInPlainWords(id)).not.toBe(id)
})

it('docs/colour.md has a row for every rule', () => {
  const doc = readFileSync(new URL('../../docs/colour.md', import.meta.url), 'utf8')
  const rows = [...doc.matchAll(/^\| ([RY]\d+) \|/gm)].map(([, rule]) => rule)
  expect(rows).toEqual(colourRules.map(({ id }) => id).filter((id) => id !== 'B0'))
})
