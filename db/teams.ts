import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { matters, teamMembers, teams } from './schema/index.ts'
import type { Change } from './write.ts'

export type Team = typeof teams.$inferSelect
export type Member = typeof teamMembers.$inferSelect

/** The teams there are, in the order they were made. */
export async function allTeams(db: Db): Promise<Team[]> {
  return await db.select().from(teams).where(isNull(teams.endedAt)).orderBy(asc(teams.id))
}

/** Makes a team. Of two of the same name in an area one gets StaleError. */
export function makeTeam(team: Omit<Team, 'id' | 'endedAt'>): Change {
  return async (tx) => {
    const made = await tx.insert(teams).values(team).onConflictDoNothing().returning({ id: teams.id })
    if (made.length === 0) throw new StaleError(`there is a team ${team.name} already`)
  }
}

/** A team is no more: who was in it is let go at once. */
export function endTeam(teamId: number, at: Date): Change {
  return async (tx) => {
    await tx.update(teams).set({ endedAt: at }).where(eq(teams.id, teamId))
    await tx.delete(teamMembers).where(eq(teamMembers.teamId, teamId))
  }
}

/** The teams this person signed up for, with the row that says so. */
export async function teamsWith(db: Db, hash: string): Promise<(Team & { member: Member })[]> {
  const rows = await db
    .select({ team: teams, member: teamMembers })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.hash, hash), isNull(teams.endedAt)))
    .orderBy(asc(teams.id))
  return rows.map(({ team, member }) => ({ ...team, member }))
}

export async function membersOf(db: Db, teamId: number): Promise<Member[]> {
  return await db
    .select()
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId))
    .orderBy(asc(teamMembers.id))
}

/** Signs somebody up who said yes to it; twice is once. */
export function joinTeam(member: Omit<Member, 'id'>): Change {
  return async (tx) => {
    await tx.insert(teamMembers).values(member).onConflictDoNothing()
  }
}

/** Takes somebody out: the row goes, and nothing says that it was there. */
export function leaveTeams(hash: string, teamIds: readonly number[]): Change {
  return async (tx) => {
    await tx
      .delete(teamMembers)
      .where(and(eq(teamMembers.hash, hash), inArray(teamMembers.teamId, [...teamIds])))
  }
}

/** Matters these people helped with, and how many of them are settled (requirement A104); of all of them together. */
export async function helpedBy(
  db: Db,
  personIds: readonly number[],
): Promise<{ helped: number; settled: number }> {
  if (personIds.length === 0) return { helped: 0, settled: 0 }
  const rows = await db
    .select({ state: matters.state, number: count() })
    .from(matters)
    .where(inArray(matters.partnerId, [...personIds]))
    .groupBy(matters.state)
  const sum = (some: typeof rows) => some.reduce((all, row) => all + row.number, 0)
  const over = new Set<string>(['resolved', 'concluded', 'followup', 'archived'])
  return { helped: sum(rows), settled: sum(rows.filter(({ state }) => over.has(state))) }
}
