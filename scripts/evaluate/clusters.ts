import { readKnowledge } from '../../handlers/match-weights.ts'
import type { Knowledge } from '../../matters/likeness.ts'
import { type Alike, alikeKinds, alikesOf } from '../cluster/alike.ts'
import { type Board, boardOf, type Post, wordsOf } from '../cluster/board.ts'
import { Incidents } from '../cluster/incidents.ts'
import { fitLikeness, likenessPairs } from '../train/likeness.ts'
import { type Judged, judgedPairs, pairKey } from '../train/likeness-judged.ts'
import { randomFrom, shuffle } from '../train/random.ts'
import { bcubed, type Grouped, pairwise } from './clusters-figures.ts'

export interface ClusterFigure {
  name: string
  value: number
  /** Of so many messages, pairs or look-alikes. */
  of: number
}

const strangers = 1500

/**
 * How well incidents are put together on the board's clusters among 1,500 messages of no cluster, in the order of time;
 * how many look-alikes would be joined. First with the weights as they are, which have seen all of it; then by halves:
 * learned of one half of the clusters, measured on the other.
 */
export function measureClusters(folder: string): ClusterFigure[] {
  const board = boardOf(folder)
  const material: Material = {
    board,
    sample: sampleOf(board),
    alikes: alikesOf(board),
    judged: judgedPairs(),
  }
  const knowledge = readKnowledge()
  const views: [string, (text: string) => string][] = [
    ['title and body', (text) => text],
    ['title alone', (text) => text.split('\n')[0] ?? ''],
  ]
  const whole = views.flatMap(([name, view]) =>
    named(
      name,
      figuresOf(material, knowledge, view, () => true),
    ),
  )
  return [...whole, ...halves(folder, material, knowledge)]
}

interface Material {
  board: Board
  sample: Set<Post>
  alikes: Alike[]
  judged: Judged
}

function halves(folder: string, material: Material, knowledge: Knowledge): ClusterFigure[] {
  const pairs = likenessPairs(folder, knowledge.background)
  const order = [...material.board.names.keys()].sort((a, b) => a - b)
  const isIn = (half: number) => (cluster: number) => order.indexOf(cluster) % 2 === half
  return [0, 1].flatMap((half) => {
    const learned = pairs.filter((pair) =>
      [pair.older, pair.newer].every(({ cluster }) => cluster === 0 || !isIn(half)(cluster)),
    )
    const fresh = { ...knowledge, ...fitLikeness(learned) }
    return named(
      `unseen half ${half + 1}`,
      figuresOf(material, fresh, (text) => text, isIn(half)),
    )
  })
}

/** The same posts at every run. */
function sampleOf({ posts }: Board): Set<Post> {
  return new Set(
    shuffle(
      posts.filter((post) => post.cluster === 0),
      randomFrom(5),
    ).slice(0, strangers),
  )
}

function figuresOf(
  { board, sample, alikes, judged }: Material,
  knowledge: Knowledge,
  view: (text: string) => string,
  isMeasured: (cluster: number) => boolean,
): ClusterFigure[] {
  const incidents = new Incidents(knowledge)
  const grouped: (Grouped & { post: Post })[] = []
  const joined = new Map(alikeKinds.map((kind) => [kind, { wrong: 0, of: 0 }]))
  for (const post of board.posts) {
    if (!(post.cluster === 0 ? sample.has(post) : isMeasured(post.cluster))) continue
    const found = incidents.place(view(wordsOf(post)), post.at)
    grouped.push({ post, gold: post.cluster || `alone ${post.id}`, found: found.incident })
    for (const { kind, text } of alikes.filter((alike) => alike.of === post)) {
      const count = joined.get(kind)
      if (!count || view(text) === view(wordsOf(post))) continue
      count.of++
      if (incidents.ask(view(text), post.at)) count.wrong++
    }
  }
  const isSame = (a: Grouped & { post: Post }, b: Grouped & { post: Post }) =>
    judged.of.get(pairKey(a.post.id, b.post.id)) === true
  return [
    ...named('pairwise', pairwise(grouped)),
    ...named('pairwise, joins that a reader found right left out', pairwise(grouped, isSame)),
    ...named('B-cubed', bcubed(grouped)),
    ...[...joined].map(([kind, { wrong, of }]) => ({ name: `joined though ${kind}`, value: wrong / of, of })),
  ]
}

function named(name: string, figures: ClusterFigure[]): ClusterFigure[] {
  return figures.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` }))
}
