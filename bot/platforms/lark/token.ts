/** A token as the open platform gives it; `expire` in seconds, at most two hours. */
export interface IssuedToken {
  tenant_access_token: string
  expire: number
}

export interface Tokens {
  /** A token that holds for some minutes. However many ask at once, one asks Lark. */
  current(): Promise<string>
  /** Forgets this token, if it is still the current one: of many calls that had it refused, one makes a new one. */
  forget(token: string): void
}

/** Lark gives the same token while 30 minutes are left, then a new one beside it: asking 3 minutes early always gets that. */
const earlyMs = 3 * 60_000

/** Keeps one tenant token. The SDK asks once per waiting call and never lets a revoked one go, so it is not asked to. */
export function createTokens(issue: () => Promise<IssuedToken>, now: () => number): Tokens {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  async function ask(): Promise<string> {
    const { tenant_access_token: token, expire } = await issue()
    held = { token, until: now() + expire * 1000 - earlyMs }
    return token
  }
  return {
    async current() {
      if (held && now() < held.until) return held.token
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return await asking
    },
    forget(token) {
      if (held?.token === token) held = undefined
    },
  }
}
