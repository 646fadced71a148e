import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../../../handlers/desk.ts'
import type { Account, RawFriendship } from './wire.ts'

/** Seconds: no person answers a request in the same moment. */
const soonest = 4
const latest = 12

/**
 * Accepts a friend request that carries the deployment's code or, where none is set, the code of a community. Whoever
 * does not know it is left waiting: a friend can be written to, and the account is known to nobody else.
 */
export async function befriend(
  { id, step, hello }: RawFriendship,
  deps: { account: Account; desk: Desk; code: string | undefined; random: () => number },
): Promise<void> {
  if (step !== 'receive' || !carriesCode(hello, codesOf(deps))) return
  await sleep((soonest + deps.random() * (latest - soonest)) * 1000)
  await deps.account.acceptFriend(id)
}

function codesOf({ desk, code }: { desk: Desk; code: string | undefined }): string[] {
  if (code) return [code]
  return desk.registry.areas.all().flatMap((area) => area.code ?? [])
}

/** As a word of its own: AH is not carried by AHA. */
function carriesCode(hello: string, codes: string[]): boolean {
  const words = hello.toUpperCase().split(/[^\p{L}\p{N}]+/u)
  return codes.some((code) => words.includes(code.toUpperCase()))
}
