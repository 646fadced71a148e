import { describe, expect, test } from 'vitest'
import { commandNames, verbs } from '../../handlers/commands/index.ts'
import { couldNotHandle } from '../../handlers/replies/apology.ts'
import {
  askAmendment,
  draftCard,
  draftDropped,
  draftGone,
  expiredDraft,
  recalledDraft,
} from '../../handlers/replies/draft-card.ts'
import {
  dutyPage,
  groupSafety,
  notPolice,
  reporterSafety,
  safetySteps,
} from '../../handlers/replies/emergency.ts'
import { lintGroupText } from '../../handlers/replies/lint.ts'
import { matterCard, matterLine } from '../../handlers/replies/matter-card.ts'
import { noticeCard } from '../../handlers/replies/notice.ts'
import { heardYou, joinedCard, newsCard, notUnderstood, receiptCard } from '../../handlers/replies/receipt.ts'
import {
  mayNot,
  needsNumber,
  noSuchMatter,
  notNow,
  unknownCommand,
  wrongPlace,
} from '../../handlers/replies/refusals.ts'
import { happeningWords } from '../../handlers/replies/timeline.ts'
import { visitCard } from '../../handlers/replies/visit.ts'
import type { Card, HeardMessage } from '../../matters/message.ts'
import { states } from '../../matters/moves.ts'
import type { Danger, Reading } from '../../matters/reading.ts'
import { categories } from '../../matters/taxonomy.ts'
import type { MatterView } from '../../matters/view.ts'

const operator = { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName: '小助手' }
const modes = ['mention', 'assisted', 'work'] as const
const dangers = Object.keys(safetySteps) as Danger[]
const emergency = /紧急请拨110\/119\/120。?$/

/** Everything that a card shows, as one text. */
function wordsOf(card: Card): string {
  const fields = card.fields?.map((field) => `${field.name}:${field.value}`) ?? []
  const actions = card.actions?.map((action) => action.label) ?? []
  return [card.title ?? '', ...fields, ...card.lines, ...actions].filter(Boolean).join('\n')
}
const lengthOf = (card: Card) => [...wordsOf(card)].length

const view: MatterView = {
  id: 1,
  number: 'AH-1117-01',
  title: '邻里噪声',
  kind: 'dispute',
  colour: 'blue',
  colourName: '蓝',
  colourRules: ['B0'],
  urgency: '常规',
  state: '待研判',
  place: '安和花园三期5号楼',
  when: '每晚11点',
  summary: '安和花园三期5号楼:邻里噪声',
  parties: [],
  lead: '待交办',
  department: '网格员',
  dueAt: new Date('2026-11-24T12:00:00+08:00'),
  emergency: false,
  confidential: false,
  notes: false,
}
const reading: Reading = {
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  score: 0.9,
  choices: ['dispute.neighbor.noise', 'dispute.neighbor.pet'],
  colour: 'blue',
  rules: [],
  urgency: 'normal',
  danger: null,
  guard: null,
  place: null,
  time: null,
  amount: null,
  parties: [],
  facts: {},
  signals: {},
  summary: '安和花园三期5号楼:邻里噪声',
}
const tip: MatterView = { ...view, kind: 'tip', title: '赌博', number: 'XS-1118-07' }
const message = {
  platform: 'sandbox',
  messageId: 'm1',
  chat: { id: 'anhe3', kind: 'group' },
  sender: { id: 'zhang', nick: '张姐' },
  heard: 'passive',
} as HeardMessage

/** What a resident group can be shown: in answer, or unasked. */
const toGroups: [what: string, card: Card][] = [
  ['heardYou', heardYou],
  ['notUnderstood', notUnderstood],
  ...modes.map((mode): [string, Card] => [`the notice (${mode})`, noticeCard({ mode }, operator)]),
  ...dangers.flatMap((danger): [string, Card][] => {
    const card = groupSafety(danger)
    return card ? [[`safety steps (${danger})`, card]] : []
  }),
]

