import type { ChildProcess } from 'node:child_process'

let asked = 0

/** Sends an order to a child and waits for its answer; a child that is gone, or dies over it, answers -1. */
export function askChild(child: ChildProcess, order: object): Promise<number> {
  const id = ++asked
  if (!child.connected) return Promise.resolve(-1)
  return new Promise((resolve) => {
    const onMessage = (message: unknown) => {
      const answer = message as { id: number; done: number }
      if (answer.id === id) finish(answer.done)
    }
    const onExit = () => finish(-1)
    const finish = (done: number) => {
      child.off('message', onMessage)
      child.off('exit', onExit)
      resolve(done)
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send({ id, ...order }, (error) => error && finish(-1))
  })
}
