import { createChat, type SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import type { SandboxClock, SandboxWorld } from '../../bot/platforms/sandbox/types.ts'
import type { Incoming } from '../../matters/message.ts'

export const group = { id: 'g1', kind: 'group' } as const

export const world: SandboxWorld = {
  people: [
    { id: 'zhang', name: '张大妈', title: '居民', about: '5号楼2单元' },
    { id: 'wang', name: '王主任', title: '居民' },
    { id: 'li', name: '李网格员', title: '网格员', about: '安和花园三期网格' },
    { id: 'zhou', name: '周警官', title: '社区民警' },
  ],
  groups: [
    {
      id: 'g1',
      name: '安和花园三期业主群',
      type: '业主群',
      ownerId: 'wang',
      members: [
        { id: 'zhang', nick: '5-2-902张大妈' },
        { id: 'wang', nick: '业委会王主任' },
        { id: 'li', nick: '网格员小李' },
      ],
    },
  ],
}

/** Sunday 22 November 2026, 15:40 in Shanghai; it stands still until it is pushed. */
export function createStandingClock(): SandboxClock {
  let at = Date.parse('2026-11-22T15:40:00+08:00')
  const listeners = new Set<() => void>()
  return {
    now: () => new Date(at),
    async forward(seconds) {
      at += seconds * 1000
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function openChat(clock = createStandingClock()): SandboxChat {
  return createChat({ clock, world })
}

/** An ear that keeps what it heard, without the bot's being added to groups. */
export function createEar() {
  const heard: Incoming[] = []
  return {
    heard,
    texts: () => heard.map(({ text }) => text),
    async hear(message: Incoming) {
      if (message.type !== 'bot_added') heard.push(message)
    },
  }
}
