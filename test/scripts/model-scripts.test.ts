import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { requestOf } from '../../bot/model/request.ts'
import { prompts } from '../../prompts/index.ts'
import { vague } from '../support/model/vague.ts'

const root = new URL('../..', import.meta.url)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('npm run -s render-prompt', () => {
  test('prints the exact request for a text, masked, with the configured model', async () => {
    const { out, code } = await run('render-prompt.ts', ['extract'], {
      input: `${vague} 他电话13812345678`,
      env: { LLM_MODEL: 'some-model' },
    })
    expect(code).toBe(0)
    const request = JSON.parse(out)
    expect(request).toMatchObject({ model: 'some-model', temperature: 0, max_tokens: 400 })
    expect(out).toContain(vague.slice(0, 6))
    expect(out).not.toContain('12345678')
    const [example] = prompts.extract.examples
    if (example)
      expect(request.messages[0]).toEqual(requestOf(prompts.extract, example.input, '').messages[0])
  })

  test('knows the other prompts, and says how it is called where it is called wrongly', async () => {
    const two = await run('render-prompt.ts', ['same-matter', '--text'], {
      input: '3号楼飞线\n\n三号楼电瓶车',
    })
    expect(two.out).toMatch(/=== user ===[\s\S]*<甲#/)
    const minutes = await run('render-prompt.ts', ['meeting-summary'], {
      input: 'A hazard.fire_lane 3号楼:占用消防通道\nA请消防去看 三天',
    })
    expect(JSON.parse(minutes.out).messages[1].content).toMatch(/议题A hazard\.fire_lane/)
    for (const [args, input] of [
      [['nothing'], 'x'],
      [['extract'], ''],
      [['same-matter'], 'only one'],
    ] as const) {
      const wrong = await run('render-prompt.ts', [...args], { input })
      expect([wrong.code, wrong.out]).toEqual([1, ''])
      expect(wrong.err).toMatch(/^usage: npm run -s render-prompt -- extract\|same-matter\|meeting-summary/)
    }
  })
})

describe('npm run -s replay --answers', () => {
  const dialogue = {
    id: 'M1',
    group: { id: 'g', name: '群', type: 'resident', mode: 'dm', jurisdiction: '临湖派出所/安和社区' },
    messages: [{ n: 1, t: '2026-11-17T12:00:00+08:00', from: { uid: 'u1', nick: '甲' }, text: vague }],
  }
  const answer = { category: 'dispute.debt', amount: '三千' }
  const play = async (...lines: unknown[]) => {
    writeFileSync(join(folder, 'd.jsonl'), JSON.stringify(dialogue))
    writeFileSync(join(folder, 'a.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    return await run('replay.ts', [join(folder, 'd.jsonl'), '--answers', join(folder, 'a.jsonl')], {
      env: { DATABASE_URL: inject('cluster').url },
    })
  }

  test('plays what was recorded for a message as if a model said it, parsed or raw', async () => {
    for (const recorded of [answer, `好的:\n\`\`\`json\n${JSON.stringify(answer)}\n\`\`\``]) {
      const { out, err, code } = await play({ id: 'M1', n: 1, answer: recorded })
      expect([code, err]).toEqual([0, ''])
      const { items } = JSON.parse(out)
      expect(items).toMatchObject([{ category: 'dispute.debt', state: 'draft', messages: [1] }])
    }
  })

  test('plays by the rules alone where nothing valid was recorded', async () => {
    const { out } = await play(
      { id: 'M1', n: 2, answer },
      { id: 'M1', n: 1, answer: { category: 'no.such' } },
    )
    expect(JSON.parse(out).items).toMatchObject([{ category: null }])
  })

  test('names a bad line and plays nothing', async () => {
    const { out, err, code } = await play({ id: 'M1', n: 1, answer }, { id: 7 })
    expect([out, code]).toEqual(['', 1])
    expect(err).toMatch(/a\.jsonl:2: id [\s\S]*Nothing was played/)
  })
})

async function run(
  script: string,
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> },
): Promise<{ out: string; err: string; code: number | null }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    out += piece
  })
  child.stderr.setEncoding('utf8').on('data', (piece) => {
    err += piece
  })
  // A script that refuses its arguments does not wait for its input.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { out, err, code }
}
