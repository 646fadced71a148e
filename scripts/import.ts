import { readFile } from 'node:fs/promises'
import { readConfig } from '../bot/config.ts'
import { sealingKey } from '../bot/keys.ts'
import { connect } from '../db/client.ts'
import { openDatabase } from '../db/embedded.ts'
import { firstAdminCode, plantOnce } from '../db/first-start.ts'
import { migrate } from '../db/migrate.ts'
import { readPlan } from '../db/plan-file.ts'
import type { CommunityPlan } from '../db/plant.ts'
import { createSeal } from '../db/seal.ts'
import { readAddressList } from '../handlers/address-list.ts'

const usage =
  'usage: npm run -s import -- FILE.json [ADDRESSES.csv]   (README shows the forms), into an empty deployment'

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Sets up a community from a file: areas, addresses, colleagues, departments, meetings. Prints the first administrator's code. */
async function main(): Promise<void> {
  const [file, list, ...more] = process.argv.slice(2)
  if (!file || more.length > 0) throw new Error(usage)
  const plan = readPlan(await readFile(file, 'utf8'), file)
  if (list) plan.places = withList(plan, await readFile(list), list)
  const config = readConfig()
  const database = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR, log: () => {} })
  await migrate(database.url)
  const store = connect(database.url, { connections: 2 })
  try {
    const now = new Date()
    if (!(await plantOnce(store.db, plan, now)))
      throw new Error(
        'This deployment has a community already; nothing was written. Import into an empty database.',
      )
    console.log(
      `imported: ${plan.areas.length} areas, ${plan.places.length} places, ${plan.staff.length} colleagues`,
    )
    const code = await firstAdminCode(store.db, createSeal(sealingKey(config)), now)
    if (code) console.log(`第一位管理员的一次性绑定代码 the first administrator's one-time code: ${code}`)
    console.log('Others: the administrator sends /发码 NAME to the bot in private and hands the code over.')
  } finally {
    await store.close()
    await database.stop()
  }
}

/** What the file says of a place holds; the list adds the others. */
function withList(plan: CommunityPlan, list: Buffer, name: string): CommunityPlan['places'] {
  const known = new Set(plan.places.map((place) => place.name))
  const listed = readAddressList(list, name, new Set(plan.areas.map(({ id }) => id)))
  return [...plan.places, ...listed.filter((place) => !known.has(place.name))]
}
