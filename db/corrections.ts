import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { type CorrectionKind, correctionDays, mayTeach } from '../matters/correction.ts'
import type { Matter } from '../matters/matter.ts'
import type { CategoryId } from '../matters/taxonomy.ts'
import { atLocal, localDate } from '../matters/working-time.ts'
import type { Db, Tx } from './client.ts'
import type { Draft } from './drafts.ts'
import { corrections, matters } from './schema/index.ts'
import type { Change } from './write.ts'

export interface Correction {
  kind: CorrectionKind
  /** What was put right, as it was read before. `dropped`: a draft that this ends, whose row leads nowhere any more. */
  of: { draft: Draft } | { matter: Pick<Matter, 'id' | 'category'> } | { dropped: Draft }
  /**
   * The reader's answer and the right one: category ids, colours, precisions of a place ('building'), for a merge
   * 'apart' or 'same', for what was no report 'none'. Never words, numbers of buildings or names.
   */
  said: string | null
  right: string
  /** A role, never who. */
  byRole: string
  at: Date
}

/**
 * Keeps what a person put right, in the same Write as the change itself and before it: a matter that ends loses its
 * features. One row a draft or matter and kind: the reader's first answer stays, the last word of a person counts, and
 * where that is what the reader had said, nothing is left.
 */
export function correction(told: Correction): Change {
  return async (tx) => {
    const row = {
      kind: told.kind,
      at: atLocal(localDate(told.at), '00:00'),
      said: told.said,
      right: told.right,
      byRole: told.byRole,
      features: await featuresFor(tx, told),
      certainty: 'matter' in told.of ? null : certaintyOf(told.of),
    }
    const last = { right: row.right, byRole: row.byRole, at: row.at, features: row.features }
    if ('dropped' in told.of) await tx.insert(corrections).values(row)
    else if ('draft' in told.of)
      await tx
        .insert(corrections)
        .values({ ...row, draftId: told.of.draft.id })
        .onConflictDoUpdate({ target: [corrections.draftId, corrections.kind], set: last })
    else
      await tx
        .insert(corrections)
        .values({ ...row, matterId: told.of.matter.id })
        .onConflictDoUpdate({
          target: [corrections.matterId, corrections.kind],
          targetWhere: sql`draft_id is null`,
          set: last,
        })
    await tx.delete(corrections).where(and(agreed, ofSame(told)))
  }
}

const agreed = sql`${corrections.kind} in ('category', 'colour') and ${corrections.said} = ${corrections.right}`

function ofSame({ of, kind }: Correction) {
  if ('draft' in of) return and(eq(corrections.draftId, of.draft.id), eq(corrections.kind, kind))
  if ('matter' in of)
    return and(
      eq(corrections.matterId, of.matter.id),
      isNull(corrections.draftId),
      eq(corrections.kind, kind),
    )
  return sql`false`
}

/** Of confidential matters the labels alone are kept, whichever of the two answers makes it one. */
async function featuresFor(tx: Tx, { kind, of, said, right }: Correction): Promise<number[]> {
  const labels: (CategoryId | null)[] = kind === 'category' ? [said, right] : []
  if ('matter' in of) {
    if (![of.matter.category, ...labels].every(mayTeach)) return []
    const [row] = await tx
      .select({ features: matters.features })
      .from(matters)
      .where(eq(matters.id, of.matter.id))
    return row?.features ?? []
  }
  const draft = draftIn(of)
  return [draft.reading.category, ...labels].every(mayTeach) ? (draft.features ?? []) : []
}

function draftIn(of: { draft: Draft } | { dropped: Draft }): Draft {
  return 'draft' in of ? of.draft : of.dropped
}

function certaintyOf(of: { draft: Draft } | { dropped: Draft }): number {
  return draftIn(of).reading.score
}

/** A draft became part of a matter: what was put right on it lives and dies with that. */
export function followDraft(draftId: number, matterId: number): Change {
  return async (tx) => {
    await tx.update(corrections).set({ matterId }).where(eq(corrections.draftId, draftId))
  }
}

/** A draft that is dropped takes what was put right on it along. */
export function dropWithDraft(draftId: number): Change {
  return async (tx) => {
    await tx.delete(corrections).where(and(eq(corrections.draftId, draftId), isNull(corrections.matterId)))
  }
}

/** A matter whose people are forgotten takes every correction of it along. */
export function dropWithMatter(matterId: number): Change {
  return async (tx) => {
    await tx.delete(corrections).where(eq(corrections.matterId, matterId))
  }
}

/** Is there any correction older than a year? */
export async function hasOldCorrections(db: Db, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: corrections.id })
    .from(corrections)
    .where(lt(corrections.at, yearBefore(now)))
    .limit(1)
  return rows.length > 0
}

export function forgetOldCorrections(now: Date): Change {
  return async (tx) => {
    await tx.delete(corrections).where(lt(corrections.at, yearBefore(now)))
  }
}

function yearBefore(now: Date): Date {
  return new Date(now.getTime() - correctionDays * 24 * 3_600_000)
}

export interface Lesson {
  kind: CorrectionKind
  features: number[]
  said: string | null
  right: string
}

/** Everything there is to learn from: corrections that have features, in no order of persons or days. */
export async function exportCorrections(db: Db): Promise<Lesson[]> {
  return await db
    .select({
      kind: corrections.kind,
      features: corrections.features,
      said: corrections.said,
      right: corrections.right,
    })
    .from(corrections)
    .where(sql`cardinality(${corrections.features}) > 0`)
    .orderBy(corrections.kind, corrections.right, corrections.features)
}
