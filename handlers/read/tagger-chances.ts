import { canBegin, canEnd, forbidden, type Tagger } from './tagger.ts'

/** For each character the chance, 0–1, that its label is one of those wanted (forward and backward sums). */
export function chancesOf(tagger: Tagger, fit: Int32Array, wanted: (label: string) => boolean): Float64Array {
  const many = tagger.labels.length
  const length = fit.length / many
  const like = likelihoods(tagger, fit)
  const moves = movesOf(tagger)
  const ahead = forward(tagger, like, moves)
  const among = tagger.labels.map((label) => (wanted(label) ? 1 : 0))
  const chances = new Float64Array(length)
  const behind = Float64Array.from({ length: many }, (_, l) => (canEnd(tagger, l) ? 1 : 0))
  for (let i = length - 1; i >= 0; i--) {
    let all = 0
    let some = 0
    for (let l = 0; l < many; l++) {
      const mass = (ahead[i * many + l] as number) * (behind[l] as number)
      all += mass
      some += mass * (among[l] as number)
    }
    chances[i] = some / all
    backward(like, i, moves, behind)
  }
  return chances
}

function forward(tagger: Tagger, like: Float64Array, moves: Float64Array): Float64Array {
  const many = tagger.labels.length
  const ahead = new Float64Array(like.length)
  for (let l = 0; l < many; l++) ahead[l] = canBegin(tagger, l) ? (like[l] as number) : 0
  for (let row = many; row < like.length; row += many) {
    let sum = 0
    for (let to = 0; to < many; to++) {
      let mass = 0
      for (let from = 0; from < many; from++)
        mass += (ahead[row - many + from] as number) * (moves[from * many + to] as number)
      mass *= like[row + to] as number
      ahead[row + to] = mass
      sum += mass
    }
    for (let l = row; l < row + many; l++) ahead[l] = (ahead[l] as number) / sum
  }
  return ahead
}

/** What lies behind the character before `i`, in place of what lies behind `i`. */
function backward(like: Float64Array, i: number, moves: Float64Array, behind: Float64Array): void {
  const many = behind.length
  const reached = behind.map((mass, to) => mass * (like[i * many + to] as number))
  let sum = 0
  for (let from = 0; from < many; from++) {
    let mass = 0
    for (let to = 0; to < many; to++) mass += (moves[from * many + to] as number) * (reached[to] as number)
    behind[from] = mass
    sum += mass
  }
  for (let l = 0; l < many; l++) behind[l] = (behind[l] as number) / sum
}

/** e to the score, each character's best at 1, lest numbers run away. */
function likelihoods(tagger: Tagger, fit: Int32Array): Float64Array {
  const many = tagger.labels.length
  const like = new Float64Array(fit.length)
  for (let i = 0; i < fit.length; i += many) {
    let top = fit[i] as number
    for (let l = i + 1; l < i + many; l++) if ((fit[l] as number) > top) top = fit[l] as number
    for (let l = i; l < i + many; l++) like[l] = Math.exp(((fit[l] as number) - top) * tagger.step)
  }
  return like
}

const held = new WeakMap<Tagger, Float64Array>()

function movesOf(tagger: Tagger): Float64Array {
  const known = held.get(tagger)
  if (known) return known
  const moves = Float64Array.from(tagger.moves, (move) =>
    move === forbidden ? 0 : Math.exp(move * tagger.step),
  )
  held.set(tagger, moves)
  return moves
}
