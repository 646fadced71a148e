import { isNull, ne } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { drafts, events, links, matters, parties, reporters } from '../../db/schema/index.ts'
import type { AboutItem } from '../../handlers/replies/lint.ts'
import type { PlaceReading, Reading, TimeReading } from '../../matters/reading.ts'
import { categories, categoryOf } from '../../matters/taxonomy.ts'
import type { Dialogue, Item } from './dialogue.ts'

type DraftRow = typeof drafts.$inferSelect
type MatterRow = typeof matters.$inferSelect

/** Watches the database between messages, to know which message brought about what. */
export function createWatch(store: Store, dialogue: Dialogue) {
  const before = new Map<string, string>()
  const touched = new Map<string, Set<number>>()
  const past = new Set(dialogue.context.history.map((one) => one.id))

  async function state() {
    const draftRows = await store.db.select().from(drafts)
    const matterRows = (await store.db.select().from(matters)).filter((row) => !past.has(row.number))
    const eventRows = await store.db.select().from(events).where(ne(events.kind, 'read'))
    const reporterRows = await store.db.select({ matterId: reporters.matterId }).from(reporters)
    const partyRows = await store.db.select().from(parties)
    const linkRows = await store.db.select().from(links).where(isNull(links.undoneAt))
    return { draftRows, matterRows, eventRows, reporterRows, partyRows, linkRows }
  }

  /** Notes what message `n` changed; null only takes the first picture. */
  async function look(n: number | null, ids?: Map<number, string>): Promise<void> {
    const now = await state()
    const versions = [
      ...now.draftRows.map((row) => [`draft ${row.id}`, `${row.version} ${row.state}`] as const),
      ...now.matterRows.map((row) => {
        const count = (rows: { matterId: number | null }[]) =>
          rows.filter((one) => one.matterId === row.id).length
        return [
          `matter ${row.id}`,
          `${row.version} ${count(now.eventRows)} ${count(now.reporterRows)} ${count(now.partyRows)}`,
        ] as const
      }),
    ]
    for (const [key, version] of versions) {
      if (before.get(key) === version) continue
      before.set(key, version)
      if (n === null) continue
      const numbers = touched.get(key) ?? new Set()
      numbers.add(n)
      touched.set(key, numbers)
    }
    for (const row of now.draftRows) {
      for (const [number, id] of ids ?? [])
        if (row.messageIds.includes(id)) touched.get(`draft ${row.id}`)?.add(number)
    }
  }

  /** The drafts and matters made, confirmed or not; drafts that tell the same story are one item. */
  async function items(): Promise<{ items: Item[]; shown: AboutItem[] }> {
    const now = await state()
    const roots = now.draftRows.filter((row) => row.state === 'open' && row.reading && row.sameAs === null)
    const made: (Item & { about: AboutItem; draftId?: number; matterId?: number })[] = []
    for (const row of now.matterRows) made.push({ ...ofMatter(row, now.partyRows), matterId: row.id })
    for (const row of roots) {
      const joined =
        row.joinsMatterId === null ? undefined : made.find((one) => one.matterId === row.joinsMatterId)
      const told = [row, ...now.draftRows.filter((one) => one.sameAs === row.id && one.state === 'open')]
      const numbers = told.flatMap((one) => [...(touched.get(`draft ${one.id}`) ?? [])])
      if (joined) joined.messages.push(...numbers)
      else made.push({ ...(await ofDrafts(told, numbers)), draftId: row.id })
    }
    made.forEach((item, index) => {
      item.ref = `I${index + 1}`
    })
    for (const item of made) {
      const beside = roots.find((row) => row.id === item.draftId)?.besideOf
      for (const other of made) {
        const half =
          (beside !== undefined && beside !== null && other.draftId === beside) ||
          roots.some(
            (row) => row.id === other.draftId && row.besideOf === item.draftId && item.draftId !== undefined,
          )
        const linked = now.linkRows.some(
          (row) =>
            (row.fromId === item.matterId && row.toId === other.matterId) ||
            (row.toId === item.matterId && row.fromId === other.matterId),
        )
        if (other !== item && (half || linked)) item.linked_with.push(other.ref)
      }
      const old = roots.find((row) => row.id === item.draftId)?.besideMatterId
      if (old && item.merged_with === null) item.linked_with.push(...(await numbersOf([old])))
    }
    return {
      items: made.map(({ about: _, draftId: __, matterId: ___, ...item }) => item),
      shown: made.map((item) => item.about),
    }
  }

  /** The numbers of those of these matters that lie before the play. */
  async function numbersOf(ids: number[]): Promise<string[]> {
    const rows = await store.db.select().from(matters)
    return rows.filter((row) => ids.includes(row.id) && past.has(row.number)).map((row) => row.number)
  }

  function ofMatter(
    row: MatterRow,
    partyRows: { matterId: number; role: string; label: string }[],
  ): Item & { about: AboutItem } {
    return {
      ref: '',
      kind: row.kind,
      category: row.category,
      colour: row.colour,
      urgency: row.urgency,
      privacy: row.privacy,
      location: placeOf(row.place, row.needsClarify),
      parties: partyRows
        .filter((one) => one.matterId === row.id)
        .map((one) => ({ role: one.role, who: one.label })),
      occurred: timeOf(row.occurred),
      messages: [...(touched.get(`matter ${row.id}`) ?? [])],
      rules: row.colourRules,
      merged_with: null,
      linked_with: [],
      route: { lead: row.leadDepartment, co: row.co },
      state: row.state,
      about: {
        kind: row.kind,
        room: row.place?.room ?? null,
        amountCny: row.facts.amountCny ?? null,
        label: categoryOf(row.category).zh,
      },
    }
  }

  async function ofDrafts(told: DraftRow[], numbers: number[]): Promise<Item & { about: AboutItem }> {
    const readings = told.flatMap((row) => (row.reading ? [row.reading] : []))
    const [root] = readings as [Reading, ...Reading[]]
    const category = root.category && categories.has(root.category) ? categoryOf(root.category) : null
    const known = told.find((row) => row.joinsMatterId !== null)
    const [joins] = known
      ? (await store.db.select().from(matters)).filter((row) => row.id === known.joinsMatterId)
      : []
    const strongest = readings.reduce((a, b) => (rank(b) > rank(a) ? b : a))
    const place = readings.map((one) => one.place).find((one) => one?.building) ?? root.place
    const people = readings.flatMap((one) => one.parties)
    return {
      ref: '',
      kind: root.kind,
      category: root.category,
      colour: strongest.colour,
      urgency: strongest.urgency,
      privacy: category?.privacy ?? null,
      location: placeOf(place, place === null),
      parties: [
        ...new Map(
          people.map((one) => [`${one.role} ${one.label}`, { role: one.role, who: one.label }]),
        ).values(),
      ],
      occurred: timeOf(root.time),
      messages: [...new Set(numbers)].sort((a, b) => a - b),
      rules: fired(readings),
      merged_with: joins && past.has(joins.number) ? joins.number : null,
      linked_with: [],
      route: category ? { lead: category.lead, co: category.co } : null,
      state: 'draft',
      about: {
        kind: root.kind,
        room: place?.room ?? null,
        amountCny: root.amount?.cny ?? null,
        label: category?.zh ?? null,
      },
    }
  }

  return { look, items }
}

/** B0 says that no rule fired: beside another it says nothing. */
function fired(readings: Reading[]): string[] {
  const rules = [...new Set(readings.flatMap((one) => one.rules))]
  return rules.length > 1 ? rules.filter((rule) => rule !== 'B0') : rules
}

function rank(reading: Reading): number {
  return ['blue', 'yellow', 'red'].indexOf(reading.colour ?? '') + (reading.urgency === 'emergency' ? 10 : 0)
}

function placeOf(place: PlaceReading | null, needsClarify: boolean): Record<string, unknown> {
  const {
    community = null,
    building = null,
    unit = null,
    floor = null,
    room = null,
    poi = null,
    precision = null,
  } = place ?? {}
  return { community, building, unit, floor, room, poi, precision, needs_clarify: needsClarify }
}

function timeOf(time: TimeReading | null): Record<string, unknown> | null {
  return time && { text: time.text, at: time.at, from: time.from, recurring: time.recurring }
}
