import { readKnowledge } from '../../handlers/match-weights.ts'
import type { Knowledge } from '../../matters/likeness.ts'
import { type Alike, alikeKinds, alikesOf } from '../cluster/alike.ts'
import { type Board, boardOf, type Post, wordsOf } from '../cluster/board.ts'
import { Incidents } from '../cluster/incidents.ts'
import { fitLikeness, likenessPairs } from '../train/likeness.ts'
import { type Judged, judgedPairs, pairKey } from '../train/likeness-judged.ts'
import { randomFrom, shuffle } from '../train/random.ts'
import { bcubed, type Grouped, pairwise } from './clusters-figures.ts'
import { type Figure, percent } from './figures.ts'

const strangers = 1500
const samples = [1, 2, 3]
const halfSteps = 200

/**
 * How well incidents are put together on the board's clusters among 1,500 messages of no cluster, in the order of time,
 * the mean of several samples of those; how many look-alikes would be joined. First with the weights as they are, which
 * have seen all of it; then by halves: learned of one half of the clusters, measured on the other.
 */
export function measureClusters(folder: string): Figure[] {
  const board = boardOf(folder)
  const knowledge = readKnowledge()
  const judged = judgedPairs()
  const runs = samples.map((sample) => grouped(board, knowledge, { sample }))
  const titles = samples.map((sample) => grouped(board, knowledge, { sample, words: ({ title }) => title }))
  const pairs = (name: string, leaveOut?: (a: Put, b: Put) => boolean) =>
    mean(
      name,
      runs.map((run) => pairwise(run, leaveOut)),
    )
  return [
    ...pairs('clusters: pairwise').map((figure) => barred(figure, 97)),
    ...pairs('clusters: pairwise, unmarked pairs a reader joined left out', (a, b) =>
      isJudgedSame(judged, a, b),
    ).slice(2),
    ...pairs(
      'clusters: pairwise, among the unmarked left out',
      (a, b) => !a.post.cluster && !b.post.cluster,
    ).slice(2),
    ...mean('clusters: B-cubed', runs.map(bcubed))
      .map((figure) => barred(figure, 95))
      .slice(2),
    ...mean(
      'clusters, titles alone: pairwise',
      titles.map((run) => pairwise(run)),
    ),
    ...alikeFigures(board, knowledge),
    ...halves(folder, board, knowledge),
  ]
}

type Put = Grouped & { post: Post }

/** The messages of the measured clusters and a sample of all others, as they are put together. */
function grouped(
  { posts }: Board,
  knowledge: Knowledge,
  asked: { sample: number; words?: (post: Post) => string; isMeasured?: (cluster: number) => boolean },
): Put[] {
  const { sample, words = wordsOf, isMeasured = () => true } = asked
  const others = posts.filter((post) => post.cluster === 0)
  const taken = new Set(shuffle(others, randomFrom(sample)).slice(0, strangers))
  const incidents = new Incidents(knowledge)
  return posts
    .filter((post) => (post.cluster === 0 ? taken.has(post) : isMeasured(post.cluster)))
    .map((post) => ({
      post,
      gold: post.cluster || `alone ${post.id}`,
      found: incidents.place(words(post), post.at).incident,
    }))
}

function isJudgedSame(judged: Judged, a: Put, b: Put): boolean {
  return judged.of.get(pairKey(a.post.id, b.post.id)) === true
}

/** What would be joined of the look-alikes, each told right after the post it was made of. */
function alikeFigures(board: Board, knowledge: Knowledge): Figure[] {
  const made = new Map<Post, Alike[]>()
  for (const alike of alikesOf(board)) made.set(alike.of, [...(made.get(alike.of) ?? []), alike])
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
      name: `look-alikes joined: ${kind}`,
      value: percent(own, (one) => one.joined),
      of: own.length,
      most: 0,
    }
  })
}

function halves(folder: string, board: Board, knowledge: Knowledge): Figure[] {
  const pairs = likenessPairs(folder, knowledge.background)
  const order = [...board.names.keys()].sort((a, b) => a - b)
  const isIn = (half: number) => (cluster: number) => order.indexOf(cluster) % 2 === half
  return [0, 1].flatMap((half) => {
    const learned = pairs.filter((pair) =>
      [pair.older, pair.newer].every(({ cluster }) => cluster === 0 || !isIn(half)(cluster)),
    )
    const fresh = { ...knowledge, ...fitLikeness(learned, halfSteps) }
    const run = grouped(board, fresh, { sample: 1, isMeasured: isIn(half) })
    return [
      ...mean(`clusters, unseen half ${half + 1}: pairwise`, [pairwise(run)]).slice(2),
      ...mean(`clusters, unseen half ${half + 1}: B-cubed`, [bcubed(run)]).slice(2),
    ]
  })
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
