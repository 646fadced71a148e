import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configKeys, readConfig } from '../../bot/config.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
const set = Object.fromEntries(
  [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [String(key), String(value)]),
)

describe('the configuration', () => {
  it('stands in .env.example, each variable and no other', () => {
    expect(Object.keys(set).sort()).toEqual([...configKeys].sort())
  })

  it('is the same with .env.example as with nothing set', () => {
    expect(readConfig(set)).toEqual(readConfig({}))
  })

  it('names every wrong variable and the remedy', () => {
    expect(() => readConfig({ PORT: '80 80', DATABASE_URL: 'mysql://x', FENGQIAO_ROLES: 'wroker' })).toThrow(
      /PORT[\s\S]*DATABASE_URL: begins with postgres[\s\S]*FENGQIAO_ROLES[\s\S]*\.env\.example/,
    )
  })

  it('refuses a name that hides the bot, and a short sealing key', () => {
    expect(() => readConfig({ BOT_NAME: '小王' })).toThrow(/BOT_NAME: has to contain 机器人/)
    expect(() => readConfig({ FENGQIAO_SEAL_KEY: 'abc' })).toThrow(/64 hexadecimal digits/)
  })

  it('plays no sandbox in production unless told to', () => {
    expect(readConfig({ NODE_ENV: 'production' }).FENGQIAO_ROLES).not.toContain('sandbox')
    expect(readConfig({ NODE_ENV: 'production', FENGQIAO_ROLES: 'sandbox,web' }).FENGQIAO_ROLES).toContain(
      'sandbox',
    )
  })

  it('starts Lark with what the chosen way needs, and in production in the country only', () => {
    const app = { LARK_APP_ID: 'cli_0123456789abcdef', LARK_APP_SECRET: 's', FENGQIAO_ROLES: 'lark,worker' }
    expect(readConfig(app)).toMatchObject({ LARK_RECEIVE: 'socket', LARK_DOMAIN: 'https://open.feishu.cn' })
    expect(() => readConfig({ ...app, FENGQIAO_ROLES: 'lark' })).toThrow(
      /lark without worker[\s\S]*Add worker/,
    )
    expect(() => readConfig({ FENGQIAO_ROLES: 'lark' })).toThrow(/LARK_APP_ID, LARK_APP_SECRET not set/)
    expect(() => readConfig({ ...app, LARK_APP_ID: 'cli_x' })).toThrow(/LARK_APP_ID: is cli_/)
    const webhook = { ...app, LARK_RECEIVE: 'webhook' }
    expect(() => readConfig(webhook)).toThrow(/LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN not set/)
    const secret = { ...webhook, LARK_ENCRYPT_KEY: 'k', LARK_VERIFICATION_TOKEN: 't' }
    expect(() => readConfig(secret)).toThrow(/Add web to FENGQIAO_ROLES/)
    const abroad = { ...app, LARK_DOMAIN: 'https://open.larksuite.com' }
    expect(readConfig(abroad).LARK_DOMAIN).toBe('https://open.larksuite.com')
    expect(() => readConfig({ ...abroad, NODE_ENV: 'production' })).toThrow(/outside mainland China/)
    expect(() => readConfig({ ...app, LARK_DOMAIN: 'http://open.feishu.cn' })).toThrow(/plain http/)
  })

  it('takes a language model as a whole or not at all', () => {
    const whole = { LLM_BASE_URL: 'https://llm.example.cn/v1', LLM_API_KEY: 'k', LLM_MODEL: 'm' }
    expect(readConfig(whole)).toMatchObject({ ...whole, LLM_TIMEOUT_MS: 8000, LLM_DAILY_TOKENS: 1_000_000 })
    expect(() => readConfig({ LLM_BASE_URL: whole.LLM_BASE_URL })).toThrow(
      /LLM_BASE_URL is set, but LLM_API_KEY and LLM_MODEL not[\s\S]*empty LLM_BASE_URL/,
    )
    expect(() => readConfig({ ...whole, LLM_MODEL: '' })).toThrow(/but LLM_MODEL not/)
    expect(() => readConfig({ ...whole, LLM_BASE_URL: 'llm.example.cn' })).toThrow(
      /LLM_BASE_URL: begins with http/,
    )
    expect(readConfig({ LLM_API_KEY: 'k' }).LLM_BASE_URL).toBeUndefined()
  })

  it('sends nothing in the clear beyond its own network, and in production nothing abroad', () => {
    const to = (LLM_BASE_URL: string, more = {}) =>
      readConfig({ LLM_BASE_URL, LLM_API_KEY: 'k', LLM_MODEL: 'm', ...more })
    for (const near of [
      'http://127.0.0.1:8000/v1',
      'http://localhost/v1',
      'http://vllm:8000/v1',
      'http://10.1.2.3/v1',
    ])
      expect(to(near).LLM_BASE_URL).toBe(near)
    for (const far of [
      'http://llm.example.cn/v1',
      'http://8.8.8.8/v1',
      'http://10.evil.com/v1',
      'http://[2001:db8::1]/v1',
    ])
      expect(() => to(far)).toThrow(/need https/)
    expect(() => to('https://api.openai.com/v1', { NODE_ENV: 'production' })).toThrow(
      /outside mainland China/,
    )
    expect(to('https://api.openai.com/v1').LLM_MODEL).toBe('m')
  })

  it('has no switch that hides the bot or its notice (rule X-1)', () => {
    expect(configKeys.filter((key) => /NOTICE|HIDE|SILENT|COVERT|STEALTH/.test(key))).toEqual([])
  })
})
