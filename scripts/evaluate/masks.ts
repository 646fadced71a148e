import { mask } from '../../handlers/read/mask.ts'
import { plainDigit } from '../../handlers/read/mask-digits.ts'
import { rowsOf } from '../train/corpora.ts'
import { examples } from '../train/examples.ts'
import { randomFrom } from '../train/random.ts'
import type { Figure } from './figures.ts'
import { bankCard, identity, landline, mobile, type Written } from './mask-forms.ts'
import { email, plate, qq, wechat } from './mask-forms-accounts.ts'

const made = { mobile, landline, identity, bankCard, plate, email, wechat, qq }
const madeOfEach = 2000

/** How much of numbers of our own making, in every written form, is starred. */
export function numberFigures(): Figure[] {
  const random = randomFrom(11)
  const shares = Object.values(made).map((make) => {
    const written = Array.from({ length: madeOfEach }, () => make(random))
    return written.filter((one) => !survives(one, mask(`有事找我${one.text}，谢谢`))).length
  })
  const of = madeOfEach * shares.length
  const gone = shares.reduce((sum, one) => sum + one, 0)
  return [
    { name: 'numbers in all written forms: starred', value: (100 * gone) / of, of, least: 99 },
    {
      name: '… of the kind that fares worst',
      value: (100 * Math.min(...shares)) / madeOfEach,
      of: madeOfEach,
      least: 99,
    },
  ]
}

/** How much of our own lines, where hardly anybody is named, is starred beside digits and letters. */
export function plainFigures(): Figure[] {
  const rows = [...examples('chatter'), ...examples('reports')].flatMap((batch) => batch.rows)
  let [all, lost] = [0, 0]
  for (const { text } of rows) {
    const masked = mask(text)
    for (let i = 0; i < text.length; i++)
      if (masked[i] === '*' && /\p{Script=Han}/u.test(text[i] ?? '')) lost++
    all += text.length
  }
  return [{ name: 'our own lines: letters starred', value: (100 * lost) / all, of: all, most: 3 }]
}

/** Whether four signs in a row of the secret can still be read, however they are spaced. */
export function survives({ secret }: Pick<Written, 'secret'>, masked: string): boolean {
  const [left, hidden] = [plain(masked), plain(secret)]
  for (let from = 0; from + 4 <= hidden.length; from++)
    if (left.includes(hidden.slice(from, from + 4))) return true
  return false
}

function plain(text: string): string {
  return [...text.normalize('NFKC')]
    .map((c) => {
      if (/[0-9A-Za-z*]/.test(c)) return c.toLowerCase()
      const digit = plainDigit(c)
      return digit !== '0' || /[零〇洞]/.test(c) ? digit : ''
    })
    .join('')
}

/**
 * Named persons (PER.NAM; 妈妈 and 老百姓, PER.NOM, are no names) of weibo_ner test: `open` is a name that stands as
 * it was. A surname before stars is what is meant to stay. And what else was starred, of all other characters.
 */
export function nameFigures(folder: string): Figure[] {
  let [names, starred, whole, other, lost] = [0, 0, 0, 0, 0]
  for (const row of rowsOf(folder, 'weibo_ner/test.jsonl')) {
    const text = String(row.text)
    const masked = mask(text)
    const named = new Set<number>()
    for (const { start, end, label } of row.spans as { start: number; end: number; label: string }[]) {
      if (label !== 'PER.NAM') continue
      const stars = masked.slice(start, end).split('*').length - 1
      names++
      if (stars > 0) starred++
      if (stars >= Math.max(1, end - start - 1)) whole++
      for (let i = start; i < end; i++) named.add(i)
    }
    for (let i = 0; i < text.length; i++) {
      if (named.has(i)) continue
      other++
      if (masked[i] === '*' && text[i] !== '*') lost++
    }
  }
  return [
    { name: 'weibo_ner test: names starred', value: (100 * starred) / names, of: names, least: 90 },
    { name: '… but for one letter at most', value: (100 * whole) / names, of: names },
    { name: '… other text starred', value: (100 * lost) / other, of: other, most: 5 },
  ]
}
