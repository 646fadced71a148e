import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { record } from '../../db/events.ts'
import { nextMatterId, openMatter } from '../../db/matters.ts'
import { identities, matters, people, roles as roleRows } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { runCommand, verbs } from '../../handlers/commands/index.ts'
import { StaleError } from '../../matters/errors.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Post } from '../../matters/message.ts'
import type { State } from '../../matters/moves.ts'
import type { Role } from '../../matters/roles.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { openStory, type Story, seal } from '../support/story.ts'

const room = '8087'
const party = '楼上某住户甲'
const giver = 'giver-canary'
const summaryOf = (id: number) => `摘要暗号${id}号`
const noteOf = (id: number) => `经过暗号${id}号`

let story: Story
const cast: Record<string, [role: Role, areaId: string, department?: string]> = {
  vol: ['volunteer', 'anhe'],
  aux: ['auxiliary_grid', 'anhe-2'],
  chief: ['chief', 'station'],
  brigade: ['brigade_chief', 'street'],
  bureau: ['bureau_chief', 'street'],
  centre: ['zz_center', 'station'],
  law: ['mediator', 'anhe', 'law_firm'],
  city: ['department', 'street', 'urban_mgmt'],
  watch: ['citizen_supervisor', 'anhe'],
  insp: ['inspector', 'street'],
  adm: ['admin', 'street'],
}
const speakers = [...Object.keys(cast), 'lin', 'xiu', 'zhou', 'chen', 'duty', 'gao', 'zhang', 'qin']
const planted: [category: string, areaId: string, state: State][] = [
  ['dispute.neighbor.noise', 'anhe-2', 'new'],
  ['dispute.neighbor.noise', 'liuan-1', 'handling'],
  ['dispute.marriage_family', 'anhe-2', 'handling'],
  ['tip.gambling', 'anhe-2', 'assigned'],
  ['tip.gambling', 'liuan-2', 'new'],
  ['hazard.gas', 'anhe-1', 'handling'],
  ['care.minor_bullying', 'anhe-2', 'handling'],
  ['care.self_harm', 'liuan-1', 'handling'],
  ['feedback.police_complaint', 'anhe-2', 'new'],
  ['dispute.neighbor.water_leak', 'anhe-2', 'resolved'],
  ['dispute.rental', 'anhe-1', 'followup'],
  ['hazard.falling_object', 'anhe-2', 'studied'],
]

beforeAll(async () => {
  story = await openStory({ roles: [], announced: false })
  const { db } = story.store
  for (const [externalId, [role, areaId, department]] of Object.entries(cast)) {
    const [row] = await db
      .insert(people)
      .values({ name: `同事${externalId}` })
      .returning()
    const personId = row?.id ?? 0
    await db.insert(roleRows).values({ personId, role, areaId, department: department ?? null })
    await db.insert(identities).values({ personId, platform: 'sandbox', externalId, boundAt: story.now() })
  }
  await story.app.desk.registry.refresh()
  const lead = story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: 'lin' })?.personId ?? null
  for (const [index, [category, areaId, state]] of planted.entries()) {
    const id = await nextMatterId(db)
    expect(id).toBe(index + 1)
    const { kind, colour, urgency, privacy, lead: leadDepartment, co } = categoryOf(category)
    const matter = {
      ...{
        id,
        number: `AH-1116-${String(id).padStart(2, '0')}`,
        kind,
        category,
        colour,
        colourRules: [],
        urgency,
        privacy,
      },
      ...{
        areaId,
        leadDepartment,
        co,
        state,
        outcome: null,
        dueAt: null,
        groupId: null,
        occurred: null,
        facts: {},
      },
      ...{ needsClarify: false, openedAt: story.now(), foundBy: 'resident', source: 'group' },
      leadId: state === 'new' || state === 'studied' ? null : lead,
      summary: summaryOf(id),
      place: {
        ...{
          text: '',
          community: '安和花园三期',
          phase: '三期',
          building: '5',
          unit: '2',
          floor: '8',
          room,
          poi: null,
        },
        ...{ precision: 'room' as const, certainty: 'stated' as const },
      },
    }
    const note = {
      matterId: id,
      at: story.now(),
      actorId: lead,
      kind: 'logged',
      values: { note: noteOf(id) },
    }
    await db.transaction(async (tx) => {
      await openMatter(seal, matter, {
        parties: [{ role: 'respondent', label: party, self: false }],
        reporter: { platform: 'sandbox', externalId: giver },
        happenings: [],
      })(tx)
      await record(note)(tx)
    })
  }
})
afterAll(() => story.end())