/** What one person is shown alone. */
const toOne: [what: string, card: Card][] = [
  ['an unknown command', unknownCommand('帮助')],
  ['an unknown command near to none', unknownCommand(null)],
  ...verbs.map((verb): [string, Card] => [`no right to /${verb.name}`, mayNot(verb)]),
  ...verbs.map((verb): [string, Card] => [`the wrong place for /${verb.name}`, wrongPlace(verb)]),
  ...verbs.map((verb): [string, Card] => [`/${verb.name} without a number`, needsNumber(verb)]),
  ['no such matter', noSuchMatter('AH-1117-99')],
  ['not now', notNow('AH-1117-01', '待研判', '先接单:/接单 AH-1117-01')],
  ['an apology', couldNotHandle(message).posts[0]?.card ?? { tone: 'plain', lines: [] }],
  ['a draft', draftCard({ id: 1, reading }, { joins: true, leak: true, homeless: true })],
  ['a draft that did not alarm', draftCard({ id: 1, reading: { ...reading, guard: '像是玩笑' } })],
  ['a draft of a tip', draftCard({ id: 1, reading: { ...reading, kind: 'tip', category: 'tip.gambling' } })],
  ['a question for the category', draftCard({ id: 1, reading: { ...reading, category: null } })],
  ['a dropped draft', draftDropped],
  ['a draft that is gone', draftGone],
  ['an expired draft', expiredDraft],
  ['a recalled draft', recalledDraft],
  ['a question for an amendment', askAmendment],
  ['a receipt', receiptCard(view, operator)],
  ['a receipt of a tip', receiptCard(tip, operator)],
  ['a joined matter', joinedCard(view)],
  ['news', newsCard(view, '网格员小林 已接手,会和您联系。')],
  ...dangers.map((danger): [string, Card] => [`safety (${danger})`, reporterSafety(danger, 'AH-1117-01')]),
]

/** Rules P-7, P-5, W-2, W-7, X-7: no verdict, no promise, no method, no myth, no shaming. */
const never: [what: string, pattern: RegExp][] = [
  ['a verdict', /全责|主责|次责|负责任|过错方|构成违法|违法犯罪|理亏|活该|有理|无理取闹/u],
  [
    'a promise of the result',
    /保证|一定(?:会|能|给)|肯定(?:会|能)|必须赔|包您|立刻解决|会处罚|会抓|会立案|严惩/u,
  ],
  ['advice to bear it', /忍一忍|忍忍|家丑|床头打架|想开点|别想太多/u],
  ['words of self-harm', /自杀|轻生|寻死|跳楼|割腕|上吊|服毒|遗书|烧炭|农药/u],
  ['a diagnosis', /抑郁|精神病|神经病|疯子|痴呆|残废/u],
  ['the myth of 24 hours', /(?:满|失踪|走失)\s*24\s*小时.{0,6}(?:才|再|后)/u],
  ['a fee', /收费|费用|付款|红包|有偿/u],
  ['shaming', /曝光|通报批评|黑名单|老赖/u],
]

describe('what a resident group is shown', () => {
  test.each(toGroups)('%s breaks no rule of the lint', (_, card) => {
    expect(lintGroupText(wordsOf(card), [])).toEqual([])
  })

  test.each(toGroups)('%s holds no verdict, promise, method or myth', (_, card) => {
    for (const [what, pattern] of never) expect([what, pattern.exec(wordsOf(card))]).toEqual([what, null])
  })

  test.each(toGroups.filter(([what]) => !what.startsWith('the notice')))(
    '%s has at most 120 characters',
    (_, card) => {
      expect(lengthOf(card)).toBeLessThanOrEqual(120)
    },
  )

  test.each(['heardYou', 'notUnderstood'])('%s ends with whom to call in an emergency', (what) => {
    const card = toGroups.find(([name]) => name === what)?.[1]
    expect(wordsOf(card ?? { tone: 'plain', lines: [] })).toMatch(emergency)
  })

  test('the answer to a report says nothing of what was reported', () => {
    expect(wordsOf(heardYou)).not.toMatch(/线索|举报|纠纷|隐患|编号|登记了/)
  })

  test.each(dangers)('in case of %s the bot says that it is not 110', (danger) => {
    const card = groupSafety(danger)
    if (card) expect(wordsOf(card)).toContain('不是110')
    expect(wordsOf(reporterSafety(danger, 'AH-1117-01'))).toContain('不是110')
    expect(notPolice).toContain('不是110')
  })
})

