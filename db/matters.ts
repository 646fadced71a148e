import { and, desc, eq, getTableColumns, gte, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm'
import { mayTeach } from '../matters/correction.ts'
import { StaleError } from '../matters/errors.ts'
import type { fresh, Matter } from '../matters/matter.ts'
import type { PartyReading } from '../matters/reading.ts'
import { type Vault, vaultOf } from '../matters/vault.ts'
import { allOf } from './all-of.ts'
import { inBatches, perDatabase } from './batches.ts'
import type { Db, Tx } from './client.ts'
import { append, type Happening } from './events.ts'
import { nextIds } from './next-ids.ts'
import { links, matters, parties, reporters, serials } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

/** Who reported: known and sealed, or unknown, with the hash of the password they hold instead. */
export type Behind = Identity | { platform: string; passwordHash: string }

/** Null where they chose to stay unknown. */
export function knownOf(behind: Behind): Identity | null {
  return 'externalId' in behind ? behind : null
}

type MatterRow = typeof matters.$inferSelect
/** The rest is as in `fresh` of matters/matter.ts. */
export interface NewMatter extends Omit<Matter, keyof typeof fresh> {
  /** Numbers to learn from, where a correction comes; null for what is confidential. */
  features?: number[] | null
  foundBy: string
  source: string
  /** Else as in `fresh`. */
  level?: Matter['level']
  loop?: Matter['loop']
}

const { features: _, ...columns } = getTableColumns(matters)
/** A matter as it is looked at: what there is to learn from never leaves the database with it. */
export const told = columns

/**
 * Takes the next number of a community's day: AH-1117-02. It names no year, so a day of another year goes on counting
 * where the last one ended. A number that is taken and not used leaves a gap.
 */
export async function nextNumber(db: Db, code: string, localDay: string): Promise<string> {
  const day = localDay.slice(5)
  // Rows of earlier versions named the year as well.
  const last = sql`(select coalesce(max(next), 0) from ${serials} where code = ${code} and day like ${`%-${day}`})`
  const [row] = await db
    .insert(serials)
    .values({ code, day, next: sql`${last} + 1` })
    .onConflictDoUpdate({ target: [serials.code, serials.day], set: { next: sql`${serials.next} + 1` } })
    .returning({ n: serials.next })
  return `${code}-${day.replace('-', '')}-${String(row?.n).padStart(2, '0')}`
}

export function nextMatterId(db: Db): Promise<number> {
  return nextId(db)(null)
}

const nextId = perDatabase((db: Db) => inBatches((all: null[]) => nextIds(db, 'matters', all.length)))

/** Opens a matter with its parties, the people who reported it and what happened first. */
export function openMatter(
  seal: Seal,
  matter: NewMatter,
  with_: { parties: PartyReading[]; reporter: Behind | null; happenings: Happening[] },
): Change {
  return async (tx) => {
    const vault = vaultOf(matter.category)
    const { reporter } = with_
    const named = partyRows(seal, vault, matter.id, with_.parties, reporter && knownOf(reporter))
    await tx.insert(matters).overridingSystemValue().values(matter)
    await allOf([
      named.length > 0 ? tx.insert(parties).values(named) : undefined,
      reporter ? insertReporter(tx, seal, vault, matter.id, reporter, matter.openedAt) : undefined,
      append(tx, with_.happenings),
    ])
  }
}

/** One more person stands behind a matter. The same person twice is one. */
export function addReporter(seal: Seal, matterId: number, reporter: Behind, at: Date): Change {
  return async (tx) => {
    const known = knownOf(reporter)
    const standing = await tx.select().from(reporters).where(eq(reporters.matterId, matterId))
    const isThere = (row: { reporter: Buffer | null }) =>
      known !== null && row.reporter !== null && sameIdentity(seal.open(row.reporter, 'tip'), known)
    if (standing.some(isThere)) return
    await insertReporter(tx, seal, await vaultIn(tx, matterId), matterId, reporter, at)
  }
}

async function insertReporter(
  tx: Tx,
  seal: Seal,
  vault: Vault,
  matterId: number,
  reporter: Behind,
  at: Date,
): Promise<void> {
  const known = knownOf(reporter)
  await tx.insert(reporters).values({
    matterId,
    platform: reporter.platform,
    reporter: known && seal.close(known, vault),
    reporterHint: known && seal.hint(known, vault),
    passwordHash: 'passwordHash' in reporter ? reporter.passwordHash : null,
    at,
  })
}

async function vaultIn(tx: Tx, matterId: number): Promise<Vault> {
  const [row] = await tx.select({ category: matters.category }).from(matters).where(eq(matters.id, matterId))
  return row ? vaultOf(row.category) : 'tip'
}

/** Adds parties that later words named. Roles and labels that stand already are left alone. */
export function addParties(
  seal: Seal,
  matterId: number,
  found: PartyReading[],
  speaker: Identity | null,
): Change {
  return async (tx) => {
    const standing = await tx.select().from(parties).where(eq(parties.matterId, matterId))
    const fresh = found.filter(
      (party) => !standing.some((row) => row.role === party.role && row.label === party.label),
    )
    if (fresh.length === 0) return
    const vault = await vaultIn(tx, matterId)
    await tx.insert(parties).values(partyRows(seal, vault, matterId, fresh, speaker))
  }
}

/** Only the party who speaks is known at all, and sealed. */
function partyRows(
  seal: Seal,
  vault: Vault,
  matterId: number,
  found: PartyReading[],
  speaker: Identity | null,
) {
  return found.map(({ role, label, self }) => ({
    matterId,
    role,
    label,
    sealed: self && speaker ? seal.close(speaker, vault) : null,
  }))
}

/** Changes a matter that still has the version it was read with, and says what happened. */
export function changeMatter(matter: Matter, set: Partial<MatterRow>, happenings: Happening[]): Change {
  return async (tx) => {
    const changed = await tx
      .update(matters)
      .set({ ...set, ...(teachesNoMore(set) && { features: null }), version: matter.version + 1 })
      .where(and(eq(matters.id, matter.id), eq(matters.version, matter.version)))
      .returning({ id: matters.id })
    if (changed.length === 0) throw new StaleError(`matter ${matter.number} was changed meanwhile`)
    await append(tx, happenings)
  }
}

/** Ended, or turned out to be confidential. */
function teachesNoMore({ state, category }: Partial<MatterRow>): boolean {
  const over = state !== undefined && isEnded(state)
  return over || (category !== undefined && !mayTeach(category))
}

export function linkMatters(fromId: number, toId: number, at: Date): Change {
  return async (tx) => {
    await tx.insert(links).values({ fromId, toId, kind: 'linked', at }).onConflictDoNothing()
  }
}

export async function matterByNumber(db: Db, number: string): Promise<Matter | undefined> {
  const [row] = await db.select(told).from(matters).where(eq(matters.number, number))
  return row
}

export async function matterById(db: Db, id: number): Promise<Matter | undefined> {
  const [row] = await db.select(told).from(matters).where(eq(matters.id, id))
  return row
}

const ended = ['archived', 'merged', 'withdrawn', 'unfounded'] as const

/** Is nothing done about a matter in this state any more? */
export function isEnded(state: Matter['state']): boolean {
  return (ended as readonly string[]).includes(state)
}

/** Matters of these areas that are not ended, newest first. */
export async function openMatters(db: Db, areaIds: string[], options: { since?: Date; limit?: number } = {}) {
  if (areaIds.length === 0) return []
  const rows = await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        notInArray(matters.state, [...ended]),
        options.since ? gte(matters.openedAt, options.since) : undefined,
      ),
    )
    .orderBy(desc(matters.id))
    .limit(options.limit ?? 200)
  return rows
}

