import type { Db } from '../db/client.ts'
import { readDirectory } from '../db/directory.ts'
import { checkRoutes, thinEntries } from '../matters/routes.ts'
import type { Logger } from './log.ts'

/** Throws, naming each, where a kind of report would reach nobody; says which departments rest on one person or a telephone. */
export async function refuseLostRoutes(db: Db, log: Logger): Promise<void> {
  const { areas, entries, held } = await readDirectory(db)
  const faults = checkRoutes(entries, held, areas)
  if (faults.length > 0) throw new Error(`The directory of departments has gaps:\n${faults.join('\n')}`)
  const thin = thinEntries(entries)
  if (thin.length > 0) log.warn({ entries: thin }, 'departments without a liaison or a deputy')
}
