import { type Category, type CategoryId, categories, type Kind } from '../../matters/taxonomy.ts'
import { careCues } from './lexicon/care.ts'
import { compile, fold } from './lexicon/cue.ts'
import { disputeCues } from './lexicon/dispute.ts'
import { feedbackCues } from './lexicon/feedback.ts'
import { hazardCues } from './lexicon/hazard.ts'
import { serviceCues } from './lexicon/service.ts'
import { tipCues } from './lexicon/tip.ts'

export interface Categorised {
  kind: Kind | null
  category: CategoryId | null
  /** Certainty of the best category, 0–1. */
  score: number
  /** Up to four, best first. */
  choices: CategoryId[]
}

const lexicon = { ...disputeCues, ...tipCues, ...hazardCues, ...careCues, ...serviceCues, ...feedbackCues }
const known = new Map<CategoryId, Category>(categories)
const weigh = compile(lexicon, 0.6)

/** Earlier words count, but an own word outweighs two of theirs. */
const contextWeight = 0.4
/** Below this certainty the reader asks instead of answering. */
const answerFrom = 0.42
/** A kind is known from this sum of weights on, even where its category is not. */
const kindFrom = 1.5

/** The kind and category of what is told; abstains (null) below its threshold. `context` is what was said before. */
export function categorise(text: string, context?: string): Categorised {
  const ranked = rank(text, context)
  const [best, second] = ranked
  if (!best) return { kind: null, category: null, score: 0, choices: [] }
  const score = best.sum / (best.sum + 0.45 * (second?.sum ?? 0) + 1.8)
  const kind = kindOf(ranked)
  const category = score >= answerFrom && best.category.kind === kind ? best.category.id : null
  return { kind, category, score, choices: ranked.slice(0, 4).map((row) => row.category.id) }
}

/** How much the words speak for any category at all; the gate's strongest evidence. */
export function cueStrength(folded: string): number {
  let most = 0
  for (const sum of weigh(folded).values()) if (sum > most) most = sum
  return most
}

/** 打眼, 打洞, 一刀切: without blows or blades told as such, what is told is no violence. */
const blows =
  /打架|打人|打起来|打伤|打(?:了|死|我|他|她|成|得|倒)|[被挨遭].{0,8}(?:打|揍|砍|捅|刺)|动手|动刀|[持拿拎提挥举掏抄].{0,8}(?:刀|棍|斧|瓶|棒|锤|家伙|铁锹|砖)|菜刀|砍刀|匕首|砍|捅(?:人|伤|死|了)|斗殴|殴|互殴|械斗|揍|行凶|流血|见血|干[起仗架]|[踹踢扇]了?.{0,2}(?:[我他她人脸]|耳光|巴掌|一脚)|耳光|打.{0,4}(?:保安|老人|邻居|医生|司机)|拳|厮打|扭打|推搡|捶/

interface Ranked {
  category: Category
  sum: number
}

function rank(text: string, context?: string): Ranked[] {
  const sums = weigh(fold(text))
  if (context) {
    for (const [id, sum] of weigh(fold(context))) sums.set(id, (sums.get(id) ?? 0) + contextWeight * sum)
  }
  if (!blows.test(text) && !(context && blows.test(context))) sums.delete('tip.violence')
  const ranked: Ranked[] = []
  for (const [id, sum] of sums) {
    const category = known.get(id)
    if (category && sum > 0.4) ranked.push({ category, sum })
  }
  return ranked.sort((a, b) => b.sum - a.sum)
}

/** The kind of the best category, unless another kind's categories together speak much louder. */
function kindOf(ranked: Ranked[]): Kind | null {
  const sums = new Map<Kind, number>()
  for (const { category, sum } of ranked.slice(0, 6)) {
    const before = sums.get(category.kind)
    sums.set(category.kind, before === undefined ? sum : before + 0.25 * sum)
  }
  const [best] = [...sums].sort((a, b) => b[1] - a[1])
  return best && best[1] >= kindFrom ? best[0] : null
}