/** The newest matters of the whole deployment. Whoever asks passes each through `view`. */
export async function recentMatters(db: Db, limit: number): Promise<Matter[]> {
  return await db.select(told).from(matters).orderBy(desc(matters.id)).limit(limit)
}

/** Unfinished matters that are past their time and were not brought up today. */
export async function overdueMatters(db: Db, now: Date, today: string, limit: number): Promise<Matter[]> {
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.state, ['new', 'studied', 'assigned', 'handling']),
        lte(matters.dueAt, now),
        sql`${matters.nudgedOn} is distinct from ${today}`,
      ),
    )
    .orderBy(matters.dueAt)
    .limit(limit)
}

/** Once a matter and day: of two processes, one gets StaleError. */
export function markNudged(matterId: number, today: string): Change {
  return async (tx) => {
    const marked = await tx
      .update(matters)
      .set({ nudgedOn: today })
      .where(and(eq(matters.id, matterId), sql`${matters.nudgedOn} is distinct from ${today}`))
      .returning({ id: matters.id })
    if (marked.length === 0) throw new StaleError(`matter ${matterId} was brought up meanwhile`)
  }
}

/** Emergencies opened before then that nobody has taken and nobody was called for yet. */
export async function unansweredEmergencies(db: Db, openedBefore: Date): Promise<Matter[]> {
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        eq(matters.urgency, 'emergency'),
        isNull(matters.emergencyLiftedAt),
        isNull(matters.escalatedAt),
        eq(matters.state, 'new'),
        lte(matters.openedAt, openedBefore),
      ),
    )
}

export function escalate(matterId: number, at: Date): Change {
  return async (tx) => {
    const marked = await tx
      .update(matters)
      .set({ escalatedAt: at })
      .where(and(eq(matters.id, matterId), isNull(matters.escalatedAt)))
      .returning({ id: matters.id })
    if (marked.length === 0) throw new StaleError(`matter ${matterId} was escalated meanwhile`)
  }
}

export async function partiesOf(db: Db, matterId: number): Promise<{ role: string; label: string }[]> {
  return await db
    .select({ role: parties.role, label: parties.label })
    .from(parties)
    .where(eq(parties.matterId, matterId))
    .orderBy(parties.id)
}