describe('safety steps', () => {
  test.each<[Danger, string[]]>([
    ['fire', ['119']],
    ['gas', ['119', '燃气抢修']],
    ['trapped', ['119']],
    ['medical', ['120']],
    ['electric', ['95598', '120', '119']],
    ['violence', ['110']],
    ['missing', ['110']],
    ['child', ['110']],
    ['self_harm', ['12356', '110', '120']],
    ['fraud', ['110', '96110']],
  ])('for %s name %j to the reporter, and to the group where it is told', (danger, numbers) => {
    const { group, reporter } = safetySteps[danger]
    for (const number of numbers) expect(reporter).toContain(number)
    if (group) expect(group).toContain(numbers[0])
  })

  test('cover every danger that can be read', () => {
    const known: Danger[] = [
      'electric',
      'fire',
      'gas',
      'trapped',
      'self_harm',
      'violence',
      'child',
      'medical',
      'missing',
      'fraud',
    ]
    expect([...dangers].sort()).toEqual([...known].sort())
  })

  test('go to no group where telling it would harm a person or help the offender', () => {
    for (const danger of ['self_harm', 'child', 'missing', 'fraud'] as const) {
      expect(safetySteps[danger].group).toBeNull()
      expect(groupSafety(danger)).toBeNull()
    }
  })

  test('name no place, no person and no matter in the group', () => {
    for (const danger of dangers) {
      const card = groupSafety(danger)
      if (card) expect(wordsOf(card)).not.toMatch(/编号|AH-|\d+(?:号楼|单元|室)|张|王/)
    }
  })

  test.each<[Danger, RegExp]>([
    ['gas', /打开?电器|按.{0,3}开关|点火/],
    ['fire', /^.*(?<!不)坐电梯/],
    ['trapped', /(?<!不要)(?<!请不要强行)扒门/],
  ])('for %s advise nothing that kills', (danger, deadly) => {
    const { group, reporter } = safetySteps[danger]
    expect(reporter).not.toMatch(deadly)
    if (group) expect(group).not.toMatch(deadly)
  })

  test('for gas send out of the house before anybody telephones', () => {
    expect(safetySteps.gas.group).toMatch(/到楼外再拨/)
    expect(safetySteps.gas.reporter).toMatch(/先到楼外,再拨/)
  })

  test('for a missing person say that nobody has to wait', () => {
    expect(safetySteps.missing.reporter).toMatch(/不用等/)
  })

  test('for self-harm ask one question, are short and neither praise nor blame', () => {
    const { reporter } = safetySteps.self_harm
    expect(reporter.match(/[?？]/g)).toHaveLength(1)
    expect([...reporter].length).toBeLessThanOrEqual(120)
    expect(reporter).not.toMatch(/傻|糊涂|不应该|勇敢|父母|孩子/)
  })

  test('say by whom they were reviewed, or that nobody did yet', () => {
    for (const { reviewed } of Object.values(safetySteps))
      if (reviewed !== null) expect(reviewed).not.toBe('')
  })

  test('for the reporter carry the number and leave lifting to the duty desk', () => {
    for (const danger of dangers)
      expect(wordsOf(reporterSafety(danger, 'AH-1117-01'))).toMatch(/AH-1117-01[\s\S]*由值班室核实后解除/)
  })

  test('page the duty desk with the two buttons that only it has', () => {
    const card = dutyPage({ ...view, emergency: true })
    expect(card.actions?.map((action) => action.command)).toEqual([
      '/接单 AH-1117-01',
      '/看 AH-1117-01',
      '/解除 AH-1117-01 核实为误报',
    ])
  })
})

describe('what one person is shown', () => {
  test.each(toOne)('%s holds no verdict, promise, method or myth', (_, card) => {
    for (const [what, pattern] of never) expect([what, pattern.exec(wordsOf(card))]).toEqual([what, null])
  })

  test('every button is a command that there is', () => {
    const cards = [
      ...toOne.map(([, card]) => card),
      visitCard(view, { day: 7, dueAt: new Date(0) }, false),
      matterCard(view),
    ]
    for (const { command } of cards.flatMap((card) => card.actions ?? []))
      expect(commandNames).toContain(/^\/(\S+)/.exec(command)?.[1])
  })

  test('every command that a text advises is one that there is', () => {
    const advised = [...toOne, ...toGroups].flatMap(
      ([, card]) => wordsOf(card).match(/(?<=^|[\s「:,发])\/[一-鿿]{1,4}/gu) ?? [],
    )
    expect(advised.length).toBeGreaterThan(20)
    const unknown = advised.filter(
      (name) => ![...commandNames].some((known) => name.slice(1).startsWith(known)),
    )
    expect(unknown).toEqual([])
  })

  test.each([
    'an unknown command',
    'an unknown command near to none',
    'an apology',
    'a receipt',
    'a receipt of a tip',
  ])('%s ends with whom to call in an emergency', (what) => {
    const card = toOne.find(([name]) => name === what)?.[1]
    expect(card?.lines.at(-1)).toMatch(emergency)
  })

  test('a refusal of a right tells where to turn against it (Q-7)', () => {
    for (const verb of verbs) expect(wordsOf(mayNot(verb))).toMatch(/12389/)
  })

  test('a draft says that nothing is reported yet, what others will see, and how to answer', () => {
    for (const [what, card] of toOne.filter(
      ([name]) => name.startsWith('a draft of') || name === 'a draft',
    )) {
      expect([what, wordsOf(card)]).toEqual([what, expect.stringMatching(/还没有上报/)])
      expect(wordsOf(card)).toMatch(/1 确认[\s\S]*2 修改[\s\S]*3 不报/)
      expect(wordsOf(card)).toMatch(/不会公开|加密/)
    }
  })

  test('the draft of a tip promises that no group will see it', () => {
    const card = toOne.find(([name]) => name === 'a draft of a tip')?.[1]
    expect(wordsOf(card ?? heardYou)).toMatch(/群里不会出现/)
    expect(wordsOf(receiptCard(tip, operator))).toMatch(/默认看不到您是谁;群里不会提起/)
  })

  test('a draft that did not alarm says why, and to call 110 if it is real', () => {
    expect(wordsOf(draftCard({ id: 1, reading: { ...reading, guard: '像是玩笑' } }))).toMatch(
      /像是玩笑[\s\S]*110/,
    )
  })
})

