import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { openMatter } from '../../db/matters.ts'
import { events, followUps, matters } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { runCommand } from '../../handlers/commands/index.ts'
import type { HeardMessage } from '../../matters/message.ts'
import { canMove, isOpen, moves, path, type State, stateName, states } from '../../matters/moves.ts'
import { hour, openStory, type Story, seal } from '../support/story.ts'

/** Written by hand from the domain's state machine, apart from taxonomy.json. */
const expected = read(`
  draft       → new, withdrawn
  new         → studied, transferred, withdrawn, merged, unfounded
  studied     → assigned, transferred, merged, unfounded
  assigned    → handling, assigned, transferred
  handling    → resolved, transferred, assigned, unfounded
  resolved    → concluded, handling
  concluded   → followup, archived, handling
  followup    → archived, handling
  archived    → handling
  transferred → concluded, assigned
  merged      → new, studied, assigned, handling
  withdrawn   →
  unfounded   → new
`)

/** Where a verb leads from each state; from every other state it is refused. */
const leads: Record<string, { as: string; words: string; to: Map<string, string[]> }> = {
  交办: {
    as: 'zhou',
    words: '@网格员小林',
    to: read(`
      new         → assigned
      studied     → assigned
      assigned    → assigned
      handling    → assigned
      transferred → assigned
    `),
  },
  接单: {
    as: 'lin',
    words: '',
    to: read(`
      new      → handling
      studied  → handling
      assigned → handling
    `),
  },
  化解: { as: 'zhou', words: '双方说好了', to: read('handling → resolved') },
  办结: {
    as: 'zhou',
    words: '四项都妥',
    to: read(`
      resolved    → followup
      transferred → followup
    `),
  },
  回访: { as: 'lin', words: '已解决 5 隐患=无', to: read('followup → archived') },
  解除: {
    as: 'duty',
    words: '核实为误报',
    to: read(`
      new      → unfounded
      studied  → unfounded
      assigned → unfounded
      handling → unfounded
    `),
  },
  撤回: {
    as: 'zhang',
    words: '',
    to: read(`
      draft   → withdrawn
      new     → withdrawn
      studied → unfounded
    `),
  },
}

/** Verb and state whose handling is known to be wrong; their tests stand at the end. */
const wrong = new Set(['交办 merged'])

describe('the table of moves', () => {
  test('holds exactly the moves of the domain, for every pair of states', () => {
    const differing = states.flatMap((from) =>
      states
        .filter((to) => canMove(from, to) !== (expected.get(from) ?? []).includes(to))
        .map((to) => `${from} → ${to} is ${canMove(from, to) ? 'allowed' : 'refused'}`),
    )
    expect(differing).toEqual([])
  })

  test('knows no state beyond the thirteen', () => {
    expect(Object.keys(moves).sort()).toEqual([...states].sort())
    expect(Object.values(moves).flatMap((to) => to.filter((one) => !states.includes(one)))).toEqual([])
  })

  test('lets nothing become a draft again and nothing come back from withdrawn', () => {
    expect(states.filter((from) => canMove(from, 'draft'))).toEqual([])
    expect(states.filter((to) => canMove('withdrawn', to))).toEqual([])
  })

  test('has a Chinese word for each state, without the bracketed letter', () => {
    expect(states.map(stateName).join(' ')).toBe(
      '草稿 待研判 已研判 已交办 办理中 已化解/已处置 办结 回访中 归档 已转办 已合并 已撤回 不属实/误报',
    )
  })

  test('counts as open what somebody still owes work on', () => {
    expect(states.filter(isOpen)).toEqual(['new', 'studied', 'assigned', 'handling', 'resolved'])
  })
})

describe('a way through several states', () => {
  test('is given step by step', () => {
    expect(path('new', 'studied', 'assigned')).toEqual([
      { from: 'new', to: 'studied' },
      { from: 'studied', to: 'assigned' },
    ])
  })

  test('is none where one step is forbidden, be it the last', () => {
    expect(path('new', 'assigned')).toBeNull()
    expect(path('new', 'studied', 'handling')).toBeNull()
    expect(path('withdrawn', 'new')).toBeNull()
  })

  test('through nowhere is no step', () => expect(path('new')).toEqual([]))
})

let story: Story
let count = 0
beforeAll(async () => {
  story = await openStory({ roles: [], announced: false })
})
afterAll(() => story.end())

