import type { Danger } from '../../matters/reading.ts'
import { readTimes } from '../read/time.ts'
import { findDanger } from './danger.ts'

/** From when to when (ms) a drill or a filming is on in a group. */
export interface Play {
  from: number
  to: number
}

const play =
  /(?:消防|应急|防空|防震|地震|反恐|防暴|疏散|逃生|救援|防汛|灭火|实战)?.{0,2}(?:演[习练]|拉练)|拍(?:[个场部][^,，。]{0,4})?(?:戏|电影|电视剧?|短剧|网剧|微电影|宣传片)|剧组|(?:借|来)[^,，。]{0,8}(?:拍摄|取景)/u
const announces =
  /请(?:勿|不要|大家|各位|配合|知悉|放心|居民|业主)|(?:别|不要|勿要?|唔好|莫要?|不必|不用|唔使|甭)(?:惊|慌|怕|害怕|紧张|担心|误会|当真|报警|打\s*1[12][09])|会(?:有|放|拉|响|鸣)[^。]{0,12}(?:烟|警报|枪声|爆炸|鸣笛|呼救|救命|血浆|伤员|信号)|(?:举行|开展|组织|进行|安排|搞|做|有)(?:一次|一场|个|场|次)?[^,，。?？]{0,8}(?:演[习练]|拉练)|(?:通知|提醒|提示|预告)/u
const doubts = /[?？]|吗|是不是|真的假的|哪[里儿]?(?:在|有)/u

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const before = 30 * minuteMs
/** Where no end is told; and the longest that is believed. */
const usual = 3 * hourMs
const longest = 12 * hourMs
/** Announced for later than this, it is announced again. */
const ahead = 7 * 24 * hourMs

/** 今日下午三点做消防演习 会放烟 大家不要慌: the time in which cries in this group are likely played. Null: no announcement. */
export function announcedPlay(text: string, at: Date): Play | null {
  if (!play.test(text) || !announces.test(text) || doubts.test(text)) return null
  const times = readTimes(text, at, { prefer: 'future' })
  const points = (pick: 'from' | 'to') =>
    times.flatMap((time) => Date.parse(time[pick] ?? time.at ?? '') || [])
  const now = at.getTime()
  const start = Math.min(...points('from'), ...(times.length === 0 ? [now] : []))
  if (!Number.isFinite(start) || start > now + ahead) return null
  const told = Math.max(...points('to'), start)
  const end = told - start <= hourMs ? start + usual : Math.min(told, start + longest) + before
  return end < now ? null : { from: start - before, to: end }
}

const dangersPlayed = new Set<Danger>(['fire', 'gas', 'trapped', 'medical', 'violence', 'child', 'electric'])
/** Who says that it is no play is believed. */
const insists =
  /不是(?:演|拍|在演|在拍|假|闹着玩|开玩笑)|(?<!演得?|演得太|跟|像|和)真的?(?:着|出事|有人|伤|晕|摔|倒|烧|打|不是|是)|弄假成真|来真的|出真事|(?:讲句|说句|说)真(?:嘅|的|话)|唔系(?:演|扮|讲笑)|唔係(?:演|扮|講笑)/u

const reasons = new Set(['演练或安全宣传', '游戏里的话', '影视或小说'])
const placed =
  /\d+\s*(?:栋|幢|号楼|座|单元|室|楼|组|号门)|我家|我们?(?:楼|栋|单元)|楼[上下道]|隔壁|对门|小区|门口/u

/** May a danger of this sort be played? Nobody drills wanting to die, being swindled or a child that is gone. */
export function mayBePlayed(danger: Danger | null): boolean {
  return danger === null || dangersPlayed.has(danger)
}

/**
 * Is what frightens in this likely played: an announced drill or filming is on, or those around talk of a game, a film,
 * a drill and it names no place of its own? Who insists is believed.
 */
export function isPlayed(
  text: string,
  danger: Danger | null,
  { atMs, plays, around }: { atMs: number; plays: readonly Play[]; around: readonly string[] },
): boolean {
  if (danger === null && plays.length === 0) return false
  if (!mayBePlayed(danger) || insists.test(text)) return false
  if (plays.some(({ from, to }) => from <= atMs && atMs <= to)) return true
  if (danger === null || around.length === 0 || placed.test(text)) return false
  const { danger: still, guard } = findDanger([...around, text].join('\n'))
  return still === null && guard !== null && reasons.has(guard)
}
