import { connect } from '../../db/client.ts'
import { exportCorrections, type Lesson } from '../../db/corrections.ts'

/** What people put right in the deployment behind this address, to be trained on. It reads, and changes nothing. */
export async function correctionsFrom(databaseUrl: string): Promise<Lesson[]> {
  const store = connect(databaseUrl, { connections: 1 })
  try {
    return await exportCorrections(store.db)
  } finally {
    await store.close()
  }
}
