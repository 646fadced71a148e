import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { connect, type Store } from '../../db/client.ts'
import { append, type Happening, record, sealChain, timeline } from '../../db/events.ts'
import { areas, events, matters, people } from '../../db/schema/index.ts'
import { freshDatabase } from '../support/database.ts'

const at = new Date('2026-11-17T12:00:00.123+08:00')
let store: Store
let drop: () => Promise<void>
let zhou: number
let lin: number

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  store = connect(database.url, { connections: 4 })
  const staff = await store.db
    .insert(people)
    .values([{ name: '周警官' }, { name: '网格员小林' }])
    .returning()
  ;[zhou, lin] = staff.map((one) => one.id) as [number, number]
  await store.db.insert(areas).values({ id: 'anhe', kind: 'community', name: '安和社区' })
  const matter = {
    kind: 'dispute',
    category: 'dispute.neighbor.noise',
    urgency: 'normal',
    state: 'new',
  } as const
  await store.db.insert(matters).values(
    ['AH-1117-01', 'AH-1117-02'].map((number) => ({
      ...matter,
      number,
      privacy: 'restricted' as const,
      foundBy: 'resident',
      source: 'group',
      summary: '',
      areaId: 'anhe',
      leadDepartment: 'grid_worker',
      openedAt: at,
    })),
  )
})
afterAll(async () => {
  await store.close()
  await drop()
})
afterEach(() => emptied())

const happening = (set: Partial<Happening> = {}): Happening => ({
  matterId: 1,
  at,
  actorId: zhou,
  kind: 'logged',
  values: { note: '上门见了双方', day: 7 },
  ...set,
})
const happened = (...happenings: Happening[]) => store.db.transaction((tx) => append(tx, happenings))

describe('an event', () => {
  it('stands with everything that was said of it, oldest first', async () => {
    await happened(happening({ kind: 'studied', from: 'new', to: 'studied' }), happening({ actorId: null }))
    const told = await timeline(store.db, 1)
    expect(told).toMatchObject([
      { kind: 'studied', fromState: 'new', toState: 'studied', actorId: zhou, at },
      {
        kind: 'logged',
        fromState: null,
        toState: null,
        actorId: null,
        values: { note: '上门见了双方', day: 7 },
      },
    ])
    expect(await timeline(store.db, 2)).toEqual([])
  })

  it('has a salt of its own, so that equal ones have different digests', async () => {
    await happened(happening(), happening())
    const [one, other] = await timeline(store.db, 1)
    expect(one?.digest).toHaveLength(32)
    expect(one?.salt).toHaveLength(16)
    expect(one?.digest.equals(other?.digest ?? Buffer.alloc(0))).toBe(false)
  })

  it('is not there when the write it belongs to fails', async () => {
    const failing = store.db.transaction(async (tx) => {
      await record(happening())(tx)
      throw new Error('somebody was first')
    })
    await expect(failing).rejects.toThrow('somebody was first')
    expect(await timeline(store.db, 1)).toEqual([])
  })

  it('has no place in the chain until the sealing came by', async () => {
    await happened(happening())
    expect((await timeline(store.db, 1))[0]).toMatchObject({ chainSeq: null, chainHash: null })
    expect(await sealChain(store.sql)).toBe(1)
    expect((await timeline(store.db, 1))[0]).toMatchObject({ chainSeq: 1 })
    expect(await sealChain(store.sql)).toBe(0)
  })
})

