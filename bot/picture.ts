import { Worker } from 'node:worker_threads'
import { PermanentError } from '../matters/errors.ts'

/** A picture of ours takes a tenth of this; what takes longer ends with its worker. */
const longestMs = 8000
/** A worker with its fonts holds some 60 MB: it goes when nothing was drawn for this long. */
const idleMs = 60_000

interface Waiting {
  resolve(png: Buffer): void
  reject(error: Error): void
}

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * Draws an SVG as PNG, in a thread of its own, so that nobody waits for a chart. The family is 'Noto Sans Hans'; nothing
 * of the system's fonts is used. Rejects with PermanentError what is no drawing or took too long: show its words instead.
 */
export async function renderPng(svg: string): Promise<Buffer> {
  const id = ++lastId
  clearTimeout(idle)
  worker ??= start()
  const drawing = new Promise<Buffer>((resolve, reject) => waiting.set(id, { resolve, reject }))
  worker.postMessage({ id, svg })
  const late = setTimeout(() => void stop(new PermanentError('a picture took too long to draw')), longestMs)
  return await drawing.finally(() => {
    clearTimeout(late)
    waiting.delete(id)
    if (waiting.size === 0) idle = setTimeout(() => void stop(), idleMs).unref()
  })
}

function start(): Worker {
  const started = new Worker(new URL('./picture-worker.js', import.meta.url), {
    // Not what the process was started with (tsx, inspectors): it is plain JavaScript.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  started.unref()
  started.on('message', ({ id, png }: { id: number; png?: Uint8Array }) => {
    const asked = waiting.get(id)
    if (png) asked?.resolve(Buffer.from(png))
    else asked?.reject(new PermanentError('a picture could not be drawn'))
  })
  started.on('error', () => void stop(new PermanentError('the thread that draws pictures ended')))
  return started
}

/** Ends the thread; the next picture starts another. Whoever waits is told why. */
async function stop(
  reason = new PermanentError('the thread that draws pictures was stopped'),
): Promise<void> {
  const ended = worker
  worker = undefined
  for (const { reject } of waiting.values()) reject(reason)
  await ended?.terminate()
}
