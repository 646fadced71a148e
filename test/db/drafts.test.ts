import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Store } from '../../db/client.ts'
import {
  adoptSiblings,
  closeDraft,
  draftById,
  draftHours,
  draftsByMessage,
  draftsOf,
  expiredDrafts,
  type NewDraft,
  nextDraftId,
  openDraft,
  reviseDraft,
} from '../../db/drafts.ts'
import { findText } from '../../db/find-text.ts'
import { areas, drafts, links, matters } from '../../db/schema/index.ts'
import { createSeal, type Identity } from '../../db/seal.ts'
import { StaleError } from '../../matters/errors.ts'
import type { Reading } from '../../matters/reading.ts'
import { freshDatabase } from '../support/database.ts'

const seal = createSeal(Buffer.alloc(32, 1))
const at = new Date('2026-11-17T12:00:00+08:00')
const hour = 3_600_000
const zhang: Identity = { platform: 'sandbox', externalId: 'zhang' }
const wang: Identity = { platform: 'sandbox', externalId: 'wang' }

/** Somebody else whose twelve bits are the same: one in 4096 is. */
function doubleOf(one: Identity): Identity {
  for (let n = 0; ; n++) {
    const other = { platform: one.platform, externalId: `stranger${n}` }
    if (seal.hint(other) === seal.hint(one)) return other
  }
}

const reading: Reading = {
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  score: 0.9,
  choices: [],
  colour: 'blue',
  rules: [],
  urgency: 'normal',
  danger: null,
  guard: null,
  place: null,
  time: null,
  amount: null,
  parties: [],
  facts: {},
  signals: {},
  summary: '安和花园三期5号楼:邻里噪声',
}

let store: Store
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  store = connect(database.url, { connections: 4 })
  await store.db.insert(areas).values({ id: 'anhe', kind: 'community', name: '安和社区' })
})
afterAll(async () => {
  await store.close()
  await drop()
})
afterEach(() => store.sql`truncate drafts, links, matters cascade`)

async function opened(set: Partial<NewDraft> = {}) {
  const id = await nextDraftId(store.db)
  const draft = { id, reporter: zhang, groupId: null, areaId: 'anhe', reading, messageIds: [`m${id}`] }
  await store.db.transaction(openDraft(seal, { ...draft, foundBy: 'resident', source: 'dm', at, ...set }))
  const row = await draftById(store.db, id)
  if (!row) throw new Error('no draft was opened')
  return row
}

async function stored(id: number) {
  const [row] = await store.db.select().from(drafts).where(eq(drafts.id, id))
  return row
}

describe('a draft', () => {
  it('is found by its reporter, newest first', async () => {
    const first = await opened()
    const second = await opened()
    expect((await draftsOf(store.db, seal, zhang)).map((one) => one.id)).toEqual([second.id, first.id])
  })

  it('is found by nobody else, not even by one with the same twelve bits', async () => {
    await opened()
    const double = doubleOf(zhang)
    expect(seal.hint(double)).toBe(seal.hint(zhang))
    expect(await draftsOf(store.db, seal, double)).toEqual([])
    expect(await draftsOf(store.db, seal, wang)).toEqual([])
    expect(await draftsOf(store.db, seal, { ...zhang, platform: 'lark' })).toEqual([])
  })

  it('of the other with the same twelve bits stays theirs', async () => {
    const double = doubleOf(zhang)
    const mine = await opened()
    const theirs = await opened({ reporter: double })
    expect((await draftsOf(store.db, seal, zhang)).map((one) => one.id)).toEqual([mine.id])
    expect((await draftsOf(store.db, seal, double)).map((one) => one.id)).toEqual([theirs.id])
  })

  it('holds its reporter in no readable form', async () => {
    await opened({ reporter: { platform: 'sandbox', externalId: 'wxid_dama' } })
    expect(await findText(store.sql, 'wxid_dama')).toEqual([])
    const [row] = await store.db.select().from(drafts)
    expect(row?.reporter.includes('wxid_dama')).toBe(false)
  })

  it('asks for the category first where the reader was not sure', async () => {
    expect((await opened()).asks).toBe('confirm')
    expect((await opened({ reading: { ...reading, category: null } })).asks).toBe('category')
  })

  it('is found by the message it rests on, on that platform only', async () => {
    const { id } = await opened({ messageIds: ['a', 'b'] })
    expect((await draftsByMessage(store.db, 'sandbox', 'b')).map((one) => one.id)).toEqual([id])
    expect(await draftsByMessage(store.db, 'lark', 'b')).toEqual([])
    expect(await draftsByMessage(store.db, 'sandbox', 'c')).toEqual([])
  })
})

