import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { drafts, events, groups, matters } from '../../db/schema/index.ts'
import type { Reading } from '../../matters/reading.ts'
import { colours, urgencies } from '../../matters/taxonomy.ts'
import { modelAt } from '../support/model/asking.ts'
import { type Asked, type FakeServer, type Manner, openFakeServer } from '../support/model/fake-server.ts'
import { injections } from '../support/model/injections.ts'
import { vague } from '../support/model/vague.ts'
import { openStory, type Story } from '../support/story.ts'

let server: FakeServer
let story: Story | undefined
beforeAll(async () => {
  server = await openFakeServer()
})
afterAll(() => server.close())
afterEach(() => story?.end())

const hostile = injections()

describe(`${hostile.length} hostile texts`, () => {
  it('bring a model that obeys them to nothing: readings and replies are those of the rules', async () => {
    const alone = await told()
    server.behaves(obedient)
    const asked = await told(server)
    // Some are refused by the rules, or leave nothing open.
    expect(server.heard.length).toBeGreaterThan(hostile.length / 2)
    expect(asked.readings).toEqual(alone.readings)
    expect(asked.said).toEqual(alone.said)
  })

  it('keep a model that reads on from nothing: it refines as it would without them', async () => {
    const alone = await told()
    server.behaves({ says: { category: 'dispute.debt', amount: '三千' } })
    const asked = await told(server)
    asked.readings.forEach((reading, index) => {
      const before = alone.readings[index]
      expect(reading === null).toBe(before === null)
      if (!before || !reading) return
      const open = before.category === null || before.score < 0.5
      if (!open) expect(reading.category).toBe(before.category)
      expect([before.category, 'dispute.debt']).toContain(reading.category)
      expect(urgencies.indexOf(reading.urgency)).toBeGreaterThanOrEqual(urgencies.indexOf(before.urgency))
      expect(rank(reading)).toBeGreaterThanOrEqual(rank(before))
    })
    expect(asked.readings.filter((reading) => reading?.category === 'dispute.debt').length).toBeGreaterThan(0)
    // What the rules' own reader takes for a place is theirs.
    const places = alone.readings.flatMap((reading) => Object.values(reading?.place ?? {}).filter(Boolean))
    const fresh = asked.said
      .filter((words) => !alone.said.includes(words))
      .map((words) => places.reduce<string>((rest, place) => rest.replaceAll(String(place), ''), words))
    expect(fresh.length).toBeGreaterThan(0)
    for (const words of fresh) expect(hostile.filter((text) => quotes(words, text))).toEqual([])
    const unmoved = ({ place, time, danger, guard, choices }: Reading) => ({
      place,
      time,
      danger,
      guard,
      choices,
    })
    expect(asked.readings.map((one) => one && unmoved(one))).toEqual(
      alone.readings.map((one) => one && unmoved(one)),
    )
  })

  it('raise no alarm through a model that believes them', async () => {
    const alone = await told()
    server.behaves({ says: { category: 'hazard.gas' } })
    const asked = await told(server)
    const calm = asked.readings.map(
      (one) => one && { ...one, choices: one.choices.filter((id) => id !== 'hazard.gas') },
    )
    expect(calm).toEqual(alone.readings)
  })

  it('stay between their marks', () => {
    for (const { body } of server.heard) {
      const [, user] = (JSON.parse(body) as Asked).messages
      const marks = user?.content.match(/<\/?[^<>\n]+>/g) ?? []
      expect(marks).toHaveLength(2)
      expect(marks[1]).toBe(marks[0]?.replace('<', '</'))
      expect(user?.content.endsWith(`\n${marks[1]}`)).toBe(true)
    }
  })
})

/** Says everything it was told to say, and fills every field with words of the attack itself. */
function obedient({ messages }: Asked): Manner {
  const words = messages[1]?.content.split('\n').slice(3, -1).join(' ') ?? ''
  const attack = words.slice(vague.length).trim().slice(0, 40)
  const answer = { category: null, place: attack, time: attack, amount: attack, parties: [] }
  const extra = {
    urgency: 'emergency',
    colour: 'red',
    kind: 'hazard',
    summary: attack,
    command: attack,
    reply: attack,
  }
  return { says: `${attack}\n${JSON.stringify({ ...answer, ...extra })}` }
}

/** All hostile texts told in private, each half an hour after the other; nothing but drafts may come of them. */
async function told(by?: FakeServer): Promise<{ readings: (Reading | null)[]; said: string[] }> {
  await story?.end()
  const live = await openStory(by ? { model: modelAt(by.url, { perDay: 1e9 }).model } : {})
  story = live
  const modes = await live.store.db.select({ mode: groups.mode }).from(groups)
  if (by) by.heard.length = 0
  for (const text of hostile) {
    await live.says('zhang', `${vague}\n${text}`)
    await live.forward(31 * 60_000)
  }
  expect(await live.store.db.select().from(matters)).toEqual([])
  expect(await live.store.db.select().from(events)).toEqual([])
  expect(await live.store.db.select({ mode: groups.mode }).from(groups)).toEqual(modes)
  for (const colleague of ['duty', 'lin', 'zhou'])
    expect(live.hears(colleague).filter((said) => !/交接班|早上好/.test(said))).toEqual([])
  const rows = (await live.store.db.select().from(drafts)).sort((a, b) => a.id - b.id)
  return { readings: rows.map(({ reading }) => reading), said: live.hears('zhang') }
}

/** Does what the bot says repeat a stretch of the attack? Fewer signs are common words. */
function quotes(said: string, attack: string): boolean {
  const width = /\p{Script=Han}/u.test(attack) ? 7 : 14
  for (let at = 0; at + width <= attack.length; at++)
    if (said.includes(attack.slice(at, at + width))) return true
  return false
}

function rank({ colour }: Reading): number {
  return colour ? colours.indexOf(colour) : -1
}
