import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** What tells a process from a later one with the same number: when it began. Undefined when none is alive. */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart')
  const stat = read(`/proc/${pid}/stat`)
  if (!stat) return undefined
  // The name, field 2, may hold blanks and brackets: count from its closing bracket. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z' || state === 'X') return undefined
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${rest[18]}`
}

/** Is this process the PostgreSQL server that works in that folder? */
export function isServerOf(cluster: string, pid: number): boolean {
  if (startOf(pid) === undefined) return false
  if (process.platform !== 'linux') return /postgres/.test(ps(pid, 'comm') ?? '')
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    // A container without SYS_PTRACE keeps this from root too.
    return read(`/proc/${pid}/comm`)?.trim() === 'postgres'
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, field: string): string | undefined {
  try {
    const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' }
    return (
      execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { env, encoding: 'utf8' }).trim() ||
      undefined
    )
  } catch {
    return undefined
  }
}
