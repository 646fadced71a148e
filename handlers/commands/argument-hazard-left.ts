import type { CategoryId } from '../../matters/taxonomy.ts'
import { hazard } from './argument-hazard.ts'
import type { Argument } from './arguments.ts'

/** 隐患=有, 隐患=无, 隐患=高空坠物, 无隐患, 有隐患: never read out of other words. */
export const hazardLeft: Argument<CategoryId | null | undefined> = {
  ...hazard,
  label: '隐患',
  example: '隐患=无',
  optional: true,
  take(words, taking) {
    if (taking.named) return hazard.take(words, taking)
    const at = words.findIndex((word) =>
      /^(?:有|存在|无|没有?|不存在)(?:后续)?隐患$/u.test(word.normalize('NFKC')),
    )
    if (at < 0) return null
    const value = /^(?:有|存在)/u.test((words[at] ?? '').normalize('NFKC')) ? 'hazard.other' : null
    return { value, rest: words.filter((_, index) => index !== at) }
  },
}