const cases = Object.entries(leads).flatMap(([verb, how]) =>
  states.filter((state) => !wrong.has(`${verb} ${state}`)).map((state) => [verb, state, how] as const),
)

describe('a command on a matter', () => {
  test.each(cases)(
    '/%s on %s: the move of the table, or a refusal',
    async (verb, state, { as, words, to }) => {
      const matter = await planted(state, { urgency: verb === '解除' ? 'emergency' : 'normal' })
      const said = await says(as, `/${verb} ${matter.number} ${words}`)
      const after = await stored(matter.id)
      const made = await movesOf(matter.id)
      const [goal] = to.get(state) ?? []
      if (goal) {
        expect(after).toMatchObject({ state: goal, version: 2 })
        expect(made[0]?.from).toBe(state)
        expect(made.at(-1)?.to).toBe(goal)
        for (const [index, { from, to }] of made.entries()) {
          expect(expected.get(from)).toContain(to)
          if (index > 0) expect(from).toBe(made[index - 1]?.to)
        }
        expect(said).toContain(matter.number)
      } else if (verb === '解除') {
        // What the table will not call unfounded is still lifted, and stays where it is.
        expect(after).toMatchObject({ state, version: 2 })
        expect(after?.emergencyLiftedAt).not.toBeNull()
        expect(made).toEqual([])
      } else {
        expect(after).toEqual(matter)
        expect(made).toEqual([])
        expect(said).toContain(matter.number)
        expect(said).toContain(stateName(state))
        expect(said).toMatch(/\/[看接化办]|重开|12389|没有待做/)
      }
    },
  )

  test.each(states)('/回访 没解决 leads back to handling from 回访中 only: %s', async (state) => {
    const matter = await planted(state)
    await says('lin', `/回访 ${matter.number} 没解决 1`)
    expect((await stored(matter.id))?.state).toBe(state === 'followup' ? 'handling' : state)
  })

  test('that lifts an emergency leaves one that is none untouched', async () => {
    const matter = await planted('handling')
    expect(await says('duty', `/解除 ${matter.number} 误报`)).toMatch(/现在不是紧急状态/)
    expect(await stored(matter.id)).toEqual(matter)
  })

  test.each([
    ['zhou', '办结', 'resolved', /要先由值班室解除/],
    ['zhang', '撤回', 'new', /要由值班室核实后解除/],
  ] as const)('%s may not /%s an emergency that stands', async (as, verb, state, reply) => {
    const matter = await planted(state, { urgency: 'emergency' })
    expect(await says(as, `/${verb} ${matter.number}`)).toMatch(reply)
    expect(await stored(matter.id)).toEqual(matter)
  })

  test('without its arguments makes no move', async () => {
    const matter = await planted('followup', { urgency: 'emergency' })
    expect(await says('lin', `/回访 ${matter.number}`)).toMatch(/写上结果和满意度/)
    expect(await says('duty', `/解除 ${matter.number}`)).toMatch(/还缺「理由」/)
    expect(await says('zhou', `/交办 ${(await planted('handling')).number}`)).toMatch(/还缺「@人」/)
    expect(await says('lin', '/接单')).toMatch(/请带上编号/)
    expect(await stored(matter.id)).toEqual(matter)
  })

  test('that lifts an emergency keeps no name and number out of its reason', async () => {
    const matter = await planted('handling', { urgency: 'emergency' })
    await says('duty', `/解除 ${matter.number} 已联系13812345678核实`)
    const told = await story.store.db.select().from(events).where(eq(events.matterId, matter.id))
    expect(JSON.stringify(told)).not.toContain('13812345678')
    expect(JSON.stringify(told)).toContain('核实')
  })

  test('written twice at once moves once: the second is asked to read again', async () => {
    const matter = await planted('resolved')
    const twice = [
      await heard('zhou', `/办结 ${matter.number} 四项都妥`),
      await heard('zhou', `/办结 ${matter.number} 四项都妥`),
    ]
    const settled = await Promise.allSettled(twice.map((write) => commit(story.store.db, write)))
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await stored(matter.id)).toMatchObject({ state: 'followup', version: 2 })
    expect(await movesOf(matter.id)).toHaveLength(2)
  })
})

