import type { Home } from './place-home.ts'
import { findCommunity, type Name, type Spot } from './place-name.ts'

const phase = /\s?(?:[一二三四五六七八九十]+|\d+)期$/

/** The community a text names: the group's own first, wherever it stands, else whatever looks like one. */
export function communityIn(text: string, chat: Home): Name | null {
  const base = chat.community?.replace(phase, '')
  const start = base ? text.indexOf(base) : -1
  if (!base || start < 0) return findCommunity(text)
  const said = text.slice(start + base.length).match(/^(?:[一二三四五六七八九十]+|\d+)期/)?.[0] ?? ''
  return { text: base + said, start, end: start + base.length + said.length }
}

/** The name with its phase: said in the text, else by the nickname, else by the group's name. */
export function communityName(
  named: Name | null,
  spot: Spot | null,
  chat: Home,
  said: string | null,
): string | null {
  const market = spot?.text.match(
    /^([\u4e00-\u9fa5]{2,6}?(?:市场|商场|广场))[一二三四五六七八九\d]+[楼层]/,
  )?.[1]
  const base = (named?.text ?? market ?? chat.community)?.replace(phase, '')
  if (!base) return null
  const number = said ?? (sameCommunity(base, chat.community) ? chat.parts.phase?.value : null)
  return number?.endsWith('期') ? `${base}${number}` : base
}

/** Whether two names mean one community, whatever the phase and with or without 小区. */
export function sameCommunity(a: string, b: string | null): boolean {
  const bare = (name: string) => name.replace(phase, '').replace(/小区$/, '')
  return b !== null && bare(a) === bare(b)
}
