import { numeral } from './number.ts'

/** From the wide to the narrow. `building` also holds the group of a village (2组). */
export const levels = ['phase', 'building', 'unit', 'floor', 'room'] as const
export type Level = (typeof levels)[number]

const N = `[${numeral}]`
const house = '号楼|[#栋幢棟]'
/** No door ends in 00: 2-3-4000 is a guess at a sum. */
const room = '\\d{1,2}(?!00)\\d\\d'
/** What was read before is blanked to this sign, so that each character keeps its index. */
export const blank = '\u0001'
const blankable = `[\\d${blank}]`

const shape = (source: string, ...read: Level[]) => ({ pattern: new RegExp(source, 'g'), read })

/**
 * How places are written, the most telling first: what one shape took no later one sees. The groups of a pattern
 * are the levels named beside it. In `5-2-1001` and `1-301` the door has three digits, or it is a date or a score.
 */
export const shapes: { pattern: RegExp; read: Level[] }[] = [
  shape('([东西南北中][区苑])(?=[\\d一二三四五六七八九十A-Za-z])', 'phase'),
  shape(
    `(?<![\\w-])(\\d{1,3}|[A-Za-z]\\d{0,2})(?:栋|幢|座|号楼|#)?[-_/](\\d{1,2})(?:单元)?[-_/](${room})(?![\\d-])`,
    'building',
    'unit',
    'room',
  ),
  shape(`(${N}{1,3}|[A-Za-z])(?:${house})[-\\s]?(\\d{1,2})[-_](${room})(?!\\d)`, 'building', 'unit', 'room'),
  shape(`(${N}{1,3})楼(${N}{1,2})(?:单元|门)`, 'building', 'unit'),
  shape(
    `([${numeral}百]{1,5}|[A-Za-z]\\d{0,3}|[甲乙丙丁])(?:号楼|#楼|号院楼|[栋幢棟])(?!楼[^下上道顶梯门里前后])`,
    'building',
  ),
  shape('(?<!\\w)(\\d{1,3}|[A-Za-z]\\d{0,2})#', 'building'),
  shape('(?<=栋|幢|号楼)([A-Za-z]\\d?)座', 'unit'),
  // 7座 and 5座 are cars, 一座桥 a bridge.
  shape(`(?<![A-Za-z])(${N}{1,3}|[A-Za-z]\\d{0,2})座(?![车面商山桥城位谈椅机驾]|的?车|轿|SUV)`, 'building'),
  shape('(?<=弄|巷|胡同)(\\d{1,4})号', 'building'),
  // 15号402, 23号老虎窗: in lanes and villages a house is its number.
  shape(`(?<![\\d:：月])(\\d{1,3})号(${room})(?:室)?(?!\\d|年|元|块|人|多|米|分)`, 'building', 'room'),
  shape(
    '(?<![\\d月])(\\d{1,3})号(?=的?(?:老虎窗|[二三四]层阁|三楼阁|阁楼|前楼|后楼|亭子间|灶披间|灶间|天井|晒台|后门|前门|堂屋|后院|厢房))',
    'building',
  ),
  shape(
    `(?<=[\\u4e00-\\u9fa5][村屯庄]|社区)(?:第)?(${N}{1,3}(?:村民小组|小组|组|社|队|屯))(?![织长合成员装团建里会区])`,
    'building',
  ),
  shape(
    `(?<=^|[\\s,，。])(${N}{1,3}(?:村民小组|组))(?=村民|这边|那边|路口|晒|[老有]|的?[\\u4e00-\\u9fa5]{0,2}家)`,
    'building',
  ),
  shape(`(${N}{1,2}|[A-Za-z甲乙丙丁])单元`, 'unit'),
  shape(`(?<=${house}|座)(${N}{1,2})(?:单|门)(?=${N})`, 'unit'),
  shape(
    `(?<![\\w.-])(\\d{1,2}|\\d{3}(?=-${room}室))-(${room})(?![\\d-]|元|块|人|米|年|号|次|个|天|[~到至])`,
    'building',
    'room',
  ),
  shape(
    `(负${N}{1,2}|地下${N}{0,2}|[Bb]\\d|${N}{1,3})(?:楼|层(?![楼高皮次级面以])|[Ff](?![A-Za-z]))`,
    'floor',
  ),
  shape('(?<=地下|车库|停车场)([Bb]\\d)(?!\\w)', 'floor'),
  shape('([一二三四五六七八九十]{1,2}|\\d{1,2})期(?![间待望末限货]|免息|分期|款)', 'phase'),
  shape(
    `(?<=(?:${house}|座|单元|单|门|楼|层|[东西]户|弄${blankable}{1,4}号)[-\\s的]{0,2})([A-Za-z]?${room})(?!\\d|年|元|块|人|多|楼|层|F|号\\d|户(?:居民|人|左右))`,
    'room',
  ),
  shape(
    `(?<!\\d)((?!1(?:10|19|20))${room})(?=[\u4e00-\u9fa5]?家(?:的|里|好婆|老|奶奶|爷爷|大[爷妈]|阿[婆公姨]|那))`,
    'room',
  ),
  shape(`(?<=弄${blankable}{1,4}号|[组社队])[-\\s]?(\\d{1,4})(?:号|室)`, 'room'),
]
