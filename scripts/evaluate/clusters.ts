import { readKnowledge } from '../../handlers/match-weights.ts'
import type { Knowledge } from '../../matters/likeness.ts'
import { type Alike, alikeKinds, alikesOf } from '../cluster/alike.ts'
import { authorsOf } from '../cluster/authors.ts'
import { type Board, boardOf, type Post, wordsOf } from '../cluster/board.ts'
import { Incidents } from '../cluster/incidents.ts'
import { fitLikeness, likenessPairs } from '../train/likeness.ts'
import { type Judged, judgedPairs, pairKey } from '../train/likeness-judged.ts'
import { randomFrom, shuffle } from '../train/random.ts'
import { bcubed, type Grouped, pairwise } from './clusters-figures.ts'
import { type Figure, percent } from './figures.ts'

const strangers = 1500
const samples = [1, 2, 3]
/** Other names than those that were learned from. */
const draws = [12, 13, 14]
const quarters = [0, 1, 2, 3]
const quarterSteps = 200

/**
 * How well incidents are put together on the board's clusters among 1,500 messages of no cluster, in the order of time,
 * the mean of several samples of those; how many look-alikes would be joined. First with the weights as they are, which
 * have seen all of it; then by quarters: learned of three quarters of the clusters and of other messages, measured on the
 * fourth.
 */
export function measureClusters(folder: string): Figure[] {
  const board = boardOf(folder)
  const knowledge = readKnowledge()
  const judged = judgedPairs()
  const drawn = samples.map((sample) => messages(board.posts, sample, () => true))
  const runs = drawn.map((posts) => grouped(posts, knowledge))
  const titles = drawn.map((posts) => grouped(posts, knowledge, ({ title }) => title))
  const pairs = (name: string, worth?: (a: Put, b: Put) => number) =>
    mean(
      name,
      runs.map((run) => pairwise(run, worth)),
    )
  return [
    ...pairs('clusters: pairwise').map((figure) => barred(figure, 97)),
    ...pairs('clusters: pairwise, unmarked pairs a reader joined left out', (a, b) =>
      isJudgedSame(judged, a, b) ? 0 : 1,
    ).slice(2),
    ...pairs('clusters: pairwise, among the unmarked left out', (a, b) => (areUnmarked(a, b) ? 0 : 1)).slice(
      2,
    ),
    ...mean(
      'clusters: pairwise, were everything joined that is marked or that a reader joined',
      runs.map((run) => pairwise(asRead(run, judged))),
    ).slice(2),
    ...mean('clusters: B-cubed', runs.map(bcubed))
      .map((figure) => barred(figure, 95))
      .slice(2),
    ...mean(
      'clusters, titles alone: pairwise',
      titles.map((run) => pairwise(run)),
    ),
    ...alikeFigures('look-alikes joined', board, knowledge),
    authorsFigure(board, knowledge),
    ...unseen(folder, board, knowledge),
  ]
}

type Put = Grouped & { post: Post }

/** The messages of the measured clusters and a sample of all others, in the order of time. */
function messages(posts: Post[], sample: number, isMeasured: (cluster: number) => boolean): Post[] {
  const others = posts.filter((post) => post.cluster === 0)
  const taken = new Set(shuffle(others, randomFrom(sample)).slice(0, strangers))
  return posts.filter((post) => (post.cluster === 0 ? taken.has(post) : isMeasured(post.cluster)))
}

/** As they are put together. */
function grouped(posts: Post[], knowledge: Knowledge, words: (post: Post) => string = wordsOf): Put[] {
  const incidents = new Incidents(knowledge)
  return posts.map((post) => ({
    post,
    gold: post.cluster || `alone ${post.id}`,
    found: incidents.place(words(post), post.at).incident,
  }))
}

/** As somebody would put them together who knows the clusters, and what a reader made of other pairs. */
function asRead(run: Put[], judged: Judged): Put[] {
  const groups = new Map(run.map(({ post, gold }) => [post.id, gold]))
  for (const [one, other] of judged.same) {
    const [from, to] = [groups.get(one), groups.get(other)]
    if (from === undefined || to === undefined || from === to) continue
    for (const [id, group] of groups) if (group === from) groups.set(id, to)
  }
  return run.map((put) => ({ ...put, found: groups.get(put.post.id) ?? put.gold }))
}

function areUnmarked(a: Put, b: Put): boolean {
  return !a.post.cluster && !b.post.cluster
}

function isJudgedSame(judged: Judged, a: Put, b: Put): boolean {
  return judged.of.get(pairKey(a.post.id, b.post.id)) === true
}

