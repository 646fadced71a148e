import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlan } from '../../db/plan-file.ts'
import { freshDatabase } from '../support/database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const example = join(root, 'docs/community.example.json')
const run = promisify(execFile)
const homes: string[] = []
afterAll(async () => await Promise.all(homes.map((home) => rm(home, { recursive: true }))))

async function imports(file: string, url: string, ...list: string[]) {
  const home = await mkdtemp(join(tmpdir(), 'fengqiao-import-'))
  homes.push(home)
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: home, NODE_ENV: 'test' }
  return await run(process.execPath, ['--import', 'tsx', 'scripts/import.ts', file, ...list], {
    cwd: root,
    env,
  }).catch((error: { stdout: string; stderr: string }) => error)
}

describe('npm run import', () => {
  it('sets a community up once, and gives the first administrator a code', async () => {
    const { url, drop } = await freshDatabase()
    const first = await imports(example, url)
    expect(first.stdout).toMatch(/imported: 10 areas, \d+ places, \d+ colleagues/)
    expect(first.stdout).toMatch(/one-time code: [A-Z0-9]{8}/)
    expect((await imports(example, url)).stderr).toMatch(/has a community already/)
    await drop()
  })

  it('takes addresses from a list, beside those of the file', async () => {
    const { url, drop } = await freshDatabase()
    const home = await mkdtemp(join(tmpdir(), 'fengqiao-import-'))
    homes.push(home)
    const list = join(home, 'list.csv')
    await writeFile(list, 'anhe-1,安和花园一期1号楼2单元502室\nanhe-1,安和花园一期9号楼2单元502室\n')
    const plain = readPlan(await readFile(example, 'utf8'), example).places.length
    expect((await imports(example, url, list)).stdout).toContain(`${plain + 1} places`)
    await drop()
  })

  it('takes more addresses than one statement can hold', async () => {
    const { url, drop } = await freshDatabase()
    const home = await mkdtemp(join(tmpdir(), 'fengqiao-import-'))
    homes.push(home)
    const list = join(home, 'list.csv')
    const estates = [
      '幸福',
      '光明',
      '朝阳',
      '团结',
      '胜利',
      '建设',
      '和平',
      '东风',
      '红星',
      '新华',
      '友谊',
      '前进',
    ]
    const lines = estates.flatMap((estate) =>
      Array.from({ length: 900 }, (_, n) => `anhe-1,${estate}新村${n + 1}幢`),
    )
    await writeFile(list, lines.join('\n'))
    const plain = readPlan(await readFile(example, 'utf8'), example).places.length
    expect((await imports(example, url, list)).stdout).toContain(`${plain + lines.length} places`)
    await drop()
  })

  it('names every place that is wrong and writes nothing', async () => {
    const plan = JSON.parse(await readFile(example, 'utf8'))
    plan.areas[2].parentId = 'nowhere'
    plan.staff = plan.staff.filter((one: { roles: { role: string }[] }) =>
      one.roles.every(({ role }) => role !== 'admin'),
    )
    plan.places[0].areaId = 'gone'
    const home = await mkdtemp(join(tmpdir(), 'fengqiao-import-'))
    homes.push(home)
    const file = join(home, 'wrong.json')
    await writeFile(file, JSON.stringify(plan))
    expect(() => readPlan(JSON.stringify(plan), 'wrong.json')).toThrow(
      /parent nowhere[\s\S]*no area gone[\s\S]*role admin/,
    )
  })

  it('refuses what would leave a report with nobody', async () => {
    const plan = JSON.parse(await readFile(example, 'utf8'))
    plan.departments = []
    expect(() => readPlan(JSON.stringify(plan), 'thin.json')).toThrow(/nobody answers for/)
  })

  it.each(['', '[]', '{"areas":1}', '{"areas":[],"staff":[],"residents":[]}'])('refuses %j', (text) => {
    expect(() => readPlan(text, 'x.json')).toThrow(/x\.json cannot be imported/)
  })
})
