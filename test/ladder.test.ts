import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const rungs: Record<string, number> = {
  matters: 0,
  db: 1,
  prompts: 1,
  handlers: 2,
  web: 3,
  bot: 4,
  scripts: 5,
  test: 6,
}

const files = Object.keys(rungs).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
)

const importsOf = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) =>
    String(name),
  )

describe('the import ladder', () => {
  it('is climbed by no file', () => {
    const climbs = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)))
        .filter((target) => !target.startsWith('..'))
        .filter((target) => {
          const from = file.split('/')[0] ?? ''
          const to = target.split('/')[0] ?? ''
          if (from === to || !(to in rungs)) return false
          // What a developer watches or measures runs on the tests' fakes.
          if (from === 'scripts' && target.startsWith('test/support/')) return false
          return (rungs[to] ?? 9) >= (rungs[from] ?? 0)
        })
        .map((target) => `${file} imports ${target}`),
    )
    expect(climbs).toEqual([])
  })

  it('keeps outside packages where they belong', () => {
    const homes: [RegExp, RegExp][] = [
      [/^(drizzle-orm|postgres)(\/|$)/, /^(db|test|scripts)\//],
      [/^openai(\/|$)/, /^bot\/model\//],
      [/^(@larksuiteoapi\/|wechaty)/, /^(bot\/platforms|test)\//],
      // The bench measures beside a bare route.
      [/^(fastify|@fastify\/)/, /^(bot|web|test|scripts\/bench)\//],
    ]
    const strays = files.flatMap((file) =>
      importsOf(file).flatMap((name) =>
        homes
          .filter(([pack, home]) => pack.test(name) && !home.test(file))
          .map(() => `${file} imports ${name}`),
      ),
    )
    expect(strays).toEqual([])
  })

  it('reads the environment in one place and the time through a clock', () => {
    const strays = files
      .filter((file) => !file.startsWith('test/') && !file.startsWith('scripts/'))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        const found: string[] = []
        if (/process\.env/.test(text) && file !== 'bot/config.ts') found.push(`${file} reads process.env`)
        if (
          /new Date\(\)|Date\.now\(\)/.test(text) &&
          /^(handlers|matters)\//.test(file) &&
          file !== 'matters/clock.ts'
        ) {
          found.push(`${file} looks at the clock on the wall`)
        }
        return found
      })
    expect(strays).toEqual([])
  })
})