describe('a draft that is revised', () => {
  it('has the new reading and one version more', async () => {
    const draft = await opened()
    await store.db.transaction(
      reviseDraft(draft, { reading: { ...reading, colour: 'yellow' }, asks: 'amend' }),
    )
    expect(await stored(draft.id)).toMatchObject({
      version: 2,
      asks: 'amend',
      reading: { colour: 'yellow' },
      state: 'open',
    })
  })

  it('by two at once is revised by the first; the second is asked to read again', async () => {
    const draft = await opened()
    const both = ['yellow', 'red'].map((colour) =>
      store.db.transaction(reviseDraft(draft, { reading: { ...reading, colour: colour as 'red' } })),
    )
    const settled = await Promise.allSettled(both)
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(settled.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(StaleError)
    expect((await stored(draft.id))?.version).toBe(2)
  })

  it('cannot be closed any more with the version from before', async () => {
    const draft = await opened()
    await store.db.transaction(reviseDraft(draft, { asks: 'amend' }))
    await expect(store.db.transaction(closeDraft(draft, 'confirmed'))).rejects.toBeInstanceOf(StaleError)
    expect((await stored(draft.id))?.state).toBe('open')
  })
})

describe('a draft that is closed', () => {
  it.each(['confirmed', 'withdrawn', 'expired'] as const)(
    '%s keeps nothing of what was told',
    async (state) => {
      const draft = await opened({
        reading: { ...reading, summary: '柳岸里的一句话' },
        messageIds: ['wx-4711'],
      })
      await store.db.transaction(closeDraft(draft, state))
      expect(await stored(draft.id)).toMatchObject({ state, reading: null, reporterHint: 0, messageIds: [] })
      expect((await stored(draft.id))?.reporter).toHaveLength(0)
      for (const word of ['柳岸里的一句话', 'wx-4711', 'dispute.neighbor.noise'])
        expect(await findText(store.sql, word)).toEqual([])
    },
  )

  it('is found by nobody, by no message and by no number', async () => {
    const draft = await opened({ messageIds: ['a'] })
    await store.db.transaction(closeDraft(draft, 'withdrawn'))
    expect(await draftsOf(store.db, seal, zhang)).toEqual([])
    expect(await draftsByMessage(store.db, 'sandbox', 'a')).toEqual([])
    expect(await draftById(store.db, draft.id)).toBeUndefined()
  })

  it('does not stand in the way of one whose hint is nought', async () => {
    const closed = await opened()
    await store.db.transaction(closeDraft(closed, 'withdrawn'))
    let nought: Identity = zhang
    for (let n = 0; seal.hint(nought) !== 0; n++) nought = { platform: 'sandbox', externalId: `nought${n}` }
    const theirs = await opened({ reporter: nought })
    expect((await draftsOf(store.db, seal, nought)).map((one) => one.id)).toEqual([theirs.id])
  })

  it('cannot be closed or revised again', async () => {
    const draft = await opened()
    await store.db.transaction(closeDraft(draft, 'confirmed'))
    const now = { ...draft, version: draft.version + 1 }
    for (const again of [closeDraft(draft, 'withdrawn'), closeDraft(now, 'withdrawn'), reviseDraft(now, {})])
      await expect(store.db.transaction(again)).rejects.toBeInstanceOf(StaleError)
    expect((await stored(draft.id))?.state).toBe('confirmed')
  })

  it('by two at once is closed once', async () => {
    const draft = await opened()
    const settled = await Promise.allSettled(
      (['confirmed', 'withdrawn'] as const).map((state) => store.db.transaction(closeDraft(draft, state))),
    )
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a draft that nobody confirms', () => {
  it('is due after 24 hours and not a moment before', async () => {
    const draft = await opened()
    const due = new Date(at.getTime() + 24 * hour)
    expect(draftHours).toBe(24)
    expect(await expiredDrafts(store.db, new Date(due.getTime() - 1), 10)).toEqual([])
    expect((await expiredDrafts(store.db, due, 10)).map((one) => one.id)).toEqual([draft.id])
    await store.db.transaction(closeDraft(draft, 'expired'))
    expect(await expiredDrafts(store.db, due, 10)).toEqual([])
  })

  it('comes the oldest first, and no more at a time than asked for', async () => {
    const late = await opened({ at: new Date(at.getTime() + hour) })
    const early = await opened()
    const due = await expiredDrafts(store.db, new Date(at.getTime() + 48 * hour), 1)
    expect(due.map((one) => one.id)).toEqual([early.id])
    expect(late.id).toBeLessThan(early.id)
  })
})

describe('when one of several drafts of a story is confirmed', () => {
  async function matterCalled(number: string): Promise<number> {
    const [row] = await store.db
      .insert(matters)
      .values({
        number,
        kind: 'dispute',
        category: 'dispute.neighbor.noise',
        urgency: 'normal',
        privacy: 'restricted',
        foundBy: 'resident',
        source: 'group',
        summary: '',
        areaId: 'anhe',
        leadDepartment: 'grid_worker',
        state: 'new',
        openedAt: at,
      })
      .returning()
    return row?.id ?? 0
  }

  it('the others will join its matter, whichever was told first, and strangers will not', async () => {
    const first = await opened()
    const second = await opened({ reporter: wang, sameAs: first.id })
    const third = await opened({ reporter: doubleOf(zhang), sameAs: first.id })
    const elsewhere = await opened()
    const matterId = await matterCalled('AH-1117-01')
    await store.db.transaction(adoptSiblings(second, matterId, at))
    const joins = await Promise.all([first, second, third, elsewhere].map((one) => stored(one.id)))
    expect(joins.map((row) => row?.joinsMatterId ?? null)).toEqual([matterId, null, matterId, null])
    expect(joins.map((row) => row?.becameMatterId ?? null)).toEqual([null, matterId, null, null])
  })

  it('the matters of the two halves of one report are linked once, in whichever order they are confirmed', async () => {
    const whole = await opened()
    const half = await opened({ besideOf: whole.id })
    const [one, other] = [await matterCalled('AH-1117-01'), await matterCalled('AH-1117-02')]
    await store.db.transaction(adoptSiblings(half, one, at))
    expect(await store.db.select().from(links)).toEqual([])
    await store.db.transaction(adoptSiblings(whole, other, at))
    await store.db.transaction(adoptSiblings(whole, other, at))
    expect(await store.db.select().from(links)).toMatchObject([{ fromId: one, toId: other, kind: 'linked' }])
  })
})
