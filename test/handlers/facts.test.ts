import { describe, expect, it } from 'vitest'
import { readAmount } from '../../handlers/read/amount.ts'
import { type About, readFacts } from '../../handlers/read/facts.ts'
import { saysAgain, saysLong } from '../../handlers/read/recurrence.ts'
import { firedRules } from '../../handlers/read/rules.ts'
import { readSignals } from '../../handlers/read/signals.ts'

const dispute: About = { kind: 'dispute', category: 'dispute.neighbor.noise', danger: null }
const facts = (text: string, about: Partial<About> = {}) =>
  readFacts(text, readAmount(text), { ...dispute, ...about })
const rules = (text: string, about: Partial<About> = {}) =>
  firedRules({
    ...dispute,
    ...about,
    text,
    guard: null,
    urgency: 'normal',
    facts: facts(text, about),
    amount: readAmount(text),
  })

describe('readFacts', () => {
  it('counts a chain message by its highest number', () => {
    expect(facts('#接龙 楼下太吵\n1. 3-201\n2. 3-202\n17. 4-101').households).toBe(17)
    expect(facts('我们单元有6户都受影响').households).toBe(6)
    expect(facts('国家规定').households).toBeUndefined()
  })

  it('counts people, things and money only where they are told', () => {
    expect(facts('十几个工友都没拿到工资').people).toBe(11)
    expect(facts('一楼门面存了20只液化气罐', { kind: 'hazard' }).quantity).toBe('20只液化气罐')
    expect(facts('要我赔3000块').amountCny).toBe(3000)
    expect(facts('楼上太吵')).toEqual({})
  })

  it('tells hurt from unhurt', () => {
    expect(facts('被狗咬了一口 出血了').injury).toBe('minor')
    expect(facts('幸好没人受伤').injury).toBe('none')
    expect(facts('他骨折了').injury).toBe('serious')
    expect(facts('怕咬伤小孩').injury).toBeUndefined()
  })

  it('tells a call that was made from one that is asked for', () => {
    expect(facts('已经报警了').called110).toBe(true)
    expect(facts('快打110').called110).toBeUndefined()
    expect(facts('保安打了119').called119).toBe(true)
  })

  it('names the need and never the illness', () => {
    expect(facts('我奶奶坐轮椅 下不去').needs).toEqual(['行动不便'])
    expect(facts('我爸脑梗瘫在床上', { kind: 'service' }).needs).toEqual(['行动不便'])
    expect(facts('接孩子的小心').needs).toBeUndefined()
  })

  it('shows eleven of fifteen features in a false police call, and says nothing about a person', () => {
    const script =
      '有个陌生号码00852打来,自称市公安局民警,还报了警号,一开始说是快递公司客服理赔,后来又说是我老同学的领导转接的。' +
      '说我涉嫌洗钱,账户要冻结。不许告诉家人,不能挂电话,让我去宾馆开房。要把钱转到安全账户核查。' +
      '让我下载一个会议软件,打开屏幕共享。必须马上办,否则今天就来抓捕。还让我买黄金邮寄过去。'
    const { fraudFeatures } = facts(script, { kind: 'tip', category: 'tip.fraud.impersonate_police' })
    expect(fraudFeatures).toEqual([
      'F01',
      'F02',
      'F03',
      'F04',
      'F05',
      'F06',
      'F07',
      'F08',
      'F09',
      'F14',
      'F15',
    ])
  })
})

describe('recurrence', () => {
  it('hears explicit repetition; a single 又 or children passing every day are none', () => {
    expect(saysAgain('每天晚上11点拖椅子')).toBe(true)
    expect(saysAgain('这是第三次了')).toBe(true)
    expect(saysAgain('又漏水了')).toBe(false)
    expect(saysAgain('那底下天天过小孩')).toBe(false)
    expect(saysAgain('打12345三次了')).toBe(false)
  })

  it('hears three months and more, not how long somebody lives there', () => {
    expect(saysLong('闹了半年了')).toBe(true)
    expect(saysLong('拖欠五个月工资')).toBe(true)
    expect(saysLong('住了十年了')).toBe(false)
    expect(saysLong('吵了两个月')).toBe(false)
  })
})

describe('colour rules in the words', () => {
  it.each([
    ['物业来了三趟没用', 'Y8'],
    ['押金不退 合同写得清清楚楚', 'Y3'],
    ['他推了我一把', 'Y1'],
    ['赔偿要六万', 'R7'],
    ['维修费要8000', 'Y6'],
    ['再吵我就杀了你全家', 'R3'],
    ['有人打听是谁举报的 说要报复', 'R8'],
    ['城管推给物业 物业推给城管', 'Y4'],
  ])('%s fires %s', (text, rule) => {
    expect(rules(text)).toContain(rule)
  })

  it('does not take a joke for a threat', () => {
    expect(rules('再输我就杀了你哈哈哈')).not.toContain('R3')
  })

  it('knows many gas bottles in a house from one', () => {
    const about = { kind: 'hazard', category: 'hazard.lpg_storage' } as const
    expect(rules('居民楼一楼存了二十多只煤气罐', about)).toContain('R9')
    expect(rules('楼下饭店用煤气罐', about)).not.toContain('R9')
  })
})

describe('readSignals', () => {
  it('hears settled, over and doubted', () => {
    expect(readSignals('行吧 他赔了我三百')).toMatchObject({ settledByParties: true })
    expect(readSignals('虚惊一场 没事了')).toMatchObject({ saidOver: true })
    expect(readSignals('那是收废品的师傅吧')).toMatchObject({ doubted: true })
    expect(readSignals('他不肯赔')).toEqual({})
  })
})
