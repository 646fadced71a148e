import type { AddressInfo } from 'node:net'
import { createTokens } from './api/token.ts'
import { type ClickAnswer, click, type Which } from './click.ts'
import { createDelivery } from './delivery.ts'
import { createHappenings } from './happen.ts'
import { type Saying, say, type Words } from './say.ts'
import { createApiServer } from './server.ts'
import { createSocket } from './socket.ts'
import { createState } from './state.ts'
import type { FakeLarkOptions, GroupPlan, Json, LarkChat, Person, PersonPlan } from './types.ts'
import { type Shown, shownOf } from './view.ts'
import { createWebhook } from './webhook.ts'

export { quickConfig, usualConfig } from './socket.ts'
export type { FakeLarkOptions, Shown }

export type FakeLark = Awaited<ReturnType<typeof openFakeLark>>

/**
 * Lark's servers on loopback, after docs of 2026 (facts 5.1): open API, webhook sender, long connection. Give `url` to
 * the SDK as `domain`. Everywhere people and groups are named by the `id` of their plan or by the platform's id;
 * `direct` as a chat is the conversation of that person with the bot.
 */
export async function openFakeLark(options: FakeLarkOptions = {}) {
  const state = createState(options)
  const { app, world, messages, clock } = state
  const tokens = createTokens(clock, app)
  const webhook = createWebhook(state)
  const socket = createSocket(state, options)
  const carriers = { webhook: webhook.carrier, socket: socket.carrier }
  const delivery = createDelivery(state, carriers, webhook.isOpen)
  const server = createApiServer({ state, tokens, endpoint: socket.endpoint })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  socket.attach(server, url)

  const chatOf = (who: string, where: string) => (where === 'direct' ? world.direct(who) : world.chat(where))
  const found = (messageId: string) => {
    const message = messages.get(messageId)
    if (!message) throw new Error(`the fake Lark has no message ${messageId}`)
    return message
  }

  return {
    url,
    appId: app.id,
    appSecret: app.secret,
    encryptKey: app.encryptKey,
    verificationToken: app.verificationToken,
    botName: world.bot.name,
    botOpenId: world.bot.openId,
    clock,
    /** Granted scopes; add and delete at will. */
    scopes: app.scopes,
    tokens,
    webhook,
    socket,
    delivery,
    faults: state.faults,

    /** Says something in a group or `direct`ly; gives the message id at once, `settled` tells when it was delivered. */
    says(who: string, where: string, words: Words, how: Saying = {}): string {
      return say(state, delivery, world.person(who), chatOf(who, where), words, how).id
    },
    /** Presses a button; resolves with what the person then sees. */
    clicks(who: string, messageId: string, which: Which, form?: Json): Promise<ClickAnswer> {
      return click({ state, delivery }, world.person(who), found(messageId), which, form)
    },
    ...createHappenings(state, delivery),
    addPerson: (plan: PersonPlan) => world.addPerson(plan),
    addGroup: (plan: GroupPlan): string => world.addGroup(plan).id,
    /** Without it external groups are closed to the app (对外共享). */
    setExternalSharing(on: boolean): void {
      app.externalSharing = on
    },

    /** Everybody there is, and every chat, as they are now. */
    people: world.people as ReadonlyMap<string, Person>,
    chats: world.chats as ReadonlyMap<string, LarkChat>,
    openIdOf: (who: string) => world.person(who).openId,
    chatIdOf: (group: string) => world.chat(group).id,
    /** The id of the conversation with the bot alone. */
    directIdOf: (who: string) => world.direct(who).id,
    /** Everything shown in a chat, oldest first; `direct` takes whose as the second. */
    shown: (where: string, who = ''): Shown[] =>
      messages.of(chatOf(who, where).id).flatMap((one) => (one.upperId ? [] : [shownOf(one, state)])),
    /** What the bot said in a group or, `direct`, to a person alone. */
    heard(where: string, who = ''): Shown[] {
      return this.shown(where, who).filter((one) => one.from === 'bot')
    },
    message: (messageId: string): Shown => shownOf(found(messageId), state),
    /** Of each message that appears or changes, as it is then. Returns how to stop being told. */
    onChange: (listener: (shown: Shown) => void) =>
      state.onChange((message) => listener(shownOf(message, state))),
    /** Resolves with the first message shown that fits, now or later. */
    until: (fits: (shown: Shown) => boolean): Promise<Shown> => untilShown(state, fits),
    /** Every call of the API in order, without tokens. */
    calls: state.calls,
    /** Reached limits: how often anybody asked too often. */
    breaches: state.limits.breaches,
    files: state.files,
    buzzes: state.buzzes,
    events: state.events,
    tasks: state.tasks,

    /** Resolves when no event is on its way; retries that wait for their time do not count. */
    settled: () => delivery.settled(),
    async close(): Promise<void> {
      clock.stop()
      webhook.close()
      socket.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

function untilShown(state: ReturnType<typeof createState>, fits: (shown: Shown) => boolean): Promise<Shown> {
  const now = state.messages
    .all()
    .map((one) => shownOf(one, state))
    .find(fits)
  if (now) return Promise.resolve(now)
  return new Promise((resolve) => {
    const stop = state.onChange((message) => {
      const shown = shownOf(message, state)
      if (!fits(shown)) return
      stop()
      resolve(shown)
    })
  })
}