describe('the chain', () => {
  beforeEach(async () => {
    await happened(
      happening({ kind: 'opened', to: 'new', actorId: null }),
      happening({ kind: 'studied', from: 'new', to: 'studied' }),
      happening({ kind: 'assigned', from: 'studied', to: 'assigned', values: { note: '交 网格员小林' } }),
      happening({ matterId: null, kind: 'refused', values: { what: 'unknown command' } }),
    )
    await sealChain(store.sql)
    await happened(happening({ kind: 'taken', actorId: lin, from: 'assigned', to: 'handling', values: {} }))
    await sealChain(store.sql)
  })

  it('is whole when nobody touched it', async () => {
    expect(await verifyChain(store.db)).toBeNull()
    const rows = await store.db.select().from(events).orderBy(asc(events.id))
    expect(rows.map((row) => row.chainSeq)).toEqual([1, 2, 3, 4, 5])
  })

  it('of nothing is whole', async () => {
    await emptied()
    expect(await verifyChain(store.db)).toBeNull()
  })

  it.each([
    ['a note', () => ({ values: { note: '交 周警官' } })],
    ['one letter of a key', () => ({ values: { nota: '交 网格员小林' } })],
    ['an added value', () => ({ values: { note: '交 网格员小林', more: 1 } })],
    ['who did it', () => ({ actorId: lin })],
    ['that it was the bot', () => ({ actorId: null })],
    ['when', () => ({ at: new Date(at.getTime() + 1) })],
    ['what', () => ({ kind: 'resolved' })],
    ['the matter', () => ({ matterId: 2 })],
    ['the state it came from', () => ({ fromState: 'new' })],
    ['the state it led to', () => ({ toState: 'handling' })],
    ['the salt', () => ({ salt: Buffer.alloc(16) })],
    ['the digest', () => ({ digest: Buffer.alloc(32) })],
    ['its link', () => ({ chainHash: Buffer.alloc(32) })],
  ])('breaks where %s was changed afterwards', async (_, set) => {
    await store.db.update(events).set(set()).where(eq(events.id, 3))
    expect(await verifyChain(store.db)).toBe(3)
  })

  it('breaks where two events changed places', async () => {
    await store.sql`update events set chain_seq = 99 where id = 2`
    await store.sql`update events set chain_seq = 2 where id = 3`
    await store.sql`update events set chain_seq = 3 where id = 2`
    expect(await verifyChain(store.db)).toBe(2)
  })

  it('breaks where two events exchanged what they tell', async () => {
    await store.sql`
      update events set digest = other.digest, salt = other.salt, values = other.values, kind = other.kind,
        from_state = other.from_state, to_state = other.to_state
      from events other where (events.id, other.id) in ((2, 3), (3, 2))`
    expect(await verifyChain(store.db)).toBe(2)
  })

  it('breaks where an event was taken out, also the first', async () => {
    await store.db.delete(events).where(eq(events.id, 3))
    expect(await verifyChain(store.db)).toBe(3)
    await store.db.delete(events).where(eq(events.id, 1))
    expect(await verifyChain(store.db)).toBe(1)
  })

  it('breaks where an event was slipped in', async () => {
    await store.sql`update events set chain_seq = chain_seq + 100 where chain_seq >= 3`
    await store.sql`
      insert into events (matter_id, at, kind, values_digest, digest, chain_seq, chain_hash)
      select matter_id, at, kind, values_digest, digest, 3, chain_hash from events where id = 3`
    await store.sql`update events set chain_seq = chain_seq - 99 where chain_seq > 100`
    expect(await verifyChain(store.db)).not.toBeNull()
  })

  it('breaks where an event lost its place and was sealed again at the end', async () => {
    await store.db.update(events).set({ chainSeq: null, chainHash: null }).where(eq(events.id, 2))
    await sealChain(store.sql)
    expect(await verifyChain(store.db)).toBe(2)
  })

  it('stays whole when what was told is erased together with its salt, of some or of all', async () => {
    await store.db.update(events).set({ values: null, salt: null }).where(eq(events.id, 3))
    expect(await verifyChain(store.db)).toBeNull()
    await store.db.update(events).set({ values: null, salt: null })
    expect(await verifyChain(store.db)).toBeNull()
    await happened(happening())
    await sealChain(store.sql)
    expect(await verifyChain(store.db)).toBeNull()
  })

  it('with erased values still proves order and completeness', async () => {
    await store.db.update(events).set({ values: null, salt: null })
    await store.db.delete(events).where(eq(events.id, 2))
    expect(await verifyChain(store.db)).toBe(2)
  })

  it('does not depend on the zone or the order in which jsonb gives keys back', async () => {
    await happened(
      happening({ values: { zebra: 1, a: { b: [1, { d: null, c: 'x' }] }, 短: '长', aa: true } }),
    )
    await sealChain(store.sql)
    expect(await verifyChain(store.db)).toBeNull()
  })

  it('breaks where its last event was taken off', async () => {
    await store.db.delete(events).where(eq(events.id, 5))
    expect(await verifyChain(store.db)).not.toBeNull()
  })

  it.each([
    ['who did it', () => ({ actorId: lin })],
    ['what', () => ({ kind: 'resolved' })],
    ['the matter', () => ({ matterId: 2 })],
  ])('breaks where %s was changed of an event whose values are erased', async (_, set) => {
    await store.db
      .update(events)
      .set({ values: null, salt: null, ...set() })
      .where(eq(events.id, 3))
    expect(await verifyChain(store.db)).toBe(3)
  })
})

