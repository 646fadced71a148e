import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../db/schema/index.ts'
import { verbs } from '../handlers/commands/index.ts'
import { duties } from '../handlers/duties/index.ts'
import { type Grant, grantsOf, type Right, rights, roleNames } from '../matters/roles.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const docs = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

const stored = Object.fromEntries(
  Object.values(schema)
    .filter((one) => is(one, PgTable))
    .map((table) => getTableConfig(table))
    .map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]),
)

describe('docs/privacy.md', () => {
  const sections = read('docs/privacy.md').split(/^(?=#{2,3} )/m)
  const told = sections.flatMap((section) => {
    const table = /^### `(\w+)`/.exec(section)?.[1]
    return table ? [{ table, rows: rowsOf(section).slice(2) }] : []
  })

  it('names every column of every table and none that is not there (rule I-1)', () => {
    const named = told.map(({ table, rows }) => [table, rows.map(([column]) => bare(column)).sort()])
    expect(Object.fromEntries(named)).toEqual(stored)
  })

  it('says of each what it holds, who writes, who reads, when it dies', () => {
    const gaps = told.flatMap(({ table, rows }) =>
      rows
        .filter((cells) => cells.length !== 5 || cells.includes(''))
        .map(([column]) => `${table}.${column}`),
    )
    expect(gaps).toEqual([])
  })

  it('promises rightly that nothing is named after what is never stored', () => {
    const refused =
      /id_?card|bank|ethnic|relig|politic|diagnos|illness|criminal|photo|face|voice|plate|score|watch|blacklist|profile|raw|nick/
    const strays = Object.entries(stored).flatMap(([table, columns]) =>
      columns.filter((column) => refused.test(column)).map((column) => `${table}.${column}`),
    )
    expect(strays).toEqual([])
  })
})

/** `mediator` (called): the condition under which the role holds the right. */
function told({ role, only }: Grant): string {
  return `\`${role}\`${only ? ` (${only.join(', ')})` : ''}`
}

describe('docs/permissions.md', () => {
  const rows = rowsOf(read('docs/permissions.md'))
  const rowOf = (name: string) => rows.find(([first]) => bare(first) === name) ?? []

  it('names every role as people call it', () => {
    for (const [role, name] of Object.entries(roleNames)) expect(rowOf(role)[1]).toBe(name)
  })

  it('names every right with its roles', () => {
    for (const right of Object.keys(rights) as Right[])
      expect([right, rowOf(right)[2]]).toEqual([right, grantsOf(right).map(told).join(' ')])
  })

  it('names every verb, where it works and who may use it', () => {
    for (const { name, where, who } of verbs) {
      const [, place, roles] = rowOf(`/${name}`)
      expect([name, place, roles]).toEqual([name, where, who === 'everyone' ? who : list(who)])
    }
    expect(rows.filter(([first]) => first?.startsWith('`/'))).toHaveLength(verbs.length)
  })
})

describe('docs/flow.md', () => {
  it('has a row for every duty', () => {
    const told = rowsOf(read('docs/flow.md')).filter(([first]) => first?.startsWith('`handlers/duties/'))
    expect(told).toHaveLength(duties.length)
  })
})

describe('docs/glossary.md', () => {
  // The terms that every name in the code is made of.
  const terms: [chinese: string, english: string][] = [
    ['事项', 'matter'],
    ['草稿', 'draft'],
    ['研判', 'study'],
    ['交办', 'assign'],
    ['办理', 'handle'],
    ['督办', 'supervise'],
    ['办结', 'conclude'],
    ['回访', 'follow-up'],
    ['吹哨', 'whistle'],
    ['报到', 'check in'],
    ['挂牌', 'list'],
    ['销号', 'delist'],
    ['网格', 'grid'],
    ['警格', 'police grid'],
  ]

  it('has the one English word of each term', () => {
    const rows = rowsOf(read('docs/glossary.md'))
    for (const [chinese, english] of terms) {
      const words = rows.filter(([first]) => first?.split(/[、/]/).some((term) => term.trim() === chinese))
      expect([
        chinese,
        words.some(([, word]) => word?.split(/[,/]/).some((one) => one.trim() === english)),
      ]).toEqual([chinese, true])
    }
  })
})

describe('the readmes', () => {
  it('begin with the two commands and the times of the first page', () => {
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      const head = read(readme).split('\n').slice(0, 7).join('\n')
      expect(head).toContain('npm ci && npm start')
      expect(head).toContain('npm ci && npm test')
      expect(head).toMatch(/15[\s\S]*5/)
    }
  })

  it('name only scripts that exist, and every one that is for use', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const doc of docs) {
      const named = [...read(doc).matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test))/g)]
      expect(
        named.map(([, run, plain]) => String(run ?? plain)).filter((name) => !(name in scripts)),
      ).toEqual([])
    }
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      for (const name of ['replay', 'classify', 'evaluate', 'bench'])
        expect(read(readme)).toContain(`npm run -s ${name}`)
    }
  })
})

describe('all documents', () => {
  it('link to and name only files that exist', () => {
    const lost = docs.flatMap((doc) => {
      const text = read(doc)
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) =>
        join(dirname(doc), String(to)),
      )
      const paths = [
        ...text.matchAll(/`((?:bot|handlers|matters|db|prompts|web|scripts|test|docs)\/[\w./-]*)`/g),
      ]
      return [...links, ...paths.map(([, path]) => String(path))]
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${doc}: ${path}`)
    })
    expect(lost).toEqual([])
  })

  it('hold no path of a machine and no host of a package registry', () => {
    const machine =
      /(?<![\w.])\/(?:work|root|home|tmp|Users)\/|registry\.\w|npmjs\.|npmmirror|artifactory|verdaccio|pypi/i
    expect(docs.filter((doc) => machine.test(read(doc)))).toEqual([])
  })
})

/** The rows of all tables in a text, cell by cell. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

function bare(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '')
}

function list(roles: readonly string[]): string {
  return roles.map((role) => `\`${role}\``).join(' ')
}
