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

  it('has no switch that hides the bot or its notice (rule X-1)', () => {
    expect(configKeys.filter((key) => /NOTICE|HIDE|SILENT|COVERT|STEALTH/.test(key))).toEqual([])
  })
})
