import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlace, readPlaces } from '../../handlers/read/place.ts'
import { placeWords, samePlace } from '../../matters/place.ts'
import type { PlaceReading } from '../../matters/reading.ts'

const group = '安和花园三期业主群'

/** building/unit/floor/room, with - for what is not known. */
function numbers(place: PlaceReading | null): string {
  return [place?.building, place?.unit, place?.floor, place?.room].map((v) => v ?? '-').join('/')
}

describe('the ways people write where they live', () => {
  test.each([
    ['5号楼2单元1001', '5/2/10/1001'],
    ['7-1-0603又在敲', '7/1/6/603'],
    ['五号楼', '5/-/-/-'],
    ['三幢那边', '3/-/-/-'],
    ['11栋二单元', '11/2/-/-'],
    ['六栋一单元着火', '6/1/-/-'],
    ['8栋1201吵架', '8/-/12/1201'],
    ['4-502漏水', '4/-/5/502'],
    ['5栋2单301', '5/2/3/301'],
    ['13楼2单元', '13/2/-/-'],
    ['9号楼3门401', '9/3/4/401'],
    ['B3栋楼下', 'B3/-/-/-'],
    ['A座12层', 'A/-/12/-'],
    ['3#2-1001', '3/2/10/1001'],
    ['十三楼有人敲门', '-/-/13/-'],
    ['我家901', '-/-/9/901'],
    ['地下车库B2', '-/-/-2/-'],
    ['负一楼', '-/-/-1/-'],
    ['幸福路123弄5号602室', '5/-/6/602'],
    ['17号301阿强敲门没人应', '17/-/3/301'],
    ['看过去 23号老虎窗里冒黑烟', '23/-/-/-'],
    ['我上个月3号退的房', '-/-/-/-'],
    ['12月15号1200块没退', '-/-/-/-'],
    ['101钱家好婆两天没见出来了', '-/-/1/101'],
    ['120家属说快到了', '-/-/-/-'],
    ['1302没人应', '-/-/13/1302'],
  ])('%s', (text, expected) => expect(numbers(readPlace(text))).toBe(expected))

  test('the group of a village stands as its building', () => {
    const place = readPlace('今天走访 桥头村3组一户')
    expect(place).toMatchObject({ community: '桥头村', building: '3组', precision: 'grid' })
  })
})

describe('a group of two estates', () => {
  const both = '金桂银桂两苑共建群'
  test.each([
    ['银桂7栋楼道里有垃圾', '金桂3栋老马', '银桂'],
    ['我是金桂苑的 楼顶漏水', undefined, '金桂'],
    ['7栋楼顶公鸡天天叫', '银桂苑7-1-602', '银桂'],
    ['7栋楼顶公鸡天天叫', '小马', '金桂银桂两苑共建'],
  ])('%s, said by %s', (text, nick, community) =>
    expect(readPlace(text, { chatName: both, ...(nick && { nick }) })?.community).toBe(community),
  )

  test('one estate with a shorter name of its own stays whole', () =>
    expect(readPlace('3栋漏水', { chatName: '安和花园业主群', nick: '安和3栋老王' })?.community).toBe(
      '安和花园',
    ))
})

describe('what is no place', () => {
  test.each([
    '打110和12345都没用',
    '我电话13912345670',
    '昨天3:1赢的,11-18号那场',
    '晚上5:20见',
    '做了2单才返38块',
    '302路公交又晚点',
    '7座面包车',
    '2026年涨了500块',
    '四(2)班放学',
    '来了300人',
  ])('%s', (text) => expect(readPlace(text)).toBeNull())

  test('buildings that are counted are not named', () => {
    for (const text of ['3栋楼都停电了', '两栋都没水', '这5栋归他管'])
      expect(numbers(readPlace(text))).toBe('-/-/-/-')
    expect(numbers(readPlace('3栋停电了'))).toBe('3/-/-/-')
  })
})

describe('nickname and group fill in what the text leaves out', () => {
  test('the home in a nickname', () => {
    const place = readPlace('楼上又在跳绳', { nick: '5-2-0801大鹏', chatName: group })
    expect(numbers(place)).toBe('5/2/8/801')
    expect(place).toMatchObject({
      community: '安和花园三期',
      phase: '三期',
      certainty: 'inferred',
      text: '5-2-0801',
    })
  })

  test.each([
    ['王姐(5-2-902)', '5/2/9/902'],
    ['吴姨501', '-/-/5/501'],
    ['9栋秦阿姨', '9/-/-/-'],
    ['小雨701', '-/-/7/701'],
    ['u741', '-/-/-/-'],
    ['老赵2008', '-/-/-/-'],
  ])('nickname %s', (nick, expected) =>
    expect(numbers(readPlace('又来了', { nick, chatName: group }))).toBe(expected),
  )

  test('the text beats the nickname, and another building keeps the unit and door of the home out', () => {
    expect(numbers(readPlace('6栋那边冒烟', { nick: '5-2-801' }))).toBe('6/-/-/-')
    expect(numbers(readPlace('13楼阳台在冒烟', { nick: '6-1-1503' }))).toBe('6/1/13/-')
  })

  test('a spot outside is not at home, one indoors or downstairs is', () => {
    const options = { nick: '2-1-303', chatName: '安和花园一期2号楼邻里群' }
    expect(readPlace('北门有人晃悠', options)).toMatchObject({
      building: null,
      unit: null,
      poi: '北门',
      precision: 'poi',
    })
    expect(readPlace('电梯里有烟味', options)).toMatchObject({
      building: '2',
      unit: '1',
      poi: '电梯',
      precision: 'unit',
    })
    expect(readPlace('楼下“老地方”大排档吵', options)).toMatchObject({ building: '2', poi: '“老地方”大排档' })
  })

  test('the building in the name of the group', () => {
    const chatName = '安和花园一期2号楼邻里群'
    expect(readPlace('登记一下 我401', { chatName })).toMatchObject({
      community: '安和花园一期',
      building: '2',
      room: '401',
    })
    expect(numbers(readPlace('1-301漏水', { chatName }))).toBe('2/1/3/301')
    expect(numbers(readPlace('1-301漏水', { chatName: group }))).toBe('1/-/3/301')
  })

  test.each([
    ['柳岸里老街坊', '柳岸里'],
    ['临湖小区宝妈群', '临湖小区'],
    ['南门市场商户群', '南门市场'],
    [group, '安和花园三期'],
    ['银龄巡逻队&红袖章', null],
    ['私聊', null],
    ['安和社区警网融合工作群', null],
  ])('community of %s', (chatName, expected) => {
    expect(readPlace('8栋那边', { chatName })?.community).toBe(expected)
  })

  test('another community than that of the group takes nothing from home', () => {
    const place = readPlace('我妈家 翠湖花园7栋漏水', { nick: '5-2-801', chatName: group })
    expect(place).toMatchObject({ community: '翠湖花园', phase: null, building: '7', unit: null, room: null })
  })
})