describe('any values that jsonb can hold', () => {
  it('are found unchanged by the check, dates and gaps included', async () => {
    const dated = fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-12-31') })
    const leaf = fc.oneof(fc.jsonValue({ maxDepth: 2 }), dated, fc.constant(undefined))
    const anyValues = fc.array(fc.dictionary(fc.string(), leaf, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(anyValues, async (list) => {
        await emptied()
        await happened(...list.map((values) => happening({ values: values as Record<string, unknown> })))
        await sealChain(store.sql)
        expect(await verifyChain(store.db)).toBeNull()
      }),
      { numRuns: 25 },
    )
  })
})

describe('sealing', () => {
  it('goes on in batches until nothing is open', async () => {
    await happened(...Array.from({ length: 7 }, () => happening()))
    const sealed = []
    for (let n = 1; n > 0; ) {
      n = await sealChain(store.sql, 3)
      sealed.push(n)
    }
    expect(sealed).toEqual([3, 3, 1, 0])
    expect(await verifyChain(store.db)).toBeNull()
  })

  it('by several processes at once gives one chain without a gap', async () => {
    await happened(...Array.from({ length: 60 }, () => happening()))
    const process = async () => {
      for (let idle = 0; idle < 3; ) {
        const n = await sealChain(store.sql, 4)
        idle = n === 0 ? idle + 1 : 0
      }
    }
    const writer = async () => {
      for (let n = 0; n < 20; n++) await happened(happening({ actorId: lin }))
    }
    await Promise.all([process(), process(), process(), writer(), writer()])
    while ((await sealChain(store.sql)) > 0);
    const rows = await store.db.select({ seq: events.chainSeq }).from(events).orderBy(asc(events.chainSeq))
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    expect(await verifyChain(store.db)).toBeNull()
  })

  it('while another seals gives way instead of waiting', async () => {
    await happened(happening())
    await store.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(7020111)`
      expect(await sealChain(store.sql)).toBe(0)
    })
    expect(await sealChain(store.sql)).toBe(1)
  })

  it('takes up an event that was committed late, behind those already sealed', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let written = () => {}
    const begun = new Promise<void>((resolve) => {
      written = resolve
    })
    const slow = store.db.transaction(async (tx) => {
      await append(tx, [happening({ kind: 'slow' })])
      written()
      await held
    })
    await begun
    await happened(happening({ kind: 'quick' }))
    expect(await sealChain(store.sql)).toBe(1)
    release()
    await slow
    expect(await sealChain(store.sql)).toBe(1)
    const rows = await store.db.select().from(events).orderBy(asc(events.chainSeq))
    expect(rows.map((row) => row.kind)).toEqual(['quick', 'slow'])
    expect(await verifyChain(store.db)).toBeNull()
  })
})

/** An empty chain: no events, no head. */
async function emptied(): Promise<void> {
  await store.sql`truncate events restart identity`
  await store.sql`delete from settings where key = 'chain.head'`
}
