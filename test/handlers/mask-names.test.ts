import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from '../../handlers/read/mask.ts'
import { withoutTeller } from '../../handlers/read/mask-teller.ts'

describe('names', () => {
  test.each([
    ['5栋刘翠萍家又漏水了', '刘翠萍'],
    ['昨天是李明华送我去的医院', '李明华'],
    ['快递写的是陈建国收', '陈建国'],
    ['麻烦转告王秀兰一声', '王秀兰'],
    ['租客叫欧阳建华', '欧阳建华'],
    ['举报张伟强赌博', '张伟强'],
    ['@赵丽娟 你家水管爆了', '赵丽娟'],
    ['那个外教叫约翰·史密斯', '约翰·史密斯'],
    ['阿依古丽·买买提住3栋', '古丽'],
    ['租客尼玛次仁没交租', '次仁'],
    ['找Kevin拿快递', 'Kevin'],
    ['Tom Smith 在吗', 'Smith'],
    ['@小甜甜 你家快递', '小甜甜'],
    ['姓名：田七', '田七'],
    ['孩子叫乐乐5岁', '乐乐'],
    ['赵敏和周芷若吵架', '周芷若'],
  ])('%s', (text, name) => expect(mask(text)).not.toContain(name))

  test('kin, titles and surnames with 老 or 小 tell nobody and stay', () => {
    for (const text of [
      '王姐说得对',
      '老周来了没',
      '找周警官',
      '刘主任在开会',
      '小李帮忙登记一下',
      '刘姐孙女放学了',
      '@网格员小林 在吗',
      '阿婆摔了',
    ])
      expect(mask(text)).toBe(text)
  })
})

describe('ordinary talk is left alone', () => {
  const words =
    '高兴 金属 马路 水管 白天 王府井 安和里 张贴 方便 任何 许多 常常 温度 成都 和平里 石头 江边 田地 蓝天 白菜 黑夜 红灯 毛巾 钱包 万一 严重 向前 齐全 兰花 庄稼 安全 牛奶 童话 游泳 宁静 祝福 纪念 尤其 叶子 包装 单元 方向 时间 文件 明天 成功 温暖 路口 全部 申请 连续 水平 平时 关系 梅花 高楼 曾经 于是 余额 任务 夏天 熊猫 顾客 杨梅 杨树 孙子 胡同 胡子 罗列 郑重 肖像 田野 董事 杜绝 程序 沈阳 钟表 陆地 范围 桂花 秋天 春节 冬至 明亮 国庆节 志愿者 健康码 快递 充电桩 物业 电梯'.split(
      ' ',
    )
  const frames = [
    '{}那边又停水了',
    '请问{}怎么走',
    '楼下{}坏了,报修三天没人管',
    '大家注意{}',
    '昨晚{}有人吵架',
    '我想问一下{}',
    '在{}附近捡到一串钥匙',
    '这里{}太多了',
  ]

  test.each(words)('%s', (word) => {
    for (const frame of frames) {
      const text = frame.replace('{}', word)
      expect(mask(text)).toBe(text)
    }
  })

  test.each([
    '楼上又在拖椅子,都十二点了,明天孩子还要上学',
    '有没有人一起团购鸡蛋,一板三十块,要的扣1',
    '北门的路灯坏了一个星期了,晚上看不见路',
    '今天菜市场排骨降价,赶紧去',
    '谢谢邻居帮忙收快递,改天请大家吃饭',
    '电梯里有人抽烟,味道半天散不掉',
    '社区周六上午九点在小广场办义诊,带上医保卡',
    '车位又被占了,挪车电话打不通',
    '家里老人走失,穿红色外套,往公园方向去了',
    '有人冒充客服让我转账,我没信',
    '群里谁家有梯子借用一下,换个灯泡',
    '下雨天地滑,出门小心',
  ])('%s', (text) => expect(mask(text)).toBe(text))
})

describe('places and shops that bear a surname', () => {
  test.each([
    '建国路88号',
    '李家村3组停电',
    '鲁迅公园门口',
    '陈麻婆豆腐店油烟大',
    '张江高科地铁站',
    '文华里水管裂了',
    '王家庄村口',
    '钱大妈超市门口',
    '安和花园三期5栋',
  ])('%s', (text) => expect(mask(text)).toBe(text))
})

describe('a tip without its giver', () => {
  test.each([
    ['我家对门天天有人吸毒', '附近某户天天有人吸毒'],
    ['楼上那家半夜聚众赌博', '附近某户半夜聚众赌博'],
    ['我同事在搞传销', '有人在搞传销'],
    ['我们公司老板偷税', '某单位老板偷税'],
    ['我老公的同事说的', '有人说的'],
    ['从我家窗户能看见他们', '从附近能看见他们'],
    ['我就住他家楼下,看得清楚', '就在附近,看得清楚'],
    ['他是我前夫,在卖假药', '他是某人,在卖假药'],
    ['我上班的足浴店卖淫', '某足浴店卖淫'],
    ['我在他店里打工,亲眼见过', '了解情况,亲眼见过'],
  ])('%s', (text, without) => {
    expect(mask(text, { tip: true })).toBe(without)
    expect(withoutTeller(without)).toBe(without)
    expect(mask(text)).toBe(text)
  })

  test('said twice it says the same, whatever stands about it', () => {
    const pieces = fc.constantFrom(
      ...'我们家的他是在住和栋楼邻居,。1',
      '我家',
      '对门',
      '楼上',
      '那家',
      '同事',
      '公司',
      '打工',
      '单元',
      '附近某户',
      '有人',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (all) => {
        const once = mask(all.join(''), { tip: true })
        expect(mask(once, { tip: true })).toBe(once)
      }),
      { numRuns: 500 },
    )
  })
})
