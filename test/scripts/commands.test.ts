import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { roleNames } from '../../matters/roles.ts'

const rows = JSON.parse(
  execFileSync('npx', ['tsx', 'scripts/commands.ts', '--json'], { encoding: 'utf8' }),
) as { name: string; aliases: string[]; args: unknown[]; roles: string[]; states: string[]; where: string }[]

describe('npm run commands -- --json', () => {
  it('prints each verb once, with roles and doors that exist', () => {
    const names = rows.flatMap(({ name, aliases }) => [name, ...aliases])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    for (const row of rows) {
      expect(['anywhere', 'direct', 'work']).toContain(row.where)
      for (const role of row.roles) expect(['everyone', ...Object.keys(roleNames)]).toContain(role)
    }
  })

  it('gives every verb on a matter its number, its other arguments and its states', () => {
    const assign = rows.find(({ name }) => name === '交办')
    expect(assign?.args).toEqual(
      expect.arrayContaining([
        { name: '编号', type: 'matter', optional: false },
        { name: '@人', type: 'person', optional: false },
        { name: '@部门…', type: 'departments', optional: true },
      ]),
    )
    expect(assign?.states).toContain('new')
  })
})
