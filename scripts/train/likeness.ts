import { scoresBy } from '../../handlers/match-weights.ts'
import type { CategoryModel } from '../../handlers/read/category-model.ts'
import type { Knowledge } from '../../matters/likeness.ts'
import type { Background } from '../../matters/likeness-background.ts'
import { chanceOf, type Judgement } from '../../matters/likeness-judgement.ts'
import { alikesOf } from '../cluster/alike.ts'
import { boardOf } from '../cluster/board.ts'
import { backgroundOf } from './likeness-background.ts'
import { fitJudgement } from './likeness-fit.ts'
import { judgedPairs } from './likeness-judged.ts'
import { type Pair, pairsOf } from './likeness-pairs.ts'

/** Learns from the corpora in `folder` how commonly people write what, and how two tellings of one incident are alike. */
export function trainLikeness(folder: string, categories: CategoryModel): Knowledge {
  const background = backgroundOf(folder, scoresBy(categories))
  return { background, ...fitLikeness(likenessPairs(folder, background)) }
}

/** Every pair twice: as whole messages, and as titles, which are as short as what is said in a chat. */
export function likenessPairs(folder: string, background: Background): Pair[] {
  const board = boardOf(folder)
  const material = { posts: board.posts, alikes: alikesOf(board), judged: judgedPairs() }
  const titles = pairsOf(material, background, (text) => text.split('\n')[0] ?? '')
  return [
    ...pairsOf(material, background, (text) => text),
    ...titles.map((pair) => ({ ...pair, weight: 0.4 * pair.weight })),
  ]
}

/** So likely, a pair of posts of no cluster may well be of one incident that nobody marked. */
const unmarked = 0.7

/** Learns twice: the first time shows which pairs that nobody judged are no good examples of strangers. */
export function fitLikeness(pairs: Pair[], steps?: number): Judgement {
  const samples = pairs.filter((pair) => pair.veto === null)
  const first = fitJudgement(samples, steps)
  const plain = samples.filter((pair) => pair.same || pair.sure || chanceOf(first, pair.numbers) < unmarked)
  return fitJudgement(plain, steps)
}
