import { describe, expect, it, test } from 'vitest'
import { fraudFeaturesIn } from '../../handlers/read/facts-fraud.ts'
import { isUnderWay } from '../../handlers/read/fraud-told.ts'
import { fraudTypeIn } from '../../handlers/read/fraud-type.ts'
import { fraudWords } from '../../handlers/read/fraud-words.ts'
import { fraudCheckCard, plainFeatures } from '../../handlers/replies/fraud-check.ts'
import { lintGroupText } from '../../handlers/replies/lint.ts'
import { fraudFeatures } from '../../matters/taxonomy.ts'
import { fraudCases } from './fraud-cases.ts'

describe('the fifteen features', () => {
  it('are those of the taxonomy, each with a name in plain words and at least nine cases', () => {
    const ids = fraudFeatures.map(({ id }) => id)
    expect(Object.keys(plainFeatures)).toEqual(ids)
    expect(Object.keys(fraudCases)).toEqual(ids)
    for (const { shows, not } of Object.values(fraudCases)) {
      expect(shows.length).toBeGreaterThanOrEqual(6)
      expect(not.length).toBeGreaterThanOrEqual(3)
    }
  })

  describe.each(Object.entries(fraudCases))('%s', (id, { shows, not }) => {
    test.each(shows)('is shown by %s', (text) => expect(fraudFeaturesIn(text)).toContain(id))
    test.each(not)('is not shown by %s', (text) => expect(fraudFeaturesIn(text)).not.toContain(id))
  })

  it('are none in what people say every day', () => {
    const everyday = [
      '今天菜场的丝瓜好新鲜',
      '晚饭吃什么',
      '楼上天天半夜拖椅子',
      '谁家的猫跑到三楼了',
      '明天物业检修水泵',
      '孩子发烧三十八度五,去儿童医院',
    ]
    expect(everyday.flatMap(fraudFeaturesIn)).toEqual([])
  })

  it('are found behind traditional characters, letters set apart and the disguises of swindlers', () => {
    expect(fraudFeaturesIn('請把存款轉到安全賬戶')).toContain('F07')
    expect(fraudFeaturesIn('转到 安 全 账 户 里')).toContain('F07')
    expect(fraudFeaturesIn('安\u200b全\u200b账\u200b户')).toContain('F07')
    expect(fraudFeaturesIn('➕我薇信带你赚')).toContain('F01')
    expect(fraudFeaturesIn('刷丹日结')).toContain('F12')
    expect(fraudWords('加V:abc')).toContain('微信')
  })

  it('are counted in a moment, however long the text', () => {
    const long = '您好我是客服,您的账户异常,请马上点链接转账到安全账户,不要告诉家人。'.repeat(120)
    const begun = performance.now()
    expect(fraudFeaturesIn(long.slice(0, 4000)).length).toBeGreaterThanOrEqual(5)
    for (const filler of ['啊', '请', '转', '不', '1', '( '])
      fraudFeaturesIn(filler.repeat(4000).slice(0, 4000))
    expect(performance.now() - begun).toBeLessThan(1500)
  })
})

describe('the type of a fraud', () => {
  test.each([
    ['tip.fraud.task_rebate', '点赞一单三块,做完联单返佣金,现在卡单了提不了现'],
    ['tip.fraud.investment', '导师带我炒股,内幕消息稳赚,平台上的钱取不出来'],
    ['tip.fraud.shopping_service', '二手群买的冰箱,付了定金就把我拉黑'],
    ['tip.fraud.fake_customer_service', '自称京东客服,说百万保障到期,不取消每月自动扣费'],
    ['tip.fraud.loan_credit', '网贷说我流水不够,刷完流水才放款'],
    ['tip.fraud.impersonate_leader', '我是你王书记,明天来我办公室,先帮我转笔钱给亲戚'],
    ['tip.fraud.impersonate_police', '市公安局的警官说我洗钱,要转到安全账户核查'],
    ['tip.fraud.dating', '网恋半年的女友没见过面,老要我打钱'],
    ['tip.fraud.game', '孩子领游戏皮肤,对方要家长手机解除防沉迷'],
    ['tip.fraud.ticket_change', '航班取消了,客服让我点链接改签领补偿'],
  ])('is %s in: %s', (type, text) => expect(fraudTypeIn(text)).toBe(type))

  test.each(['今天菜场的丝瓜好新鲜', '有人打电话来,我没接', '这条短信是真的吗'])(
    'is not sure of: %s',
    (text) => expect(fraudTypeIn(text)).toBeNull(),
  )
})

describe('money that is moving', () => {
  test.each([
    '我妈正在跟骗子通话,屏幕都共享了',
    '刚给那个客服转了三万,怎么办',
    '我已经转了两万到他说的安全账户',
    '老伴在银行,电话里的警官叫她转账,劝不住',
  ])('is told in: %s', (text) => expect(isUnderWay(text)).toBe(true))

  test.each([
    '【公安局】您涉嫌洗钱,请现在立即把钱转到安全账户,急!',
    '您好,您的快递丢失,请打开屏幕共享办理理赔,现在转账验证',
    '尊敬的用户,您的积分今日清零',
    '去年我表妹被骗过',
  ])('is only ordered, or over, in: %s', (text) => expect(isUnderWay(text)).toBe(false))
})

describe('the answer to a check', () => {
  const all = fraudFeatures.map(({ id }) => id as keyof typeof plainFeatures)

  it('breaks no rule for a group, whatever was hit, and never calls a text safe', () => {
    for (const count of [0, 1, 2, 3, 5, 6, 15]) {
      for (const seenBy of ['group', 'direct'] as const) {
        const check = {
          features: all.slice(0, count),
          type: 'tip.fraud.task_rebate',
          alarmed: false,
        }
        const text = [fraudCheckCard(check, seenBy).title, ...fraudCheckCard(check, seenBy).lines].join('\n')
        expect(
          lintGroupText(text, [{ kind: 'tip', room: null, amountCny: 3000, label: '电诈-刷单返利' }]),
        ).toEqual([])
        expect(text).toMatch(/不转钱[\s\S]*96110[\s\S]*110报警[\s\S]*冻结/)
        expect(text).not.toMatch(/(?<!不能说明)安全(?!账户)|放心|没问题|正规/)
      }
    }
  })

  it('is the same in a group whether money moved or not', () => {
    const check = { features: all.slice(0, 7), type: null }
    expect(fraudCheckCard({ ...check, alarmed: true }, 'group')).toEqual(
      fraudCheckCard({ ...check, alarmed: false }, 'group'),
    )
  })
})
