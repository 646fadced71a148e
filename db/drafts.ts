import { and, arrayContains, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { mayTeach } from '../matters/correction.ts'
import { StaleError } from '../matters/errors.ts'
import type { Reading } from '../matters/reading.ts'
import { allOf } from './all-of.ts'
import { inBatches, perDatabase } from './batches.ts'
import type { Db } from './client.ts'
import { dropWithDraft, followDraft } from './corrections.ts'
import { linkMatters } from './matters.ts'
import { nextIds } from './next-ids.ts'
import { drafts } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

export type DraftRow = typeof drafts.$inferSelect
export interface Draft extends DraftRow {
  reading: Reading
}

export interface NewDraft {
  id: number
  reporter: Identity
  groupId: number | null
  areaId: string | null
  reading: Reading
  messageIds: string[]
  /** Numbers to learn from, where a correction comes; kept for what is not confidential. */
  features?: number[] | null
  sameAs?: number
  besideOf?: number
  besideMatterId?: number
  joinsMatterId?: number
  foundBy: string
  source: string
  at: Date
}

/** As a literal: planned without its value, a statement would pass the partial indexes by. */
const isOpen = sql`${drafts.state} = 'open'`

/** A draft unconfirmed after this long is gone (rule M-5). */
export const draftHours = 24

/** Takes the next draft id, so that the card which shows it can be written in the same breath. */
export function nextDraftId(db: Db): Promise<number> {
  return nextId(db)(null)
}

const nextId = perDatabase((db: Db) => inBatches((all: null[]) => nextIds(db, 'drafts', all.length)))

export function openDraft(seal: Seal, draft: NewDraft): Change {
  return async (tx) => {
    const { reporter, at, ...rest } = draft
    await tx
      .insert(drafts)
      .overridingSystemValue()
      .values({
        ...rest,
        features: mayTeach(rest.reading.category) ? (rest.features ?? null) : null,
        at,
        platform: reporter.platform,
        reporter: seal.close(reporter),
        reporterHint: seal.hint(reporter),
        asks: rest.reading.category ? 'confirm' : 'category',
        expiresAt: new Date(at.getTime() + draftHours * 3600_000),
      })
  }
}

/** Changes an open draft that still has the version it was read with. */
export function reviseDraft(
  draft: DraftRow,
  set: Partial<
    Pick<DraftRow, 'reading' | 'messageIds' | 'features' | 'asks' | 'sameAs' | 'joinsMatterId' | 'refinedAt'>
  >,
): Change {
  const withoutFeatures = set.reading && !mayTeach(set.reading.category) ? { features: null } : {}
  return async (tx) => {
    const changed = await tx
      .update(drafts)
      .set({ ...set, ...withoutFeatures, version: draft.version + 1 })
      .where(and(eq(drafts.id, draft.id), eq(drafts.version, draft.version), eq(drafts.state, 'open')))
      .returning({ id: drafts.id })
    if (changed.length === 0) throw new StaleError(`draft ${draft.id} was changed meanwhile`)
  }
}

/** Ends a draft. What was read is erased at once; the row only says that there was one, and how it ended. */
export function closeDraft(draft: DraftRow, state: 'confirmed' | 'withdrawn' | 'expired'): Change {
  return async (tx) => {
    const changed = await tx
      .update(drafts)
      .set({
        state,
        reading: null,
        reporter: Buffer.alloc(0),
        reporterHint: 0,
        messageIds: [],
        features: null,
        version: draft.version + 1,
      })
      .where(and(eq(drafts.id, draft.id), eq(drafts.version, draft.version), eq(drafts.state, 'open')))
      .returning({ id: drafts.id })
    if (changed.length === 0) throw new StaleError(`draft ${draft.id} was changed meanwhile`)
    if (state !== 'confirmed') await dropWithDraft(draft.id)(tx)
  }
}

/** This person's own open drafts, newest first. Nobody else can be asked for. */
export async function draftsOf(db: Db, seal: Seal, reporter: Identity): Promise<Draft[]> {
  const hinted = await openWithHint(db)(seal.hint(reporter))
  const own = hinted.filter((row) => sameIdentity(seal.open(row.reporter), reporter)).map(({ id }) => id)
  if (own.length === 0) return []
  const rows = await db
    .select()
    .from(drafts)
    .where(and(inArray(drafts.id, own), isOpen))
    .orderBy(desc(drafts.id))
  return withReading(rows)
}

type Hinted = Pick<DraftRow, 'id' | 'reporter' | 'reporterHint'>

const openWithHint = perDatabase((db: Db) =>
  inBatches(async (hints: number[]): Promise<Hinted[][]> => {
    const rows = await db.execute<Hinted & Record<string, unknown>>(sql`
      select id, reporter, reporter_hint as "reporterHint" from drafts
      where reporter_hint = any(${sql.param(hints)}) and state = 'open'`)
    return hints.map((hint) => rows.filter((row) => row.reporterHint === hint))
  }),
)

/** Open drafts that rest on this message. */
export async function draftsByMessage(db: Db, platform: string, messageId: string): Promise<Draft[]> {
  const rows = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.platform, platform), isOpen, arrayContains(drafts.messageIds, [messageId])))
  return withReading(rows)
}

