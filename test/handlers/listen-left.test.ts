import { describe, expect, it } from 'vitest'
import type { Registry } from '../../db/registry.ts'
import { createSeal } from '../../db/seal.ts'
import { createEar } from '../../handlers/listen.ts'
import type { Incoming } from '../../matters/message.ts'

const now = new Date('2026-11-17T12:00:00+08:00')
const registry = {
  group: () => ({ id: 1, mode: 'assisted', announcedAt: now, leftAt: null }),
  optedOut: () => false,
} as unknown as Registry
const seal = createSeal(Buffer.alloc(32, 1))

function said(messageId: string, text: string, over: Partial<Incoming> = {}): Incoming {
  return {
    platform: 'lark',
    messageId,
    chat: { id: 'oc_1', kind: 'group' },
    sender: { id: 'ou_zhang', nick: '' },
    type: 'text',
    text,
    mentionsBot: false,
    mentions: [],
    at: now.toISOString(),
    ...over,
  }
}

describe('who leaves a group', () => {
  const first = '6号楼1单元楼道'
  const second = '堆满杂物 走不过去 反映多少次没人管'

  it('has what memory held of theirs forgotten, and is kept nowhere', () => {
    const heardWith = (between: Incoming[]) => {
      const ear = createEar({ registry, seal, clock: { now: () => now } })
      ear.listen(said('1', first))
      const kept = between.map((one) => ear.listen(one))
      const heard = ear.listen(said('2', second, { mentionsBot: true }))
      ear.close()
      return { kept, neighbours: heard?.neighbours.map(({ messageId }) => messageId) }
    }
    expect(heardWith([])).toEqual({ kept: [], neighbours: ['1'] })
    expect(heardWith([said('e', '', { type: 'left' })])).toEqual({ kept: [null], neighbours: [] })
    const another = said('e', '', { type: 'left', sender: { id: 'ou_lin', nick: '' } })
    expect(heardWith([another])).toEqual({ kept: [null], neighbours: ['1'] })
  })
})
