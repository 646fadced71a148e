import { randomInt } from 'node:crypto'
import { isAnonymous } from '../db/anonymous.ts'
import type { Behind } from '../db/matters.ts'
import type { Identity } from '../db/seal.ts'
import type { Desk } from './desk.ts'

/** Who will stand behind a matter; with the password, where they chose to stay unknown. It is told once and kept as a hash. */
export interface Standing {
  behind: Behind
  password: string | null
}

/** Under what this person reports: sealed, or unknown with a fresh password. */
export async function standingOf(desk: Desk, person: Identity): Promise<Standing> {
  if (!(await isAnonymous(desk.db, desk.seal, person))) return { behind: person, password: null }
  const password = newPassword()
  return { behind: { platform: person.platform, passwordHash: passwordHash(desk, password) }, password }
}

export function passwordHash(desk: Desk, password: string): string {
  return desk.seal.hash('password', password.replace(/\D/gu, ''))
}

const groups = 3
const digits = groups * 5

/** Three groups of five digits, 49 bits: said over the telephone and written down without a mistake. */
function newPassword(): string {
  return Array.from({ length: groups }, () => String(randomInt(100_000)).padStart(5, '0')).join('-')
}

/** The password among the words, however it is grouped, and the words that were none of it. */
export function findPassword(words: string[]): { password: string; rest: string[] } | null {
  const bare = words.map((word) => word.normalize('NFKC').replace(/^口令[:=]?/u, ''))
  for (let at = 0; at < words.length; at++) {
    for (let end = at + 1; end <= words.length; end++) {
      const piece = bare.slice(at, end)
      if (!piece.every((word) => /^[\d\-—–－·.、]*$/u.test(word))) break
      const password = piece.join('').replace(/\D/gu, '')
      if (password.length === digits) return { password, rest: [...words.slice(0, at), ...words.slice(end)] }
    }
  }
  return null
}
