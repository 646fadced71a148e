import type { Matter } from '../matters/matter.ts'
import { type Action, type Post, priorities } from '../matters/message.ts'
import { holds, type Staff } from '../matters/roles.ts'
import { isOfMinor } from '../matters/view.ts'
import { type Desk, toStaff } from './desk.ts'
import { matterCard } from './replies/matter-card.ts'
import { concernsMinor, turnedRed } from './replies/study.ts'
import { show } from './show.ts'

/** A matter's card with a line of news to these colleagues, each as they may see it; who may not know of it gets nothing. */
export async function tellStaff(
  desk: Desk,
  people: readonly Staff[],
  matter: Matter,
  news: {
    occasion: string
    lines: string[]
    actions?: Action[]
    /** Absent: this occasion, once a version of the matter. */
    key?: string
    about?: Post['about']
    priority?: Post['priority']
    notBefore?: Date | undefined
    /** It asks for an answer: it keeps its lines and buttons while the matter goes on. */
    asks?: true
  },
): Promise<Post[]> {
  const posts: Post[] = []
  for (const staff of new Set(people)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    const actions = news.actions ?? [{ label: '看详情', command: `/看 ${matter.number}` }]
    posts.push(
      ...toStaff(desk, staff.personId, matterCard(seen, actions, news.lines), {
        key: news.key ?? `${news.occasion}:${matter.id}:${matter.version}`,
        about: news.about ?? 'matter',
        priority: news.priority ?? priorities.answer,
        matterId: matter.id,
        matterVersion: news.asks ? undefined : matter.version,
        notBefore: news.notBefore,
      }),
    )
  }
  return posts
}

/** News to who leads it, unless it was they who brought it about. */
export async function tellLead(
  desk: Desk,
  matter: Matter,
  by: { personId: number } | null,
  news: Parameters<typeof tellStaff>[3],
): Promise<Post[]> {
  const lead = matter.leadId === null ? undefined : desk.registry.staff(matter.leadId)
  return lead && lead.personId !== by?.personId ? await tellStaff(desk, [lead], matter, news) : []
}

/** The chiefs of its area, when it has just turned red. */
export async function tellIfRed(
  desk: Desk,
  before: Pick<Matter, 'colour'>,
  matter: Matter,
  by: { personId: number } | null,
): Promise<Post[]> {
  if (matter.colour !== 'red' || before.colour === 'red') return []
  return await tellStaff(desk, chiefsBut(desk, by), matter, { occasion: 'red', lines: [turnedRed] })
}

/** The chiefs of its area, when it turned out to concern a child in need (requirement A185). */
export async function tellIfOfMinor(
  desk: Desk,
  before: Pick<Matter, 'category'>,
  matter: Matter,
  by: { personId: number } | null,
): Promise<Post[]> {
  if (!isOfMinor(matter.category) || isOfMinor(before.category)) return []
  return await tellStaff(desk, chiefsBut(desk, by), matter, { occasion: 'minor', lines: [concernsMinor] })
}

function chiefsBut(desk: Desk, by: { personId: number } | null): Staff[] {
  return desk.registry
    .colleagues()
    .filter((staff) => holds(staff, 'chief') && staff.personId !== by?.personId)
}

/** A reminder about a matter to these colleagues; the key names the occasion and holds over every restart. */
export async function remindStaff(
  desk: Desk,
  matter: Matter,
  people: readonly Staff[],
  told: {
    lines: string[]
    key: string
    actions?: Action[]
    priority?: Post['priority']
    notBefore?: Date | undefined
    asks?: true
  },
): Promise<Post[]> {
  const { priority = priorities.reminder } = told
  return await tellStaff(desk, people, matter, { ...told, occasion: told.key, about: 'reminder', priority })
}
