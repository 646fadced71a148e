import { and, asc, count, desc, eq, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { PublicFigures } from '../matters/public-figures.ts'
import type { Db } from './client.ts'
import { matters, quarterQuestions, quarterReports } from './schema/index.ts'
import type { Change } from './write.ts'

export type QuarterReport = typeof quarterReports.$inferSelect
export type Question = typeof quarterQuestions.$inferSelect

/** Opens the report of a quarter, once; what residents asked for the ones before goes. */
export function openReport(report: typeof quarterReports.$inferInsert & { id: number }): Change {
  return async (tx) => {
    const made = await tx
      .insert(quarterReports)
      .overridingSystemValue()
      .values(report)
      .onConflictDoNothing()
      .returning({ id: quarterReports.id })
    if (made.length === 0) throw new StaleError(`the report of ${report.quarter} is open`)
    const earlier = tx
      .select({ id: quarterReports.id })
      .from(quarterReports)
      .where(and(eq(quarterReports.areaId, report.areaId), ne(quarterReports.id, report.id)))
    await tx.delete(quarterQuestions).where(inArray(quarterQuestions.reportId, earlier))
  }
}

export async function reportById(db: Db, id: number): Promise<QuarterReport | undefined> {
  const [row] = await db.select().from(quarterReports).where(eq(quarterReports.id, id))
  return row
}

export async function reportOf(db: Db, areaId: string, quarter: string): Promise<QuarterReport | undefined> {
  const [row] = await db
    .select()
    .from(quarterReports)
    .where(and(eq(quarterReports.areaId, areaId), eq(quarterReports.quarter, quarter)))
  return row
}

/** Reports of these areas, the newest first. */
export async function reportsOf(db: Db, areaIds: string[]): Promise<QuarterReport[]> {
  if (areaIds.length === 0) return []
  return await db
    .select()
    .from(quarterReports)
    .where(inArray(quarterReports.areaId, areaIds))
    .orderBy(desc(quarterReports.reportOn), desc(quarterReports.id))
}

/** The chief agrees, once. */
export function approveReport(report: QuarterReport, by: number, at: Date): Change {
  return async (tx) => {
    const agreed = await tx
      .update(quarterReports)
      .set({ approvedBy: by, approvedAt: at })
      .where(and(eq(quarterReports.id, report.id), isNull(quarterReports.approvedAt)))
      .returning({ id: quarterReports.id })
    if (agreed.length === 0) throw new StaleError(`report ${report.id} was agreed to meanwhile`)
  }
}

/** Keeps the figures as they were first posted: every group reads the same. */
export function keepFigures(report: QuarterReport, figures: PublicFigures): Change {
  return async (tx) => {
    await tx
      .update(quarterReports)
      .set({ figures })
      .where(and(eq(quarterReports.id, report.id), isNull(quarterReports.figures)))
  }
}

export function askQuestion(question: typeof quarterQuestions.$inferInsert): Change {
  return async (tx) => {
    await tx.insert(quarterQuestions).values(question)
  }
}

export async function questionsOf(db: Db, reportId: number): Promise<Question[]> {
  return await db
    .select()
    .from(quarterQuestions)
    .where(eq(quarterQuestions.reportId, reportId))
    .orderBy(asc(quarterQuestions.id))
}

export async function questionById(db: Db, id: number): Promise<Question | undefined> {
  const [row] = await db.select().from(quarterQuestions).where(eq(quarterQuestions.id, id))
  return row
}

export function answerQuestion(question: Question, set: Partial<Question>): Change {
  return async (tx) => {
    await tx.update(quarterQuestions).set(set).where(eq(quarterQuestions.id, question.id))
  }
}

/** How many matters residents brought up in a span. */
export async function broughtUpByResidents(
  db: Db,
  areaIds: string[],
  span: { from: Date; to: Date },
): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        eq(matters.foundBy, 'resident'),
        gte(matters.openedAt, span.from),
        lt(matters.openedAt, span.to),
        sql`${matters.state} not in ('withdrawn','merged','unfounded')`,
      ),
    )
  return row?.n ?? 0
}