/** Open drafts that were told in this group since then, the latest first, whoever told them. */
export async function draftsInGroup(db: Db, groupId: number, since: Date): Promise<Draft[]> {
  const rows = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.groupId, groupId), isOpen, gte(drafts.at, since)))
    .orderBy(desc(drafts.id))
    .limit(20)
  return withReading(rows)
}

export async function draftById(db: Db, id: number): Promise<Draft | undefined> {
  const rows = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), isNotNull(drafts.reading)))
  return withReading(rows)[0]
}

/** Do other open drafts tell the same as this one, or the other half of it? */
export async function hasSiblings(db: Db, id: number): Promise<boolean> {
  const rows = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(isOpen, sql`(${drafts.sameAs} = ${id} or ${drafts.besideOf} = ${id})`))
    .limit(1)
  return rows.length > 0
}

/** Open drafts past their time. */
export async function expiredDrafts(db: Db, now: Date, limit: number): Promise<DraftRow[]> {
  return await db
    .select()
    .from(drafts)
    .where(and(isOpen, lte(drafts.expiresAt, now)))
    .orderBy(drafts.expiresAt)
    .limit(limit)
}

function withReading(rows: DraftRow[]): Draft[] {
  return rows.flatMap((row) => (row.reading ? [{ ...row, reading: row.reading }] : []))
}

/**
 * A draft became a matter: the open drafts that tell the same story will join it when they are confirmed, and the
 * matter of the other half of the same report is linked.
 */
export function adoptSiblings(draft: DraftRow, matterId: number, at: Date): Change {
  return async (tx) => {
    const root = draft.sameAs ?? draft.id
    const join = tx
      .update(drafts)
      .set({ joinsMatterId: matterId, version: sql`${drafts.version} + 1` })
      .where(
        and(
          isOpen,
          sql`${drafts.id} <> ${draft.id} and (${drafts.id} = ${root} or ${drafts.sameAs} = ${root})`,
        ),
      )
    const become = tx.update(drafts).set({ becameMatterId: matterId }).where(eq(drafts.id, draft.id))
    await allOf([join, become, followDraft(draft.id, matterId)(tx)])
    const halves = await tx
      .select({ matterId: drafts.becameMatterId })
      .from(drafts)
      .where(
        sql`${drafts.becameMatterId} is not null and (${drafts.besideOf} = ${draft.id} or ${drafts.id} = ${draft.besideOf})`,
      )
    for (const half of halves) {
      if (half.matterId) await linkMatters(half.matterId, matterId, at)(tx)
    }
  }
}
