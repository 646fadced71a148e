import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { waitingRooms } from './schema/index.ts'
import type { Change } from './write.ts'

export type WaitingRoom = typeof waitingRooms.$inferSelect
/** Nothing like it is known; the name alone is right; two of one name; another name, but the same members. */
export type WhyWaiting = 'new' | 'name' | 'several' | 'renamed'

/** Rooms that wait to be bound, in the order they were found. */
export async function roomsWaiting(db: Db): Promise<WaitingRoom[]> {
  return await db
    .select()
    .from(waitingRooms)
    .where(ne(waitingRooms.why, 'left'))
    .orderBy(asc(waitingRooms.id))
}

/** Those too of which it was decided that they are none of ours. */
export async function roomsUnbound(db: Db): Promise<WaitingRoom[]> {
  return await db.select().from(waitingRooms)
}

/** Puts a room down to be bound, once. */
export function awaitBinding(room: Omit<WaitingRoom, 'id'> & { why: WhyWaiting }): Change {
  return async (tx) => {
    const { name, likelyId, why } = room
    await tx
      .insert(waitingRooms)
      .values(room)
      .onConflictDoUpdate({
        target: [waitingRooms.platform, waitingRooms.externalId],
        set: { name, likelyId, why },
        // What was decided holds as long as the id does.
        setWhere: ne(waitingRooms.why, 'left'),
      })
  }
}

/** It was decided what that room is. Of two who decide at once, one gets StaleError. */
export function settleRoom(id: number): Change {
  return async (tx) => {
    const gone = await tx
      .delete(waitingRooms)
      .where(eq(waitingRooms.id, id))
      .returning({ id: waitingRooms.id })
    if (gone.length === 0) throw new StaleError(`room ${id} was bound meanwhile`)
  }
}

/** It is none of ours: it is asked about again only when its id has changed. */
export function leaveRoom(id: number): Change {
  return async (tx) => {
    await tx.update(waitingRooms).set({ why: 'left', likelyId: null }).where(eq(waitingRooms.id, id))
  }
}

/** Their ids are void, or the bot left: nothing is to be decided about them any more. */
export function forgetRooms(platform: string, externalIds: string[]): Change {
  return async (tx) => {
    if (externalIds.length === 0) return
    await tx
      .delete(waitingRooms)
      .where(and(eq(waitingRooms.platform, platform), inArray(waitingRooms.externalId, externalIds)))
  }
}
