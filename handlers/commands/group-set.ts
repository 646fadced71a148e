import { record } from '../../db/events.ts'
import { bindGrids, proposeMode, setDailyPosts, setMode } from '../../db/groups.ts'
import type { Group, Mode } from '../../db/registry.ts'
import type { Write } from '../../db/write.ts'
import { holds, may } from '../../matters/roles.ts'
import { answer } from '../desk.ts'
import { areaOfGroup, rootArea } from '../locate.ts'
import { postNotice } from '../notice-post.ts'
import { groupBudgetTexts } from '../replies/group-budget.ts'
import { publicityTexts } from '../replies/publicity.ts'
import { plain } from '../replies/refusals.ts'
import { budgetOf } from '../rhythm/unasked.ts'
import { setPublicity } from './group-publicity.ts'
import type { Call, Verb } from './verb.ts'

const modeWords: Record<string, Mode> = {
  '@': 'mention',
  点名: 'mention',
  mention: 'mention',
  旁听: 'assisted',
  assisted: 'assisted',
  工作: 'work',
  work: 'work',
}
export const modeNames: Record<Mode, string> = {
  mention: '点名(只读@我的话)',
  assisted: '旁听',
  work: '工作群',
}

export const groupSet: Verb = {
  name: '群设置',
  aliases: ['groupset'],
  args: '[模式 点名/旁听/工作 | 同意旁听 | 网格 名称… | 打扰 0–3 | 宣传 开/关]',
  help: '看或改本群的模式、网格、打扰和宣传开关',
  where: 'anywhere',
  who: 'everyone',
  async run(call) {
    const { desk, message, words } = call
    const group = desk.registry.group(message.platform, message.chat.id)
    if (!group) return { changes: [], posts: [answer(message, plain('请在要设置的群里发。'))] }
    if (words[0] === '模式') return changeMode(call, group, modeWords[words[1] ?? ''])
    if (words[0] === '同意旁听') return approve(call, group)
    if (words[0] === '网格') return setGrids(call, group)
    if (words[0] === '宣传') return setPublicity(call, group)
    if (words[0] === '打扰' || words[0] === '静默') return setDaily(call, group, words[1] ?? '')
    const grids = group.gridIds.map((id) => desk.registry.areas.get(id)?.name ?? id).join('、')
    return {
      changes: [],
      posts: [
        answer(
          message,
          plain(
            `模式:${modeNames[group.mode]}`,
            `网格:${grids || '未绑定'}`,
            groupBudgetTexts.now(await budgetOf(desk, group)),
            publicityTexts.state(group.publicity !== false),
            '看告知发 /告知',
          ),
        ),
      ],
    }
  },
}

/** Passive listening needs a proposal by an administrator and the group owner's own yes (rule N-4). */
function changeMode(call: Call, group: Group, mode: Mode | undefined): Write {
  const { desk, message, asker } = call
  if (!mode) return { changes: [], posts: [answer(message, plain('模式可以是:点名、旁听、工作。'))] }
  const home = areaOfGroup(group, desk.registry) ?? rootArea(desk.registry)
  if (!may(asker.staff, 'setGroup', home, desk.registry.areas)) return refuse(call, '改模式要由管理员发起。')
  if (mode === group.mode)
    return { changes: [], posts: [answer(message, plain(`已经是「${modeNames[mode]}」。`))] }
  const event = record({
    matterId: null,
    at: desk.clock.now(),
    actorId: asker.staff?.personId ?? null,
    kind: 'group mode',
    values: { groupId: group.id, mode },
  })
  if (mode === 'assisted') {
    const card = plain(
      '管理员提议在本群旁听(与事项无关的话当场忘掉,不保存)。',
      '请群主回复:/群设置 同意旁听。群主没有同意之前不变。',
    )
    return { changes: [proposeMode(group, mode), event], posts: [answer(message, card)] }
  }
  return announceAnew(call, group, mode, [event])
}

function approve(call: Call, group: Group): Write {
  const { desk, message, asker } = call
  if (!message.byOwner) return refuse(call, '只有群主能同意。')
  if (group.proposedMode !== 'assisted')
    return { changes: [], posts: [answer(message, plain('现在没有待同意的提议。'))] }
  const event = record({
    matterId: null,
    at: desk.clock.now(),
    actorId: asker.staff?.personId ?? null,
    kind: 'group mode approved',
    values: { groupId: group.id },
  })
  return announceAnew(call, group, 'assisted', [event])
}

/** The group is deaf from this commit on, until the platform has accepted the new notice. */
function announceAnew(call: Call, group: Group, mode: Mode, changes: Write['changes']): Write {
  const version = group.noticeVersion + 1
  const notice = postNotice({ ...group, mode, noticeVersion: version }, call.desk, `mode:${version}`)
  return { changes: [setMode(group, mode), ...changes], posts: [notice] }
}

/** The group's own say in how often the bot speaks up there: its owner's, or an administrator's. */
function setDaily(call: Call, group: Group, said: string): Write {
  const { desk, message, asker } = call
  const home = areaOfGroup(group, desk.registry) ?? rootArea(desk.registry)
  if (!message.byOwner && !may(asker.staff, 'setGroup', home, desk.registry.areas))
    return refuse(call, groupBudgetTexts.notYours)
  const typed = said.normalize('NFKC').replace(/[条次]$/u, '')
  const dailyPosts = typed === '默认' ? null : /^[0-3]$/u.test(typed) ? Number(typed) : undefined
  if (dailyPosts === undefined)
    return { changes: [], posts: [answer(message, plain(groupBudgetTexts.howTo))] }
  const event = record({
    matterId: null,
    at: desk.clock.now(),
    actorId: asker.staff?.personId ?? null,
    kind: 'group budget',
    values: { groupId: group.id, dailyPosts },
  })
  return {
    changes: [setDailyPosts(group, dailyPosts), event],
    posts: [answer(message, plain(groupBudgetTexts.set(dailyPosts)))],
  }
}

function setGrids(call: Call, group: Group): Write {
  const { desk, message, asker, words } = call
  const named = words.slice(1)
  const grids = desk.registry.areas.all().filter((area) => area.kind === 'grid' && named.includes(area.name))
  if (grids.length === 0 || grids.length < named.length) {
    const all = desk.registry.areas.all().filter((area) => area.kind === 'grid')
    return {
      changes: [],
      posts: [answer(message, plain(`没有找到全部网格。现有:${all.map((area) => area.name).join('、')}`))],
    }
  }
  const home = areaOfGroup(group, desk.registry)
  const allowed =
    holds(asker.staff, 'admin') ||
    (home !== undefined && may(asker.staff, 'approveGroup', home, desk.registry.areas))
  if (!allowed) return refuse(call, '绑定网格要由管理员或本片民警、网格员来做。')
  return {
    changes: [
      bindGrids(
        group,
        grids.map((area) => area.id),
      ),
    ],
    posts: [answer(message, plain(`本群已绑定:${grids.map((area) => area.name).join('、')}`))],
  }
}

function refuse({ desk, message, asker }: Call, why: string): Write {
  const event = record({
    matterId: null,
    at: desk.clock.now(),
    actorId: asker.staff?.personId ?? null,
    kind: 'refused',
    values: { what: '群设置' },
  })
  return { changes: [event], posts: [answer(message, plain(why), 'refusal')] }
}
