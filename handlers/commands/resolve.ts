import { nothing, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { closeMatter, helpsOnly } from '../close-matter.ts'
import { type Desk, toStaff } from '../desk.ts'
import { tellLawfulWays } from '../lawful-ways.ts'
import { moved, type Step } from '../move.ts'
import { closingTexts, resolvedTexts } from '../replies/closing.ts'
import { matterCard } from '../replies/matter-card.ts'
import { show } from '../show.ts'
import { choice, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

/** How it ended. 未成 is an end too: both were told where it goes on. */
const outcomes = {
  ...spelt('settled', '达成', '谈妥', '和解', '已解决', '解决'),
  ...spelt('partly', '部分', '部分达成', '部分解决'),
  ...spelt('failed', '未成', '没成', '不成', '未达成', '没谈成'),
  ...spelt('removed', '消除', '排除', '已整改', '整改', '已撤除', '撤除'),
  // The owner took the cause away without being made to (requirement A158).
  ...spelt('removed_by_owner', '自行消除', '自行撤除', '自行整改', '主动撤除', '主动撤掉', '自行撤掉'),
  ...spelt('granted', '办成', '已办', '办妥', '已采纳'),
  ...spelt('found', '找到', '已找到', '找回'),
  ...spelt('transferred', '移交', '已移交', '转其他部门'),
}

function spelt(outcome: string, ...spellings: string[]): Record<string, string> {
  return Object.fromEntries(spellings.map((spelling) => [spelling, outcome]))
}

const usual: Partial<Record<Matter['kind'], string>> = { hazard: 'removed', service: 'granted' }

export const resolve = matterVerb({
  name: '化解',
  aliases: ['solve'],
  help: '事情已处置好;蓝色的当场加「无隐患」可一次办结',
  where: 'direct',
  rights: ['resolve'],
  states: ['handling'],
  arguments: {
    spot: optional(choice('当场', { 当场: 'spot', 现场: 'spot' })),
    outcome: optional(choice('达成/部分/未成', outcomes)),
    danger: optional(
      choice('无隐患', {
        无隐患: 'none',
        没隐患: 'none',
        没有隐患: 'none',
        有隐患: 'left',
        还有隐患: 'left',
      }),
    ),
    note: optional(text('摘要', '双方谈妥,装了静音垫')),
  },
  async run({ desk, matter, staff, values, reply, refuse }): Promise<Write> {
    const lead = matter.leadId === null ? undefined : desk.registry.staff(matter.leadId)
    if (helpsOnly(staff, matter)) return refuse(closingTexts.partner(matter.number, lead?.name ?? '同事'))
    const { note = '', spot, danger } = values
    const byOwner = values.outcome === 'removed_by_owner'
    const outcome = byOwner ? 'removed' : (values.outcome ?? usual[matter.kind] ?? 'settled')
    const how = { note, outcome, onTheSpot: spot !== undefined, ...(byOwner && { byOwner }) }
    const step: Step = { to: 'resolved', values: how }
    const mayClose = mayDo(staff, 'conclude', matter, desk.registry.areas)
    const small = matter.colour === 'blue' || matter.colour === null
    const atOnce = spot !== undefined && small && mayClose
    // Settled before the eyes of both, and the visit comes by itself: what is left to ask is the danger (A216, A193).
    const said = { settled: true, told: true, visit: true, note: '' }
    const closed =
      atOnce && danger === 'none' && outcome !== 'failed'
        ? await closeMatter({
            ...{ desk, matter, staff, reply, before: [step], set: { outcome } },
            answers: { ...said, danger: false },
          })
        : null
    // What keeps it from being closed at once (a listing, a report that is owed) keeps it resolved.
    if (closed && closed.changes.length > 0) return closed
    const { fresh, changes } = moved(desk, matter, staff, { steps: [step], set: { outcome } })
    // A dispute that ended without agreement is a mediation that failed (rule P-4).
    const ways =
      outcome === 'failed' && matter.kind === 'dispute'
        ? await tellLawfulWays(desk, fresh, 'mediation failed')
        : nothing
    const close = { label: '办结', command: `/办结 ${matter.number}` }
    const clean = {
      label: '没有隐患,办结',
      command: `/办结 ${matter.number} 解决=是 告知=是 隐患=无 回访=是`,
    }
    return {
      changes: [...changes, ...ways.changes],
      posts: [
        reply({
          tone: 'plain',
          lines: [
            atOnce && danger === undefined
              ? resolvedTexts.oneLeft(matter.number)
              : resolvedTexts.resolved(matter.number),
            ...(outcome === 'failed' ? [resolvedTexts.failed] : []),
          ],
          actions: [...(atOnce && danger === undefined ? [clean] : []), close],
        }),
        ...ways.posts,
        ...(mayClose ? [] : await askOfficers(desk, fresh, staff.name)),
      ],
    }
  },
})

/** Who may not close a matter leaves it to the officers of the place: they are told that it waits for them. */
async function askOfficers(desk: Desk, matter: Matter, by: string) {
  const { areas } = desk.registry
  const officers = desk.registry
    .colleagues()
    .filter((one) => holds(one, 'officer') && mayDo(one, 'conclude', matter, areas))
  const posts = []
  for (const officer of officers) {
    const seen = await show(desk, { as: 'staff', staff: officer }, matter)
    if (!seen) continue
    const card = matterCard(
      seen,
      [{ label: '办结', command: `/办结 ${matter.number}` }],
      [resolvedTexts.officer(by)],
    )
    posts.push(
      ...toStaff(desk, officer.personId, card, {
        key: `resolved:${matter.id}:${matter.version}`,
        about: 'matter',
        priority: priorities.answer,
        matterId: matter.id,
        matterVersion: matter.version,
      }),
    )
  }
  return posts
}