describe('certainty and choice', () => {
  test('a door of another party is only alleged and brings no building', () => {
    expect(readPlace('楼上901天天砸')).toMatchObject({ room: '901', building: null, certainty: 'alleged' })
    expect(readPlace('我家802 不是我家哈,好像是1002')).toMatchObject({
      room: '1002',
      floor: '10',
      certainty: 'alleged',
    })
  })

  test('two buildings are two places, several doors of one building are one', () => {
    expect(readPlaces('3栋和12栋都停水').map((p) => p.building)).toEqual(['3', '12'])
    expect(readPlaces('6栋1单元的1302和1402').map((p) => p.building)).toEqual(['6'])
  })

  test('signatures of a 接龙 tell the building, no door', () => {
    const place = readPlace('#接龙 楼下“老地方”烧烤太吵\n1. 1-301 张\n2. 1-402 赵', { chatName: group })
    expect(place).toMatchObject({ building: '1', room: null })
  })

  test.each([
    ['西门那排路灯不亮', '西门'],
    ['4栋车棚丢电瓶', '4栋车棚'],
    ['学校后门桥下有人堵他', '学校后门桥下'],
    ['和平市场二楼棋牌室赌钱', '和平市场二楼棋牌室'],
    ['他在夕阳红养老院', '夕阳红养老院'],
    ['小广场那条狗', '小广场'],
  ])('spot of %s', (text, poi) => expect(readPlace(text)?.poi).toBe(poi))

  test('a fraud on the net happened nowhere', () => {
    expect(readPlace('刷单垫了3000', { nick: '小鱼', chatName: group })).toMatchObject({
      precision: 'online',
      community: null,
    })
  })
})

describe('any text', () => {
  test('never throws, and what it quotes stands in the text or the nickname', () => {
    const pieces = fc.constantFrom(
      ...'3栋5号楼二单元01-#座弄巷村组期层室花园小区门楼下在的我家路灯 ,。“”😀',
      '5-2-1001',
      '接龙',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((p) => p.join('')),
    )
    fc.assert(
      fc.property(texts, texts, texts, (text, nick, chatName) => {
        for (const place of readPlaces(text, { nick, chatName })) {
          expect(text.includes(place.text) || nick.includes(place.text)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test.each(['3栋5栋4楼', '1-', '1,', '花园', '小广场', '我家901 ', '的小区'])(
    '64 KB of %s do not take seconds by the dozen',
    (piece) => {
      const text = piece.repeat(Math.ceil(65_536 / piece.length))
      const began = performance.now()
      readPlace(text, { chatName: group })
      expect(performance.now() - began).toBeLessThan(5000)
    },
  )
})

describe('places compared and said', () => {
  const at = (text: string, chatName = group) => readPlace(text, { chatName })

  test('the same building is the same place, another unit of it is not', () => {
    expect(samePlace(at('5号楼太吵'), at('5号楼2单元1001'))).toBe('same')
    expect(samePlace(at('5号楼1单元'), at('5号楼2单元'))).toBe('different')
    expect(samePlace(at('5号楼'), at('6号楼'))).toBe('different')
  })

  test('a spot is the same under a longer name, and nothing known contradicts nothing', () => {
    expect(samePlace(at('小广场有狗'), at('小区小广场那条狗'))).toBe('same')
    expect(samePlace(at('北门'), at('西门'))).toBe('different')
    expect(samePlace(at('楼上太吵'), at('5号楼太吵'))).toBe('compatible')
    expect(samePlace(null, at('5号楼'))).toBe('compatible')
    expect(samePlace(at('北门', '柳岸里老街坊'), at('北门'))).toBe('different')
  })

  test('the group sees the building at most', () => {
    const place = at('5号楼2单元1001漏水')
    expect(placeWords(place, { precision: 'community' })).toBe('安和花园三期')
    expect(placeWords(place, { precision: 'building' })).toBe('安和花园三期5号楼')
    expect(placeWords(place, { precision: 'room' })).toBe('安和花园三期5号楼2单元1001')
    expect(placeWords(at('4栋车棚丢了车'), { precision: 'building' })).toBe('安和花园三期4号楼车棚')
    expect(placeWords(at('电梯停在3单元'), { precision: 'room' })).toBe('安和花园三期3单元电梯')
    expect(placeWords(null, { precision: 'room' })).toBe('地点待补')
  })
})
