import { pick, type Random } from './mask-random.ts'

/** A made-up personal number as somebody writes it: the text, and the words of it that must not survive. */
export interface Written {
  text: string
  secret: string
}

const seps = ['', ' ', '-', '.', '·', '—', '  ', ' - ', '–', '', '/', '\u00a0', '，']
const chinese = '零一二三四五六七八九'
const scripts: ((digits: string) => string)[] = [
  (d) => d,
  (d) => d,
  (d) => mapped(d, '０１２３４５６７８９'),
  (d) => mapped(d, chinese),
  (d) => mapped(d, '〇幺二三四五六七八九'),
  (d) => mapped(d, '零壹贰叁肆伍陆柒捌玖'),
  (d) => mapped(d, '洞幺两三四五六拐八勾'),
  (d) => mapped(d, '⓪①②③④⑤⑥⑦⑧⑨'),
  (d) => [...d].map((c) => `${c}\ufe0f\u20e3`).join(''),
  (d) => [...d].map((c, i) => (i % 3 === 1 ? (chinese[Number(c)] ?? c) : c)).join(''),
]

/** The same digits in other signs, ten in a row from nought. */
export function mapped(digits: string, by: string): string {
  const row = [...by]
  return [...digits].map((c) => (/\d/.test(c) ? row[Number(c)] : c)).join('')
}

/** So many digits, any. */
export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
}

/** A number in groups of these sizes, the rest as one more. */
export function grouped(text: string, sizes: readonly number[], by: string): string {
  const left = [...text]
  const groups = sizes.map((size) => left.splice(0, size).join(''))
  return [...groups, ...(left.length > 0 ? [left.join('')] : [])].join(by)
}

/** A mobile number in one of the ways people write it. */
export function mobile(random: Random): Written {
  const number = `1${pick(random, [...'3456789'])}${digits(random, 9)}`
  const turn = random()
  if (turn < 0.2) return { text: inPieces(random, number), secret: number.slice(3) }
  const sizes = pick(random, [[3, 4, 4], [3, 8], [4, 4, 3], [2, 3, 3, 3], [11], Array(11).fill(1)])
  const by = sizes.length === 1 ? '' : pick(random, seps)
  const prefix = pick(random, ['', '', '', '+86', '+86 ', '0086', '0086-', '86-', '(+86)', '（+86）'])
  const write = pick(random, scripts)
  const spaced = prefix || write === scripts[8] ? grouped(number, sizes, by) : write(number)
  const text =
    write === scripts[8] ? scripts[8](number) : prefix ? prefix + spaced : grouped(spaced, sizes, by)
  return { text, secret: number.slice(3) }
}

const links = [
  ' 后面是 ',
  '后面',
  ' 后面是',
  '，后面是',
  '，接着',
  '然后',
  '，然后是',
  '再',
  '再来',
  '中间',
  ' 空格 ',
  '杠',
  '横杠',
  '，再加',
  '跟着',
]
const ends = ['尾号', '，尾号是', '最后', '最后四位', '，最后四位是', '后四位', '末尾']

function inPieces(random: Random, number: string): string {
  const write = pick(random, scripts.slice(0, 5))
  const [a, b, c] = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].map(write)
  const turn = random()
  if (turn < 0.4) return `${a}${pick(random, links)}${b}${pick(random, ['', ' ', '-'])}${c}`
  if (turn < 0.7) return `${a}${pick(random, links)}${b}${pick(random, links)}${c}`
  return `${a}${pick(random, ['', ' ', '，中间', ' 中间是'])}${b}${pick(random, ends)}${c}`
}

/** A landline with its area code, perhaps with an extension. */
export function landline(random: Random): Written {
  const area = pick(random, ['010', '021', '0532', '0571', '0755', '0731'])
  const number = digits(random, area.length === 3 ? 8 : 7 + Math.floor(random() * 2)).replace(/^[01]/, '6')
  const split = pick(random, [
    number,
    `${number.slice(0, 4)} ${number.slice(4)}`,
    `${number.slice(0, 4)}-${number.slice(4)}`,
  ])
  const head = pick(random, [
    `${area}-`,
    `${area} `,
    area,
    `(${area})`,
    `（${area}）`,
    `+86-${area.slice(1)}-`,
  ])
  const inner = digits(random, 3)
  const tail = pick(random, ['', '', `转${inner}`, `-${inner}`, `转分机${inner}`, ` ext.${inner}`])
  return { text: head + split + tail, secret: tail ? number + inner : number }
}

/** An identity card of 18 or, as once, 15 digits. */
export function identity(random: Random): Written {
  const area = pick(random, ['370202', '110105', '330102', '440306', '510104'])
  const born = `${pick(random, ['19', '19', '20'])}${digits(random, 2)}${pick(random, ['01', '06', '11', '12'])}${pick(random, ['09', '18', '27'])}`
  const old = random() < 0.2
  const number = old
    ? area + born.slice(2) + digits(random, 3)
    : area + born + digits(random, 3) + pick(random, [...'0123456789Xx'])
  const by = pick(random, ['', '', ' ', '-', '.', '·', '  '])
  const sizes = old
    ? [6, 6, 3]
    : pick(random, [
        [6, 8, 4],
        [6, 4, 4, 4],
        [3, 3, 4, 4, 4],
      ])
  const write = pick(random, scripts.slice(0, 4))
  return { text: grouped(write(number), sizes, by), secret: number.slice(6) }
}

/** A bank card of 16 to 19 digits, in fours or whole. */
export function bankCard(random: Random): Written {
  const number =
    pick(random, ['6217', '6222', '6228', '4367', '5309']) + digits(random, 12 + Math.floor(random() * 4))
  const write = pick(random, scripts.slice(0, 4))
  const text = grouped(write(number), [4, 4, 4, 4], pick(random, ['', ' ', '-', '  ', '.', '—']))
  return { text, secret: number.slice(4) }
}
