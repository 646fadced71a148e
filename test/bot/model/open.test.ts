import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../bot/config.ts'
import { createLog } from '../../../bot/log.ts'
import { createMetrics } from '../../../bot/metrics.ts'
import { openModel } from '../../../bot/model/open.ts'
import { connect, type Store } from '../../../db/client.ts'
import { setting } from '../../../db/settings.ts'
import { extract } from '../../../prompts/extract.ts'
import { freshDatabase } from '../../support/database.ts'
import { apiKey, type FakeServer, openFakeServer } from '../../support/model/fake-server.ts'

let server: FakeServer | undefined
let store: Store | undefined
let drop = async () => {}
afterEach(async () => {
  await server?.close()
  await store?.close()
  await drop()
})

const [example] = extract.examples
const input = example?.input as never

describe('the configured model', () => {
  it('counts questions, tokens and yuan, and its day in the database', async () => {
    const { model, metrics, opened } = await configured({
      LLM_YUAN_PER_MILLION_IN: '2',
      LLM_YUAN_PER_MILLION_OUT: '8',
    })
    server?.behaves({ says: {}, tokens: [3000, 50] })
    await model.ask(extract, input)
    const text = await metrics.registry.metrics()
    expect(text).toMatch(/fengqiao_model_questions_total\{outcome="answered"\} 1/)
    expect(text).toMatch(/fengqiao_model_tokens_total\{direction="in"\} 3000/)
    expect(text).toMatch(/fengqiao_model_tokens_total\{direction="out"\} 50/)
    expect(text).toMatch(/fengqiao_model_yuan_total 0\.0064/)
    expect(text).toMatch(/fengqiao_model_seconds_count 1/)
    expect(text).toMatch(/fengqiao_model_resting 0/)
    expect(await setting(opened.db, 'model.tokens')).toMatchObject({ tokens: 3050 })
  })

  it('says in metrics and log that it is left alone, without a word of what was asked', async () => {
    const lines: string[] = []
    const { model, metrics } = await configured({}, lines)
    server?.behaves({ status: 401, body: '{"error":{"message":"垫的那三千 Incorrect key sk-fake-key"}}' })
    for (let n = 0; n < 6; n++) await model.ask(extract, input)
    const text = await metrics.registry.metrics()
    expect(text).toMatch(/fengqiao_model_resting 1/)
    expect(text).toMatch(/outcome="resting"\} 1/)
    expect(lines.join('')).toMatch(/left alone for a minute/)
    expect(`${text}${lines.join('')}`).not.toMatch(/三千|sk-fake-key/)
  })

  it('shares its budget with other processes', async () => {
    const { model, metrics, opened } = await configured({ LLM_DAILY_TOKENS: '20000' })
    server?.behaves({ says: {}, tokens: [3000, 50] })
    await model.ask(extract, input)
    await opened.sql`update settings set value = jsonb_set(value, '{tokens}', '19000') where key = 'model.tokens'`
    await model.ask(extract, input)
    expect(await metrics.registry.metrics()).toMatch(/outcome="over_budget"\} 1/)
    expect(server?.heard).toHaveLength(1)
    expect(await setting(opened.db, 'model.tokens')).toMatchObject({ tokens: 19_000 })
  })

  it('answers nothing, and breaks nothing, where the database is away', async () => {
    const { model, opened } = await configured({})
    await opened.close()
    store = undefined
    expect(await model.ask(extract, input)).toBeNull()
  })
})

it('loads the package of the model only where the model is switched on', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const seen = new Set<string>()
  const walk = (file: string) => {
    if (seen.has(file) || !existsSync(join(root, file))) return
    seen.add(file)
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, name] of text.matchAll(
      /^(?:import|export) (?!type )(?:[^'\n]|\n(?!import|export))*?from '([^']+)'/gm,
    ))
      if (name?.startsWith('.')) walk(normalize(join(dirname(file), name)))
      else seen.add(String(name))
  }
  walk('bot/main.ts')
  expect(seen).toContain('bot/refinements.ts')
  expect([...seen].filter((name) => name === 'openai' || name === 'bot/model/open.ts')).toEqual([])
})

async function configured(env: Record<string, string>, lines: string[] = []) {
  server = await openFakeServer()
  const fresh = await freshDatabase()
  drop = fresh.drop
  const opened = connect(fresh.url, { connections: 2 })
  store = opened
  const metrics = createMetrics()
  const config = readConfig({ LLM_BASE_URL: server.url, LLM_API_KEY: apiKey, LLM_MODEL: 'fake', ...env })
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  return { model: openModel(config, { sql: opened.sql, metrics, log }), metrics, opened }
}
