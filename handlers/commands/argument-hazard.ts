import { type CategoryId, categoryOf } from '../../matters/taxonomy.ts'
import { noSuchCategory } from '../replies/study.ts'
import { categoryMeant } from './argument-category.ts'
import { without } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** 隐患=有, 隐患=无, 隐患=高空坠物: which hazard lies behind it; null: none. */
export const hazard: Argument<CategoryId | null> = {
  label: '隐患',
  type: 'choice',
  optional: false,
  example: '隐患=有',
  take(words, { named }) {
    const at = words.findIndex((word) => (named ? said : whole).test(word.normalize('NFKC')))
    const word = words[at]
    if (word !== undefined)
      return { value: /^(?:无|没|否|不)/u.test(word) ? null : 'hazard.other', rest: without(words, at) }
    const [name] = words
    if (!named || name === undefined) return null
    const kind = categoryMeant(name)?.ids.find((id) => categoryOf(id).kind === 'hazard')
    return kind ? { value: kind, rest: words.slice(1) } : { problem: noSuchCategory(name) }
  },
}

const said = /^(?:有|是|存在|无|没有|没|否|不存在)$/u
const whole = /^(?:有|存在|无|没有|不存在)(?:后续)?隐患$/u
