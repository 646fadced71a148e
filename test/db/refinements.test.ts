import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Store } from '../../db/client.ts'
import { type Draft, draftById, openDraft, reviseDraft } from '../../db/drafts.ts'
import { addTokens } from '../../db/model-ledger.ts'
import {
  claimRefinements,
  endRefinement,
  openRefinements,
  refineLater,
  sweepRefinements,
} from '../../db/refinements.ts'
import { commit } from '../../db/write.ts'
import { StaleError } from '../../matters/errors.ts'
import type { Reading } from '../../matters/reading.ts'
import { freshDatabase } from '../support/database.ts'
import { seal } from '../support/story.ts'

let store: Store
let drop: () => Promise<void>
beforeEach(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  store = connect(fresh.url, { connections: 4 })
})
afterEach(async () => {
  await store.close()
  await drop()
})

const saidAt = new Date('2026-11-17T12:00:00+08:00')
const reading = { category: null, kind: null, choices: [], parties: [], facts: {} } as unknown as Reading

async function draftWith(words: string): Promise<Draft> {
  const [row] = await store.sql<
    { id: number }[]
  >`select nextval(pg_get_serial_sequence('drafts', 'id'))::int as id`
  const id = row?.id ?? 0
  const reporter = { platform: 'sandbox', externalId: 'zhang' }
  const open = openDraft(seal, {
    ...{ id, reporter, groupId: null, areaId: null, reading, messageIds: ['m1'] },
    ...{ foundBy: 'resident', source: 'dm', at: saidAt },
  })
  await commit(store.db, {
    changes: [open, refineLater({ draftId: id, draftVersion: 1, words, saidAt })],
    posts: [],
  })
  return (await draftById(store.db, id)) as Draft
}

describe('a draft that waits for the model', () => {
  it('is taken by one of several processes, with its words and when they were said', async () => {
    const { id } = await draftWith('那三千他不给')
    const taken = (await Promise.all([1, 2, 3, 4].map(() => claimRefinements(store.sql, 8, 30)))).flat()
    expect(taken).toMatchObject([{ draftId: id, draftVersion: 1, words: '那三千他不给', saidAt }])
  })

  it('is taken again where its process died, once, and then no more', async () => {
    await draftWith('那三千他不给')
    expect(await claimRefinements(store.sql, 8, 0)).toHaveLength(1)
    expect(await claimRefinements(store.sql, 8, 0)).toHaveLength(1)
    expect(await claimRefinements(store.sql, 8, 0)).toHaveLength(0)
    expect(await openRefinements(store.sql)).toBe(0)
  })

  it('is ended by whoever holds it, and by nobody else', async () => {
    await draftWith('那三千他不给')
    const [first] = await claimRefinements(store.sql, 8, 0)
    const [second] = await claimRefinements(store.sql, 8, 30)
    if (!first || !second) throw new Error('not taken twice')
    const end = (row: typeof first) => commit(store.db, { changes: [], posts: [] }, endRefinement(row))
    await expect(end(first)).rejects.toThrow(StaleError)
    await end(second)
    expect(await openRefinements(store.sql)).toBe(0)
  })

  it('waits no longer, nor do its words, when it was changed or ended', async () => {
    const draft = await draftWith('那三千他不给')
    await commit(store.db, { changes: [reviseDraft(draft, { asks: 'amend' })], posts: [] })
    expect(await claimRefinements(store.sql, 8, 30)).toEqual([])
    expect(await openRefinements(store.sql)).toBe(0)
  })

  it('takes the words along that waited for it already', async () => {
    const draft = await draftWith('那三千他不给')
    const more = refineLater({ draftId: draft.id, draftVersion: 2, words: '借条都有', saidAt })
    await commit(store.db, { changes: [reviseDraft(draft, { asks: 'confirm' }), more], posts: [] })
    expect(await claimRefinements(store.sql, 8, 30)).toMatchObject([
      { draftVersion: 2, words: '那三千他不给\n借条都有' },
    ])
  })

  it('keeps its words two minutes at most, whether anybody asks or not', async () => {
    await draftWith('那三千他不给')
    await store.sql`update refinements set created_at = clock_timestamp() - interval '121 seconds'`
    await sweepRefinements(store.sql)
    expect(await openRefinements(store.sql)).toBe(0)
    await draftWith('又一件')
    await store.sql`update refinements set created_at = clock_timestamp() - interval '121 seconds'`
    expect(await claimRefinements(store.sql, 8, 30)).toEqual([])
    expect(await openRefinements(store.sql)).toBe(0)
  })

  it('goes with its draft', async () => {
    const { id } = await draftWith('那三千他不给')
    await store.sql`delete from drafts where id = ${id}`
    expect(await openRefinements(store.sql)).toBe(0)
  })
})

describe('the day’s tokens', () => {
  it('are summed over all who add at once, and begin anew with the day', async () => {
    const sums = await Promise.all(Array.from({ length: 20 }, () => addTokens(store.sql, '2026-11-17', 100)))
    expect(Math.max(...sums)).toBe(2000)
    expect(await addTokens(store.sql, '2026-11-17', -500)).toBe(1500)
    expect(await addTokens(store.sql, '2026-11-18', 70)).toBe(70)
    expect(await addTokens(store.sql, '2026-11-17', -1500)).toBe(70)
  })
})
