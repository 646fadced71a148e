import { and, asc, eq, isNull } from 'drizzle-orm'
import type { NewClock } from '../matters/clocks.ts'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { startClock } from './clocks.ts'
import { transfers } from './schema/index.ts'
import type { Change } from './write.ts'

export type Transfer = typeof transfers.$inferSelect

/** A numbered hand-over, open until its receiver answers, with the time within which it has to. */
export function openTransfer(transfer: typeof transfers.$inferInsert, receipt: NewClock | null): Change {
  return async (tx) => {
    const [row] = await tx.insert(transfers).values(transfer).returning({ id: transfers.id })
    if (row && receipt) await startClock(transfer.matterId, { ...receipt, ofId: row.id })(tx)
  }
}

/** The receiver's word, taken or declined. Once: later clicks get StaleError. */
export function answerTransfer(
  transfer: Transfer,
  answer: { receivedBy: number; receivedAt: Date; declined: boolean },
): Change {
  return async (tx) => {
    const changed = await tx
      .update(transfers)
      .set(answer)
      .where(and(eq(transfers.id, transfer.id), isNull(transfers.receivedAt)))
      .returning({ id: transfers.id })
    if (changed.length === 0) throw new StaleError(`transfer ${transfer.number} was answered meanwhile`)
  }
}

export async function transferByNumber(db: Db, number: string): Promise<Transfer | undefined> {
  const [row] = await db.select().from(transfers).where(eq(transfers.number, number))
  return row
}

export async function transfersOf(db: Db, matterId: number): Promise<Transfer[]> {
  return await db.select().from(transfers).where(eq(transfers.matterId, matterId)).orderBy(asc(transfers.id))
}

/** Handed over, and neither taken nor declined yet. */
export function awaitsReceipt(transfers: readonly Transfer[]): Transfer | undefined {
  return transfers.findLast((one) => one.receivedAt === null)
}
