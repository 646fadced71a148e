import { type CategoryId, categoryOf, type Kind } from '../../matters/taxonomy.ts'
import { type CategoryModel, loadCategoryModel, logitsOf, sharesOf } from './category-model.ts'
import { fold } from './lexicon/cue.ts'
import { cueSums } from './lexicon/index.ts'

export interface Categorised {
  kind: Kind | null
  category: CategoryId | null
  /** Certainty of the best category, 0–1. */
  score: number
  /** Up to four, best first. */
  choices: CategoryId[]
  /** The best of those that alarm nobody, and its share among them; where an alarming one came first and is not believed. */
  calm?: { id: CategoryId; share: number } | undefined
}

export const shippedCategories = loadCategoryModel(
  new URL('../../prompts/weights/category.bin', import.meta.url),
)

/** Where something was said before: how much the words themselves count, and how much both together. */
const withContext = { own: 0.5, joint: 0.6 }
/** No choice is offered that is less likely. */
const choiceFrom = 0.04

/** How much of the belief in "no matter" is left where the gate, which knows more of that, is sure of a report. */
const leftOfNone = 0.2

/**
 * The kind and category of what is told; abstains (null) below its threshold. `context` is what was said before; `plain`:
 * the gate takes the words for a report for certain.
 */
export function categorise(
  text: string,
  context?: string,
  model = shippedCategories,
  plain = false,
): Categorised {
  const own = logitsOf(text, cueSums(fold(text)), model)
  const logits = context ? together(own, context, text, model) : own
  const shares = plain ? trusting(sharesOf(logits, model.heat), model) : sharesOf(logits, model.heat)
  const violent = blows.test(text) || (context !== undefined && blows.test(context))
  const ranked: { id: CategoryId; share: number }[] = []
  model.classes.forEach((id, at) => {
    if (id !== null && (id !== 'tip.violence' || violent)) ranked.push({ id, share: shares[at] as number })
  })
  ranked.sort((a, b) => b.share - a.share)
  const none = shares[model.classes.indexOf(null)] ?? 0
  const choices = ranked.filter(({ share }) => share >= choiceFrom).slice(0, 4)
  const [best] = choices
  if (!best || none > 0.5)
    return { kind: null, category: null, score: best?.share ?? 0, choices: choices.map(idOf) }
  const kind = kindOf(ranked, model.kindFrom)
  const sure = best.share >= model.answerFrom && (kind === null || categoryOf(best.id).kind === kind)
  return {
    kind: sure ? categoryOf(best.id).kind : kind,
    category: sure ? best.id : null,
    score: best.share,
    choices: choices.map(idOf),
    calm: calmest(ranked),
  }
}

/** The kind whose categories together are likeliest, be it ever so little: for words that are known to be a matter. */
export function likeliestKind(text: string, model = shippedCategories): Kind {
  const shares = sharesOf(logitsOf(text, cueSums(fold(text)), model), model.heat)
  const ranked = model.classes.flatMap((id, at) => (id === null ? [] : [{ id, share: shares[at] ?? 0 }]))
  return kindOf(ranked, 0) as Kind
}

function trusting(shares: Float32Array, { classes }: CategoryModel): Float32Array {
  const at = classes.indexOf(null)
  const none = shares[at] ?? 0
  const rest = 1 - none * (1 - leftOfNone)
  return shares.map((share, index) => (index === at ? leftOfNone * share : share) / rest)
}

function calmest(ranked: readonly { id: CategoryId; share: number }[]): Categorised['calm'] {
  const calm = ranked.filter(({ id }) => categoryOf(id).urgency !== 'emergency')
  const all = calm.reduce((sum, { share }) => sum + share, 0)
  const [best] = calm
  return best && { id: best.id, share: best.share / Math.max(all, 0.01) }
}

/** Within a kind that somebody named, the best has to stand out this much, and not come from nowhere. */
const amongKind = { share: 0.5, atLeast: 0.1 }

/** The category among those of one kind, for somebody who named the kind; else up to four to choose from. */
export function categoriseAs(kind: Kind, text: string, model = shippedCategories): Categorised {
  const shares = sharesOf(logitsOf(text, cueSums(fold(text)), model), model.heat)
  const ranked = model.classes
    .flatMap((id, at) =>
      id !== null && categoryOf(id).kind === kind ? [{ id, share: shares[at] ?? 0 }] : [],
    )
    .filter(({ id }) => id !== 'tip.violence' || blows.test(text))
    .sort((a, b) => b.share - a.share)
  const all = ranked.reduce((sum, { share }) => sum + share, 0)
  const [best] = ranked
  const sure = best && best.share >= amongKind.atLeast && best.share / all >= amongKind.share
  return {
    kind,
    category: sure ? best.id : null,
    score: best?.share ?? 0,
    choices: ranked.slice(0, 4).map(idOf),
  }
}

/** Words that say nothing by themselves ("今天又来了") are read with what was said before; others more by themselves. */
function together(own: Float32Array, context: string, text: string, model: CategoryModel): Float32Array {
  const whole = `${context}\n${text}`
  const joint = logitsOf(whole, cueSums(fold(whole)), model)
  const silent = (sharesOf(own, model.heat)[model.classes.indexOf(null)] ?? 0) > 0.5
  const weigh = silent ? { own: 0, joint: 1 } : withContext
  return joint.map((one, at) => weigh.own * (own[at] as number) + weigh.joint * one)
}

/** 打眼, 打洞, 一刀切: without blows or blades told as such, what is told is no violence. */
const blows =
  /打架|打人|打起来|打伤|打(?:了|死|我|他|她|成|得|倒)|[被挨遭].{0,8}(?:打|揍|砍|捅|刺)|动手|动刀|[持拿拎提挥举掏抄].{0,8}(?:刀|棍|斧|瓶|棒|锤|家伙|铁锹|砖)|菜刀|砍刀|匕首|砍|捅(?:人|伤|死|了)|斗殴|殴|互殴|械斗|揍|行凶|流血|见血|干[起仗架]|[踹踢扇]了?.{0,2}(?:[我他她人脸]|耳光|巴掌|一脚)|耳光|打.{0,4}(?:保安|老人|邻居|医生|司机)|拳|厮打|扭打|推搡|捶/

function idOf({ id }: { id: CategoryId }): CategoryId {
  return id
}

/** The kind whose categories together are likely enough. */
function kindOf(ranked: readonly { id: CategoryId; share: number }[], from: number): Kind | null {
  const sums = new Map<Kind, number>()
  for (const { id, share } of ranked) {
    const { kind } = categoryOf(id)
    sums.set(kind, (sums.get(kind) ?? 0) + share)
  }
  const [best] = [...sums].sort((a, b) => b[1] - a[1])
  return best && best[1] >= from ? best[0] : null
}
