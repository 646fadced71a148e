import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hearings } from '../../bot/platforms/lark/hear.ts'
import { groupMessagesScope } from '../../bot/platforms/lark/scopes.ts'
import { allScopes, scopesOf } from '../support/lark/scopes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const folder = 'bot/platforms/lark'
const code = readdirSync(join(root, folder)).map((name) => read(join(folder, name)))

const section = read('docs/permissions.md').split('### Lark / Feishu')[1] ?? ''
const rows = [...section.matchAll(/^\| `([^`]+)` \| (?:`([^`]+)`|–) \| (.+) \|$/gm)].map(
  ([, use = '', scope, why = '']) => ({ use, scope, why }),
)
const calls = rows.filter(({ use }) => use.includes(' '))
const events = rows.filter(({ use }) => !use.includes(' '))
const sorted = (words: Iterable<string>) => [...new Set(words)].sort()

/** Paths of the open platform as they stand in the code, ids left out. */
const paths = code.flatMap((text) =>
  [
    ...text.matchAll(
      /['`](?:\/open-apis)?(\/(?:im|bot|auth|application|calendar|task|contact)\/v\d[^'`]*)['`]/g,
    ),
  ].map(([, path = '']) => path.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ':id')),
)

describe('the scopes of docs/permissions.md', () => {
  it('belong to every call that is made, and to none that is not', () => {
    expect(sorted(calls.map(({ use }) => use.split(' ')[1] ?? ''))).toEqual(sorted(paths))
  })

  it('belong to every event that is heard, and to none that is not', () => {
    expect(sorted(events.map(({ use }) => use))).toEqual(sorted(Object.keys(hearings)))
  })

  it('are what the platform asks for', () => {
    for (const { use, scope } of calls) {
      const [method, path] = use.split(' ')
      const wanted = scopesOf[`${method} /open-apis${path}`]
      if (wanted) expect([use, wanted.includes(scope ?? '')]).toEqual([use, true])
      else if (!path?.startsWith('/task')) expect([use, scope]).toEqual([use, undefined])
    }
    const known: readonly string[] = allScopes
    for (const { scope } of rows) if (scope) expect(known).toContain(scope)
    expect(rows.some(({ scope }) => scope === groupMessagesScope)).toBe(true)
  })

  it('are those an operator imports, with all events named', () => {
    const operate = read('docs/operate-lark.md')
    const imported = JSON.parse(/```json\n([\s\S]*?)```/.exec(operate)?.[1] ?? '{}') as {
      scopes?: { tenant?: string[] }
    }
    expect(sorted(imported.scopes?.tenant ?? [])).toEqual(sorted(rows.flatMap(({ scope }) => scope ?? [])))
    for (const event of Object.keys(hearings)) expect(operate).toContain(`\`${event}\``)
    expect(section).toMatch(/ten scopes, three of them optional/)
  })

  it('hold no contact, no buzz, nothing as a user', () => {
    expect(code.join('\n')).not.toMatch(/\/contact\/|urgent_|user_access_token/)
  })
})