/** Who gets to see what of what was said; the reasons why not, as words. */
async function leaks(post: Post): Promise<string[]> {
  const { registry } = story.app.desk
  const words = `${plainText(post.card)}\n${JSON.stringify(post.card.actions ?? [])}`
  const to = post.chat.kind === 'direct' ? post.chat.id : `group ${post.chat.id}`
  const staff =
    post.chat.kind === 'direct'
      ? registry.staffOf({ platform: 'sandbox', externalId: post.chat.id })
      : undefined
  const found: string[] = []
  if (words.includes(giver)) found.push(`${to} is shown who reported`)
  for (const matter of (await story.store.db.select().from(matters)) as Matter[]) {
    const told = words.includes(summaryOf(matter.id)) || words.includes(noteOf(matter.id))
    if (!told) continue
    const own = post.chat.id === giver
    if (!own && !(staff && maySee(staff, matter, registry.areas)))
      found.push(`${to} is told of ${matter.number}`)
    if (words.includes(noteOf(matter.id)) && !staff) found.push(`${to} reads notes of ${matter.number}`)
    const behind = words.includes(room) || words.includes(party)
    const handles =
      staff && (matter.leadId === staff.personId || mayDo(staff, 'seeDoor', matter, registry.areas))
    if (behind && !handles) found.push(`${to} learns the door or a party of ${matter.number}`)
  }
  return found
}

let messages = 0
async function runs(as: string, text: string, group?: string): Promise<Post[]> {
  messages += 1
  const write = await runCommand(
    {
      ...{ platform: 'sandbox', messageId: `n${messages}`, sender: { id: as, nick: as }, type: 'text', text },
      ...{
        mentionsBot: false,
        mentions: [],
        at: story.now().toISOString(),
        heard: 'command',
        score: 1,
        neighbours: [],
      },
      chat: group ? { id: group, kind: 'group' } : { id: as, kind: 'direct' },
    },
    story.app.desk,
  )
  await commit(story.store.db, write).catch((error) => {
    if (!(error instanceof StaleError)) throw error
  })
  return write.posts
}

const words = [
  '@网格员小林',
  '@周警官',
  '@城管',
  '@律师',
  '红',
  '黄',
  '蓝',
  '属实',
  '不属实',
  '同意',
  '不同意',
  '到场',
  '当场',
  '5天',
  '明天下午3点',
  '人民',
  '成',
  '未成',
  '街道',
  '满意5',
  '没解决 1',
  '超期',
  '今天',
  '隐患=有',
  '类别=漏水',
  '复查合格',
  '物业公司',
  '按规定办理',
  '安和花园三期5号楼',
  '邻里噪声',
  '谁举报的',
  '是 是 否 是',
  'AH-1116-03',
  'AH-1116-10',
]

it('finds a leak where there is one', async () => {
  const [matter] = await story.store.db.select().from(matters).where(eq(matters.category, 'tip.gambling'))
  const post = (id: string, kind: 'direct' | 'group', line: string) =>
    ({ chat: { id, kind }, card: { tone: 'plain', lines: [line] } }) as Post
  const id = matter?.id ?? 0
  expect(await leaks(post('gongzuo', 'group', summaryOf(id)))).not.toEqual([])
  expect(await leaks(post('xiu', 'direct', noteOf(id)))).not.toEqual([])
  expect(await leaks(post('zhou', 'direct', `举报人 ${giver}`))).not.toEqual([])
  expect(await leaks(post('zhou', 'direct', `${summaryOf(id)} ${room}`))).toEqual([])
})

it('no command of anybody on any matter tells anyone what they may not know', async () => {
  const names = verbs.flatMap((verb) => [verb.name])
  const one = fc.record({
    as: fc.constantFrom(...speakers),
    verb: fc.constantFrom(...names),
    on: fc.integer({ min: 1, max: planted.length }),
    rest: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
    sure: fc.boolean(),
    group: fc.constantFrom(undefined, undefined, undefined, 'gongzuo', 'anhe3'),
  })
  await fc.assert(
    fc.asyncProperty(one, async ({ as, verb, on, rest, sure, group }) => {
      const number = `AH-1116-${String(on).padStart(2, '0')}`
      const text = `/${verb} ${[number, ...rest, ...(sure ? ['确定'] : [])].join(' ')}`
      for (const post of await runs(as, text, group))
        expect([text, as, await leaks(post)]).toEqual([text, as, []])
    }),
    // The same walk at every run: a leak it finds is found again.
    { numRuns: 1200, endOnFailure: true, seed: 20261117 },
  )
}, 120_000)
