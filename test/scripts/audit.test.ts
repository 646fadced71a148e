import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStory, type Story } from '../support/story.ts'

let story: Story
let file: string
beforeAll(async () => {
  story = await openStory()
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('lin', '/接单 AH-1117-01')
  await story.says('lin', '/办理 AH-1117-01 上门看过了')
  await story.forward(1000)
  file = join(mkdtempSync(join(tmpdir(), 'audit-')), 'chain.jsonl')
  writeFileSync(file, (await audit('export')).out)
})
afterAll(() => story.end())

/** Without a database configured nothing could be reached: `verify FILE` runs so. */
function audit(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: args.length > 1 ? 'postgres://nobody@127.0.0.1:1/none' : story.url,
  }
  return new Promise((resolve) => {
    execFile('npx', ['tsx', 'scripts/audit.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

const lines = () => readFileSync(file, 'utf8').trim().split('\n')
async function verifyChanged(change: (rows: Record<string, unknown>[]) => unknown[]) {
  const changed = `${file}.changed`
  const rows = lines().map((line) => JSON.parse(line) as Record<string, unknown>)
  writeFileSync(
    changed,
    change(rows)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  )
  return await audit('verify', changed)
}

describe('npm run audit', () => {
  it('finds an untouched chain whole, in the database and in an export', async () => {
    const inside = await audit('verify')
    expect(inside).toMatchObject({ code: 0 })
    expect(inside.out).toMatch(/^whole: \d+ rows\n$/)
    expect((await audit('verify', file)).out).toBe(inside.out)
  })

  it('exports no words of anybody', () => {
    expect(lines().join()).not.toMatch(/上门|5号楼|噪声|zhang|网格员/)
  })

  it('names the first row that was changed, taken out, or taken off the end', async () => {
    const changed = await verifyChanged((rows) =>
      rows.map((row) => (row.seq === 3 ? { ...row, actorId: 99 } : row)),
    )
    expect(changed).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^broken at row 3 \(event \d+\): who, what, when/),
    })
    const without = await verifyChanged((rows) => rows.filter((row) => row.seq !== 2))
    expect(without.out).toMatch(/^broken at row 2 \(event missing\)/)
    const cut = await verifyChanged((rows) => rows.filter((row) => row.seq !== lines().length - 1))
    expect(cut.out).toMatch(/missing at the end/)
  })

  it('sees words changed in the database', async () => {
    await story.store.sql`update events set values = '{"note":"另一句"}' where kind = 'logged'`
    const found = await audit('verify')
    expect(found).toMatchObject({ code: 1, out: expect.stringMatching(/its words were changed/) })
  })

  it('says what it wants when asked wrongly, and where a file is wrong', async () => {
    expect(await audit()).toMatchObject({ code: 2, err: expect.stringMatching(/npm run -s audit -- verify/) })
    writeFileSync(`${file}.bad`, '{"seq":1\n')
    expect((await audit('verify', `${file}.bad`)).err).toMatch(/line 1: no JSON/)
  })
})
