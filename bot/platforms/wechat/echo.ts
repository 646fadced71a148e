import type { RawMessage } from './wire.ts'

/** What an account said and waits to hear from itself. */
export interface Expected {
  /** The puppet's id of the echo, once it came. */
  came(): string | undefined
  /** Resolves the id when the echo comes, or undefined after `ms`. */
  within(ms: number): Promise<string | undefined>
  drop(): void
}

export interface Echoes {
  /** To be called before it is said: the echo may be there first. A picture has no text. */
  expect(said: { account: string; to: string; text: string | null }): Expected
  /** Any message of the account itself. */
  hear(account: string, message: RawMessage): void
}

/** WeChat gives a send no id (facts 2.2: room.say() resolves nothing); what was said is known by its echo alone. */
export function createEchoes(): Echoes {
  interface Waiting {
    account: string
    to: string
    text: string | null
    id?: string
    tell: (id: string) => void
  }
  const waiting = new Set<Waiting>()

  return {
    expect({ account, to, text }) {
      let tell = (_: string) => {}
      const came = new Promise<string>((resolve) => {
        tell = resolve
      })
      const one: Waiting = { account, to, text: text === null ? null : bare(text), tell: (id) => tell(id) }
      waiting.add(one)
      return {
        came: () => one.id,
        async within(ms) {
          let timer: NodeJS.Timeout | undefined
          const late = new Promise<undefined>((resolve) => {
            timer = setTimeout(() => resolve(undefined), ms)
          })
          return await Promise.race([came, late]).finally(() => clearTimeout(timer))
        },
        drop: () => void waiting.delete(one),
      }
    },
    hear(account, message) {
      const to = message.roomId ?? message.listenerId
      const text = message.type === 'image' ? null : bare(message.text)
      for (const one of waiting) {
        if (one.id !== undefined || one.account !== account || one.text !== text) continue
        if (to !== undefined && to !== one.to) continue
        one.id = message.id
        one.tell(message.id)
        return
      }
    },
  }
}

/** Web clients turn spaces and line breaks into others. */
function bare(text: string): string {
  return text.replaceAll(/<br\s*\/?>|[\s\u2005]+/gu, '')
}
