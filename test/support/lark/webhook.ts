import { randomBytes } from 'node:crypto'
import { encrypted, signature } from './crypt.ts'
import type { Carrier } from './delivery.ts'
import { envelope, type LarkEvent } from './envelope.ts'
import { objectOf, parsed } from './json.ts'
import type { State } from './state.ts'

/**
 * What is wrong with a request: `whitespace` is a body set differently and rightly signed; `tampered` was changed after
 * signing; `old` and `future` are ten minutes off; `replay` is the last good request once more, to the letter.
 */
export type Spoil =
  | 'signature'
  | 'token'
  | 'old'
  | 'future'
  | 'whitespace'
  | 'tampered'
  | 'unsigned'
  | 'replay'

interface Sent {
  body: string
  headers: Record<string, string>
}

export interface WebhookAnswer {
  /** 0: none in time. */
  status: number
  body: unknown
  tookMs: number
}

export type Webhook = ReturnType<typeof createWebhook>

/** Sends events to the app's URL as the platform does: in clear, or encrypted and signed where there is a key. */
export function createWebhook(state: State) {
  const { app, clock } = state
  let url = ''
  let spoils: Spoil[] = []
  let last: Sent | undefined

  async function post(text: string, spoil?: Spoil): Promise<WebhookAnswer> {
    const replayed = spoil === 'replay' ? last : undefined
    const sent = replayed ?? sign(text, spoil)
    if (!spoil) last = sent
    return await request(url, sent, state.answerMs)
  }

  function sign(text: string, spoil?: Spoil): Sent {
    const clear = app.encryptKey === '' ? text : JSON.stringify({ encrypt: encrypted(text, app.encryptKey) })
    const signed = spoil === 'whitespace' ? spaced(clear) : clear
    const offSeconds = spoil === 'old' ? -600 : spoil === 'future' ? 600 : 0
    const timestamp = String(Math.floor(clock.ms() / 1000) + offSeconds)
    const nonce = randomBytes(8).toString('hex')
    const encryptKey = spoil === 'signature' ? 'another key' : app.encryptKey
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
    if (app.encryptKey !== '' && spoil !== 'unsigned') {
      headers['x-lark-request-timestamp'] = timestamp
      headers['x-lark-request-nonce'] = nonce
      headers['x-lark-signature'] = signature({ timestamp, nonce, encryptKey, body: signed })
    }
    return { headers, body: spoil === 'tampered' ? spaced(signed) : signed }
  }

  const text = (event: LarkEvent, spoil?: Spoil) =>
    envelope(event, { appId: app.id, token: spoil === 'token' ? 'another token' : app.verificationToken })

  const carrier: Carrier = async (event) => {
    const spoil = spoils.shift()
    const { status, body } = await post(text(event, spoil), spoil)
    return { ok: status === 200, status, answer: body }
  }
  return {
    carrier,
    isOpen: () => url !== '',
    /** Sends one event once, spoilt or not, and gives what was answered. */
    send: (event: LarkEvent, spoil?: Spoil) => post(text(event, spoil), spoil),
    /** What is wrong with the next events. */
    spoilNext: (...next: Spoil[]) => void spoils.push(...next),
    /** Checks a URL by a challenge, as the console does when it is saved: true if it came back within a second. */
    async subscribe(to: string): Promise<boolean> {
      url = to
      const challenge = randomBytes(12).toString('hex')
      const asked = { challenge, token: app.verificationToken, type: 'url_verification' }
      const { status, body, tookMs } = await post(JSON.stringify(asked))
      const good = status === 200 && objectOf(body).challenge === challenge && tookMs < 1000
      if (!good) url = ''
      return good
    },
    /** Any body at all, signed as asked. */
    sendRaw: (body: string, spoil?: Spoil) => post(body, spoil),
    close() {
      url = ''
      spoils = []
    },
  }
}

async function request(url: string, { body, headers }: Sent, answerMs: number): Promise<WebhookAnswer> {
  const startedAt = performance.now()
  try {
    const signal = AbortSignal.timeout(answerMs)
    const answer = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' })
    const text = await answer.text()
    return { status: answer.status, body: parsed(text) ?? text, tookMs: performance.now() - startedAt }
  } catch {
    return { status: 0, body: undefined, tookMs: performance.now() - startedAt }
  }
}

/** The same JSON with room in it: a receiver that signs what it parsed and wrote again finds another signature. */
const spaced = (body: string) => JSON.stringify(JSON.parse(body), null, 2)
