import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { startOf } from './process.ts'

export interface Lock {
  release(): void
}

interface Holder {
  pid: number
  start: string
  token: string
}

/** Takes the lock file, also from a holder that is dead; where one is alive, answers its process id instead. */
export function takeLock(file: string): Lock | { heldBy: number } {
  const me = { pid: process.pid, start: startOf(process.pid) ?? '', token: randomBytes(4).toString('hex') }
  const draft = `${file}.${me.token}`
  writeFileSync(draft, `${me.pid} ${me.start} ${me.token}\n`)
  try {
    return take(file, draft, me)
  } finally {
    rmSync(draft, { force: true })
  }
}

function take(file: string, draft: string, me: Holder): Lock | { heldBy: number } {
  const lock = { release: () => holderOf(file)?.token === me.token && rmSync(file, { force: true }) }
  // link() is O_EXCL with the content already inside: nobody ever reads a half-written lock.
  if (linked(draft, file)) return lock
  const holder = holderOf(file)
  if (!holder) return take(file, draft, me)
  if (startOf(holder.pid) === holder.start) return { heldBy: holder.pid }

  // Two may see the same dead holder. Whoever owns the name made of its token may replace it, once; and looks again,
  // for the other may just have done so. That name is a lock like any other, so a crash here heals itself too.
  const claim = takeLock(`${file}-after-${holder.token}`)
  if ('heldBy' in claim) return claim
  try {
    if (holderOf(file)?.token !== holder.token) return take(file, draft, me)
    renameSync(draft, file)
    return lock
  } finally {
    claim.release()
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file: string): Holder | undefined {
  try {
    const [, pid, start = '', token = ''] = /^(\d+) (.*) (\w+)\n$/.exec(readFileSync(file, 'utf8')) ?? []
    // A power cut can leave the file empty: whoever wrote it is gone.
    return pid ? { pid: Number(pid), start, token } : { pid: 0, start: '', token: 'unreadable' }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