describe('the notice', () => {
  test.each(modes)('of mode %s says who, contact, purpose, way, kinds, period and rights (N-2)', (mode) => {
    const words = wordsOf(noticeCard({ mode }, operator))
    for (const part of ['【谁】', '【联系】', '【目的】', '【方式】', '【内容】', '【期限】', '【权利】'])
      expect(words).toContain(part)
    for (const part of [
      '临湖派出所',
      '警务室 8800',
      '是机器人,不是真人',
      '/我的',
      '/撤回',
      '/不听我',
      '#不记录',
    ])
      expect(words).toContain(part)
    expect(words).toMatch(/我不是110。紧急请拨110\/119\/120。$/)
  })

  test('of each mode tells another way of reading', () => {
    const ways = modes.map((mode) =>
      noticeCard({ mode }, operator).lines.find((line) => line.startsWith('【方式】')),
    )
    expect(new Set(ways).size).toBe(3)
    expect(ways[0]).toMatch(/只读@我/)
    for (const way of ways.slice(1)) expect(way).toMatch(/一个字都不保存/)
  })
})

describe('the lint', () => {
  const about = { kind: 'dispute', room: '1001', amountCny: 8000, label: '楼上住户' }
  test.each([
    ['她想自杀', 'W-2'],
    ['夫妻床头打架床尾和', 'P-5'],
    ['他负全责', 'P-7'],
    ['失踪满24小时才能报警', 'W-7'],
    ['5号楼1001的住户', 'room 1001'],
    ['已调解,赔8000元', 'the sum'],
    ['电话13812345678', 'P-1'],
  ])('finds in "%s" %s', (text, rule) => {
    expect(lintGroupText(text, [about]).join()).toContain(rule)
  })

  test('finds the acknowledgement of a tip', () => {
    const item = { kind: 'tip', room: null, amountCny: null, label: '赌博' }
    expect(lintGroupText('收到一条线索', [item]).join()).toContain('K-2')
    expect(lintGroupText('赌博的事在办', [item]).join()).toContain('K-2')
    expect(lintGroupText('收到一条线索', [])).toEqual([])
  })

  test('does not take other numbers for the room or the sum', () => {
    expect(lintGroupText('编号21001,共18000元', [about])).toEqual([])
  })
})

describe('the line of a timeline', () => {
  const event = {
    at: new Date('2026-11-17T12:00:00+08:00'),
    kind: 'logged',
    toState: null,
    values: { note: '上门' },
  }

  test('shows notes to staff and steps only to the reporter', () => {
    expect(happeningWords(event, { notes: true })).toBe('2026-11-17 12:00 办理:上门')
    expect(happeningWords(event, { notes: false })).toBe('2026-11-17 12:00 办理')
    expect(happeningWords(event, { notes: false, time: false })).toBe('办理')
  })

  test('has a Chinese word for every kind of event that is written', () => {
    const kinds = [
      'opened',
      'studied',
      'assigned',
      'taken',
      'logged',
      'resolved',
      'concluded',
      'followup',
      'visited',
    ]
    for (const kind of [
      ...kinds,
      'reopened',
      'withdrawn',
      'lifted',
      'added',
      'joined',
      'read',
      'raised',
      'archived',
    ])
      expect(happeningWords({ ...event, kind, values: null }, { notes: false })).toMatch(
        /^2026-11-17 12:00 [一-鿿]+$/,
      )
  })

  test('says where a move led', () => {
    for (const toState of states)
      expect(happeningWords({ ...event, kind: 'moved', toState }, { notes: false })).toMatch(/→[一-鿿]/)
  })
})

test('a line of a list marks what is an emergency', () => {
  expect(matterLine({ ...view, emergency: true })).toMatch(/^🔴AH-1117-01\|/)
  expect(matterLine(view)).toMatch(/^AH-1117-01\|蓝\|邻里噪声\|安和花园三期5号楼\|待研判\|限/)
})

describe('at the edges', () => {
  test('news of a person in need do not name what they told', () => {
    const title = categories.get('care.self_harm')?.zh ?? ''
    expect(wordsOf(newsCard({ ...view, title }, '值班室已核实并解除紧急。'))).not.toMatch(/轻生/)
  })
})
