import { expect, inject, it } from 'vitest'
import { createDatabaseIfMissing, dropDatabase } from '../../db/embedded.ts'
import { withServer } from '../support/cluster.ts'
import { freshDatabase } from '../support/database.ts'
import { value } from '../support/embedded.ts'

it('a database is made once, by whoever asks first, and dropped under its users’ feet', async () => {
  const { url, template } = inject('cluster')
  const name = `${template}_own`
  const urls = await Promise.all([1, 2, 3].map(() => createDatabaseIfMissing(url, name)))
  const [own = ''] = urls
  expect(new Set(urls).size).toBe(1)
  expect(await value(own, 'current_database()')).toBe(name)

  await withServer(own, async (sql) => {
    await sql`select 1`
    await dropDatabase(url, name)
  })
  await dropDatabase(url, name)
  await expect(value(own, '1')).rejects.toThrow('does not exist')
})

it('a database name that an address cannot carry is refused', async () => {
  await expect(createDatabaseIfMissing(inject('cluster').url, '枫桥')).rejects.toThrow(/name "枫桥".*letters/)
})

it('fresh databases are each other’s strangers, also when asked for at once', async () => {
  const databases = await Promise.all([1, 2, 3, 4].map(freshDatabase))
  expect(new Set(databases.map(({ url }) => url)).size).toBe(4)
  for (const { url } of databases) await withServer(url, (sql) => sql`create table mine (id int)`)
  await Promise.all(databases.map(({ drop }) => drop()))
})
