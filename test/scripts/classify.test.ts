import { spawn } from 'node:child_process'
import { describe, expect, test } from 'vitest'

const root = new URL('../..', import.meta.url)

describe('npm run -s classify', () => {
  test('answers every line in order with exactly its fields', async () => {
    const lines = ['楼上漏水 3栋2单元 昨晚 要赔500元', '晚上吃啥'].map((text, id) =>
      JSON.stringify({ id, text }),
    )
    const { out, err, code } = await classify(`${lines.join('\n')}\n`)
    expect(err).toBe('')
    expect(code).toBe(0)
    const [report, chat] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(Object.keys(report)).toEqual(
      'id listen score kind category colour urgency location time amount masked'.split(' '),
    )
    expect(report).toMatchObject({
      id: 0,
      listen: true,
      kind: 'dispute',
      category: 'dispute.neighbor.water_leak',
    })
    expect(report).toMatchObject({ location: '3栋2单元', time: '昨晚', amount: '500元', urgency: 'normal' })
    expect(chat).toMatchObject({ id: 1, listen: false, kind: null, category: null, location: null })
  })

  test('names a malformed line on stderr, goes on and ends with 1', async () => {
    const { out, err, code } = await classify('{bad\n{"id":7,"text":"灭火器过期"}\n{"id":8}\n')
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([7])
    expect(err).toMatch(/^line 1: not JSON; each line must be .*\nline 3: "text" is missing/)
    expect(code).toBe(1)
  })

  test('survives NUL, right-to-left marks, line separators inside strings and 64 KB', async () => {
    const odd = [
      '\u0000楼上\u202e漏水',
      '一行\u2028还是这行',
      '楼上漏水没人管。'.repeat(8_000),
      '😂'.repeat(16_000),
      '',
    ]
    const { out, err, code } = await classify(odd.map((text, id) => JSON.stringify({ id, text })).join('\n'))
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([0, 1, 2, 3, 4])
  })

  test('takes a closed stdout for an end, not an error', async () => {
    const many = Array.from({ length: 5_000 }, (_, id) =>
      JSON.stringify({ id, text: '楼上漏水没人管' }),
    ).join('\n')
    const { err, code } = await classify(many, { closeAfterFirst: true })
    expect(err).toBe('')
    expect(code).toBe(0)
  })
})

interface Ended {
  out: string
  err: string
  code: number | null
}

function classify(input: string, { closeAfterFirst = false } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/classify.ts'], { cwd: root })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk) => {
      said.out += chunk
      if (closeAfterFirst) child.stdout.destroy()
    })
    child.stderr.on('data', (chunk) => {
      said.err += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...said, code }))
    // The child may go away before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
