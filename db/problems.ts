import { and, asc, count, eq, gte, inArray, isNotNull, lt, ne } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { problems } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

export type Problem = typeof problems.$inferSelect

export function addProblem(problem: typeof problems.$inferInsert & { id: number }): Change {
  return async (tx) => {
    await tx.insert(problems).overridingSystemValue().values(problem)
  }
}

export async function problemById(db: Db, id: number): Promise<Problem | undefined> {
  const [row] = await db.select().from(problems).where(eq(problems.id, id))
  return row
}

/** Moves a problem on from the state it was read in; another was faster: StaleError. */
export function changeProblem(problem: Problem, set: Partial<Problem>): Change {
  return async (tx) => {
    const changed = await tx
      .update(problems)
      .set(set)
      .where(and(eq(problems.id, problem.id), eq(problems.state, problem.state)))
      .returning({ id: problems.id })
    if (changed.length === 0) throw new StaleError(`problem ${problem.id} was changed meanwhile`)
  }
}

/** Problems of these areas whose asker has not said they are settled. */
export async function openProblems(db: Db, areaIds: string[]): Promise<Problem[]> {
  if (areaIds.length === 0) return []
  return await db
    .select()
    .from(problems)
    .where(and(inArray(problems.areaId, areaIds), ne(problems.state, 'closed')))
    .orderBy(asc(problems.id))
}

/** Open problems that this member of a group asked, found by unsealing each. */
export async function problemsAskedBy(db: Db, seal: Seal, identity: Identity): Promise<Problem[]> {
  const rows = await db.select().from(problems).where(isNotNull(problems.asker))
  return rows.filter(({ asker }) => asker !== null && sameIdentity(seal.open(asker), identity))
}

/** How many were put on the list in a span, and how many of those are closed by now. */
export async function problemFigures(db: Db, areaIds: string[], span: { from: Date; to: Date }) {
  if (areaIds.length === 0) return { found: 0, settled: 0 }
  const rows = await db
    .select({ state: problems.state, n: count() })
    .from(problems)
    .where(and(inArray(problems.areaId, areaIds), gte(problems.at, span.from), lt(problems.at, span.to)))
    .groupBy(problems.state)
  const found = rows.reduce((sum, { n }) => sum + n, 0)
  return { found, settled: rows.find(({ state }) => state === 'closed')?.n ?? 0 }
}
