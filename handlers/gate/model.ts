import { readWeights, type Weights } from '../read/weights.ts'
import { type Evidence, type Experts, evidenceNames } from './evidence.ts'
import type { Expert } from './expert.ts'
import { threadNames } from './thread.ts'

/** All that the gate learned. */
export interface Gate {
  experts: Experts
  /** Log-odds per piece of evidence, for a text heard alone. */
  alone: Float32Array
  /** The same for one that follows something told in its group, with what the thread adds. */
  following: Float32Array
  /** From these likelihoods on a text is let through. */
  listenFrom: number
  followFrom: number
}

export function loadGate(file: string | URL): Gate {
  const { about, numbers } = readWeights(file)
  const { bias, size, thresholds } = about as {
    bias: Record<string, number>
    size: Record<string, number>
    thresholds: { listenFrom: number; followFrom: number }
  }
  const expert = (name: string): Expert => {
    const steps = numbers[name] as Int8Array
    return { bits: Math.log2(steps.length), steps, size: size[name] ?? 1, bias: bias[name] ?? 0 }
  }
  const gate = {
    experts: { board: expert('board'), chat: expert('chat'), story: expert('story') },
    alone: numbers.alone as Float32Array,
    following: numbers.following as Float32Array,
    ...thresholds,
  }
  const wanted = evidenceNames.length
  if (gate.alone.length !== wanted || gate.following.length !== wanted + threadNames.length) {
    throw new Error(`${file} was trained for other evidence than this version weighs; run \`npm run train\``)
  }
  return gate
}

export function packGate(gate: Gate): Weights {
  const { board, chat, story } = gate.experts
  return {
    about: {
      bias: { board: board.bias, chat: chat.bias, story: story.bias },
      size: { board: board.size, chat: chat.size, story: story.size },
      thresholds: { listenFrom: gate.listenFrom, followFrom: gate.followFrom },
    },
    numbers: {
      board: board.steps,
      chat: chat.steps,
      story: story.steps,
      alone: gate.alone,
      following: gate.following,
    },
  }
}

/** Likelihood 0–1 that these weights see in the evidence. */
export function likelihood(evidence: Evidence, weights: Float32Array): number {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += (weights[at] as number) * (evidence[at] as number)
  return 1 / (1 + Math.exp(-sum))
}