describe('at the edges', () => {
  test('/交办 does not pull a merged matter out of its merge', async () => {
    const matter = await planted('merged')
    await says('zhou', `/交办 ${matter.number} @网格员小林`)
    expect(await stored(matter.id)).toEqual(matter)
  })

  test.each(['archived', 'merged', 'withdrawn', 'unfounded'] as const)(
    '/办结 on %s does not advise a step that would be refused as well',
    async (state) => {
      const matter = await planted(state)
      expect(await says('zhou', `/办结 ${matter.number}`)).not.toMatch(/先化解/)
    },
  )

  test('/回访 that is not owed says what is possible instead', async () => {
    const matter = await planted('handling')
    expect(await says('lin', `/回访 ${matter.number} 已解决 5`)).toMatch(/\//)
  })

  test('/化解 by one who has not taken it yet advises the step that is open to them', async () => {
    const matter = await planted('new')
    expect(await says('lin', `/化解 ${matter.number} 当场`)).toMatch(/接单/)
  })

  test('/解除 as a false alarm of what is assigned already does not leave it to be handled', async () => {
    const matter = await planted('assigned', { urgency: 'emergency' })
    await says('duty', `/解除 ${matter.number} 核实为误报`)
    expect((await stored(matter.id))?.state).toBe('unfounded')
  })
})

/** A matter of 张大妈 in 小林's grid, put into a state past all doors, with one visit owed. */
async function planted(state: State, options: { urgency?: 'normal' | 'emergency' } = {}) {
  count += 1
  const { db } = story.store
  const { registry } = story.app.desk
  const lin = registry.colleagues().find((one) => one.name === '网格员小林')
  await db.transaction((tx) =>
    openMatter(
      seal,
      {
        id: count,
        number: `AH-1117-${String(count).padStart(2, '0')}`,
        kind: 'dispute',
        category: 'dispute.neighbor.noise',
        colour: 'blue',
        colourRules: ['B0'],
        urgency: options.urgency ?? 'normal',
        privacy: 'restricted',
        summary: '安和花园三期5号楼:邻里噪声',
        areaId: 'anhe-2',
        place: null,
        needsClarify: false,
        occurred: null,
        facts: {},
        leadDepartment: 'grid_worker',
        co: [],
        leadId: ['draft', 'new', 'studied'].includes(state) ? null : (lin?.personId ?? null),
        state,
        outcome: null,
        dueAt: null,
        groupId: null,
        openedAt: story.now(),
        foundBy: 'resident',
        source: 'group',
      },
      { parties: [], reporter: { platform: 'sandbox', externalId: 'zhang' }, happenings: [] },
    )(tx),
  )
  await db.insert(followUps).values({
    matterId: count,
    round: 1,
    day: 7,
    dueAt: new Date(story.now().getTime() - hour),
    ownerId: lin?.personId,
  })
  const row = await stored(count)
  if (!row) throw new Error('the matter was not planted')
  return row
}

async function heard(as: string, text: string) {
  count += 1
  const message: HeardMessage = {
    platform: 'sandbox',
    messageId: `m${count}-${as}`,
    chat: { id: as, kind: 'direct' },
    sender: { id: as, nick: as },
    type: 'text',
    text,
    mentionsBot: false,
    mentions: [],
    at: story.now().toISOString(),
    heard: 'command',
    score: 1,
    neighbours: [],
  }
  return await runCommand(message, story.app.desk)
}

/** Runs the command and writes what follows; gives what its sender is told. */
async function says(as: string, text: string): Promise<string> {
  const write = await heard(as, text)
  await commit(story.store.db, write)
  return write.posts
    .filter((post) => post.chat.id === as && (post.about === 'answer' || post.about === 'refusal'))
    .map((post) => plainText(post.card))
    .join('\n')
}

async function stored(id: number) {
  const [row] = await story.store.db.select().from(matters).where(eq(matters.id, id))
  return row
}

/** The changes of state that went on record, in order. */
async function movesOf(id: number): Promise<{ from: string; to: string }[]> {
  const rows = await story.store.db.select().from(events).where(eq(events.matterId, id)).orderBy(events.id)
  return rows.flatMap(({ kind, fromState, toState }) =>
    fromState && toState && !(kind === 'lifted' && fromState === toState)
      ? [{ from: fromState, to: toState }]
      : [],
  )
}

/** Lines like "new → studied, merged". */
function read(lines: string): Map<string, string[]> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [from = '', to = ''] = line.split('→').map((side) => side.trim())
        return [from, to.split(',').flatMap((one) => one.trim() || [])] as const
      }),
  )
}