/** What would be joined of the look-alikes of some clusters, each told right after the post it was made of. */
function alikeFigures(
  name: string,
  board: Board,
  knowledge: Knowledge,
  isMeasured: (cluster: number) => boolean = () => true,
): Figure[] {
  const made = new Map<Post, Alike[]>()
  const drawn = draws.flatMap((seed) => alikesOf(board, seed))
  for (const alike of new Map(drawn.map((one) => [`${one.kind} ${one.text}`, one])).values())
    if (isMeasured(alike.of.cluster)) made.set(alike.of, [...(made.get(alike.of) ?? []), alike])
  const incidents = new Incidents(knowledge)
  const asked: { kind: Alike['kind']; joined: boolean }[] = []
  for (const post of board.posts.filter(({ cluster }) => cluster > 0)) {
    incidents.place(wordsOf(post), post.at)
    for (const { kind, text } of made.get(post) ?? [])
      asked.push({ kind, joined: incidents.ask(text, post.at) !== null })
  }
  return alikeKinds.map((kind) => {
    const own = asked.filter((one) => one.kind === kind)
    return {
      name: `${name}: ${kind}`,
      value: percent(own, (one) => one.joined),
      of: own.length,
      most: 0,
    }
  })
}

/** What would be joined of the messages in which one author writes of ever other matters in the same phrases. */
function authorsFigure(board: Board, knowledge: Knowledge): Figure {
  const placed = authorsOf(board).flatMap((posts) => {
    const incidents = new Incidents(knowledge)
    return posts.map((post) => incidents.place(wordsOf(post), post.at))
  })
  return {
    name: "look-alikes joined: one author's phrases",
    value: percent(placed, ({ joined }) => joined),
    of: placed.length,
    most: 0,
  }
}

/** Nothing that is measured was learned from, neither the clusters nor the messages of none. */
function unseen(folder: string, board: Board, knowledge: Knowledge): Figure[] {
  const pairs = likenessPairs(folder, knowledge.background)
  const order = [...board.names.keys()].sort((a, b) => a - b)
  const runs = quarters.map((quarter) => {
    const isIn = (cluster: number) => order.indexOf(cluster) % quarters.length === quarter
    const posts = messages(board.posts, 11 + quarter, isIn)
    const measured = new Set(posts)
    const learned = pairs.filter(({ older, newer }) => !measured.has(older) && !measured.has(newer))
    const fresh = { ...knowledge, ...fitLikeness(learned, quarterSteps) }
    return {
      put: grouped(posts, fresh).map((put) => ({
        ...put,
        gold: `${quarter} ${put.gold}`,
        found: `${quarter} ${put.found}`,
      })),
      alikes: alikeFigures('clusters, unseen quarters: look-alikes joined', board, fresh, isIn),
    }
  })
  const put = runs.flatMap((run) => run.put)
  // As often as beside all clusters together.
  const once = (a: Put, b: Put) => (areUnmarked(a, b) ? 1 / quarters.length : 1)
  const judged = judgedPairs()
  return [
    ...mean('clusters, unseen quarters: pairwise', [pairwise(put, once)]),
    ...mean('clusters, unseen quarters: pairwise, unmarked pairs a reader joined left out', [
      pairwise(put, (a, b) => (isJudgedSame(judged, a, b) ? 0 : once(a, b))),
    ]).slice(2),
    ...mean('clusters, unseen quarters: B-cubed', [bcubed(put)]).slice(2),
    ...alikeKinds.map((_, at) => summed(runs.map(({ alikes }) => alikes[at] as Figure))),
  ]
}

/** Shares of several parts as the share of all. */
function summed(parts: Figure[]): Figure {
  const of = parts.reduce((sum, one) => sum + one.of, 0)
  const value = parts.reduce((sum, one) => sum + (one.of > 0 ? one.value * one.of : 0), 0) / of
  return { ...(parts[0] as Figure), value, of }
}

/** Figures of several runs as one, in per cent: precision, recall, F1. */
function mean(name: string, runs: ReturnType<typeof bcubed>[]): Figure[] {
  return (runs[0] ?? []).map((figure, at) => ({
    name: `${name}: ${figure.name}`,
    value: (100 * runs.reduce((sum, run) => sum + (run[at]?.value ?? Number.NaN), 0)) / runs.length,
    of: figure.of,
  }))
}

function barred(figure: Figure, least: number): Figure {
  return figure.name.endsWith('F1') ? { ...figure, least } : figure
}
