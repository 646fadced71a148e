import { type Answers, fine, type Question, questions } from '../../matters/closing.ts'
import { mask } from '../read/mask.ts'
import type { Argument } from './arguments.ts'
import { categoriesMeant } from './category-meant.ts'

/**
 * Answers to the four questions as people give them: 是 是 无 是, 是是无是, 解决=是 隐患=无, 无隐患, 四项都妥. What stands bare
 * answers the questions in their order; what is none of it is a note.
 */
export const answers: Argument<Answers> = {
  label: '四问',
  type: 'answers',
  optional: true,
  example: '是 是 无 是',
  take(words) {
    const found: Answers = { note: '' }
    const bare: boolean[] = []
    const notes: string[] = []
    for (const [at, word] of words.entries()) {
      const plain = word.normalize('NFKC').replace(/[,，。;；、]+$/u, '')
      // 是,是,无,是 is four answers.
      const said = /^[是否有无对不没,，、;；]+$/u.test(plain) ? plain.replace(/[,，、;；]/gu, '') : plain
      if (/^(?:四项|两项)?(?:都|全)(?:部)?(?:妥|好)(?:了|当)?$/u.test(said)) Object.assign(found, fine)
      else if (/^报告[=:]?/u.test(said)) {
        const report = mask(
          [said.replace(/^报告[=:]?/u, ''), ...words.slice(at + 1)].filter(Boolean).join(' '),
        )
        if (report) found.report = report
        break
      } else if (/^(?:另立|类别)/u.test(said)) {
        const meant = apartSaid(said)
        if (typeof meant !== 'string') return meant
        found.apart = meant
      } else if (/^(?:[是否有无对不]|没有?){2,4}$/u.test(said))
        bare.push(...(said.match(/没有?|[是否有无对不]/gu) ?? []).map(isYes))
      else if (yesNo.test(said)) bare.push(isYes(said))
      else {
        const named = namedAnswer(said)
        if (named) found[named.question] = named.yes
        else notes.push(word)
      }
    }
    for (const question of questions) found[question] ??= bare.shift()
    return { value: { ...found, note: mask(notes.join(' ')) }, rest: [] }
  },
}

const yesNo = /^(?:是的?|有的?|对的?|好的?|已|妥|y|yes|√|✓|否|无|没有?|不是?|未|n|no|×|✗)$/iu
const isYes = (said: string) => /^(?:是|有|对|好|已|妥|y|√|✓)/iu.test(said)

const subjects: [Question, RegExp][] = [
  ['settled', /解决|化解|处置|办好|办成|落实/u],
  ['told', /告知|告诉|答复|说清/u],
  ['danger', /隐患|危险/u],
  ['visit', /回访/u],
]
const negated = /没|未|不|无|否|除|×/u

/** 解决=是, 未告知, 无隐患, 隐患已除, 回访约好. */
function namedAnswer(said: string): { question: Question; yes: boolean } | null {
  if ([...said].length > 8) return null
  const [question, subject] = subjects.find(([, pattern]) => pattern.test(said)) ?? []
  if (!question || !subject) return null
  const rest = said.replace(subject, '').replace(/[=:]/u, '')
  return { question, yes: rest === '' ? question !== 'danger' || said === '隐患' : !negated.test(rest) }
}

function apartSaid(said: string): string | { problem: string } {
  const typed = said.replace(/^(?:另立|类别)(?:隐患|一件)?[=:]?/u, '')
  if (typed === '') return 'hazard.other'
  const meant = categoriesMeant(typed).filter((one) => one.kind === 'hazard' && one.urgency !== 'emergency')
  const [only] = meant
  if (only && meant.length === 1) return only.id
  return {
    problem: `没认出隐患类别「${typed}」。${only ? `可选:${meant.map((one) => one.zh).join('、')}。` : '不写类别就记为其他隐患。'}`,
  }
}
