import { execFile } from 'node:child_process'

/** The account PostgreSQL runs under when we are root, which it refuses to be; undefined: our own. */
export interface Account {
  uid: number
  gid: number
}

// Neither our secrets nor PGDATA and the like go in. LC_ALL=C: English messages, and macOS needs it set.
export const plainEnv = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/** Runs a program to its end under that account; rejects with what it said. */
export function run(program: string, args: string[], account?: Account, cwd = '/'): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...account, cwd, env: plainEnv }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout.trim())
      reject(new Error(`${program}: ${stderr.trim() || stdout.trim() || error.message}`, { cause: error }))
    })
  })
}

/** Whether a program ends well under that account. */
export async function succeeds(
  program: string,
  args: string[],
  account?: Account,
  cwd?: string,
): Promise<boolean> {
  return run(program, args, account, cwd).then(
    () => true,
    () => false,
  )
}
