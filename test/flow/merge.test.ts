import { eq, isNull } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { sealChain, timeline } from '../../db/events.ts'
import { links, matters, reporters } from '../../db/schema/index.ts'
import type { Matter } from '../../matters/matter.ts'
import { plant, stored } from '../support/planted.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story?.end())

const kindsOf = async (id: number) =>
  (await timeline(story.store.db, id)).map((event) => event.kind).filter((kind) => kind !== 'read')
const merges = async (as: string, kept: string, ...others: string[]) => {
  await story.says(as, `/合并 ${kept} ${others.join(' ')}`)
  await story.presses(as, '确定')
}

describe('merging', () => {
  it('is shown before it is done, leaves the first, and stands in the history of both', async () => {
    const [kept, other] = [await plant(story, { by: 'zhang' }), await plant(story, { by: 'wang' })]
    await story.says('lin', `/合并 ${kept.number} ${other.number}`)
    expect(story.lastHeard('lin')).toMatch(
      new RegExp(`还没有执行[\\s\\S]*留下:${kept.number}[\\s\\S]*并入:${other.number}\\|邻里噪声`),
    )
    expect(await stored(story, other.id)).toEqual(other)
    await story.presses('lin', '确定')
    expect(story.lastHeard('lin')).toMatch(new RegExp(`已把 ${other.number} 并入 ${kept.number}`))
    await story.says('lin', `/合并 ${kept.number} ${other.number} 确定`)
    expect(await stored(story, other.id)).toMatchObject({ state: 'merged', stateBefore: 'new' })
    expect(await kindsOf(other.id)).toEqual(['opened', 'merged'])
    expect(await kindsOf(kept.id)).toEqual(['opened', 'absorbed'])
    await story.says('zhou', `/看 ${kept.number}`)
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`并进来的:${other.number}`))
    await story.says('zhou', `/看 ${other.number}`)
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`已并入:${kept.number}`))
  })

  it('keeps its reporters answered under their own number', async () => {
    const kept = await plant(story, { by: 'zhang', category: 'dispute.neighbor.pet' })
    const other = await plant(story, { by: 'baoma', category: 'hazard.animal', colour: 'blue' })
    await merges('zhou', kept.number, other.number)
    expect(story.lastHeard('baoma')).toMatch(new RegExp(`${other.number}[\\s\\S]*已并在一起办`))
    await story.says('lin', `/接单 ${kept.number}`)
    expect(story.lastHeard('baoma')).toMatch(new RegExp(`${other.number}[\\s\\S]*网格员小林 已接手`))
    expect(story.lastHeard('baoma')).not.toContain(kept.number)
    expect(story.lastHeard('zhang')).toMatch(new RegExp(`${kept.number}[\\s\\S]*网格员小林 已接手`))
    await story.says('baoma', `/查进度 ${other.number}`)
    expect(story.lastHeard('baoma')).toMatch(new RegExp(`${other.number}\\|蓝\\|办理中[\\s\\S]*网格员小林`))
    await story.says('baoma', '/我的')
    expect(story.lastHeard('baoma')).toMatch(/犬只[\s\S]*办理中/)
    await story.says('baoma', `/撤回 ${other.number}`)
    expect(story.lastHeard('baoma')).toMatch(/不能整件撤回/)
    expect((await stored(story, kept.id)).state).toBe('handling')
  })

  it('cannot be taken back by one for the others', async () => {
    const [kept, other] = [await plant(story, { by: 'liu' }), await plant(story, { by: 'guo' })]
    await merges('zhou', kept.number, other.number)
    await story.says('liu', `/撤回 ${kept.number}`)
    expect(story.lastHeard('liu')).toMatch(/已和别人反映的同一件事一起办/)
    expect((await stored(story, kept.id)).state).toBe('new')
  })

  it.each<[string, Partial<Matter>, Partial<Matter>, RegExp]>([
    [
      'of a confidential one into a less confidential',
      {},
      { category: 'dispute.marriage_family' },
      /保密程度更高/,
    ],
    [
      'of a restricted one into a public one',
      { category: 'hazard.weather', colour: 'yellow' as const },
      {},
      /保密程度更高/,
    ],
    ['of one that is worked on', {}, { state: 'handling' as const }, /还没交办的才能/],
    ['of one that waits after closing', {}, { state: 'followup' as const }, /还没交办的才能/],
    ['of an emergency that stands', {}, { urgency: 'emergency' as const }, /先由值班室解除/],
    ['of a higher colour into a lower', { colour: 'blue' as const }, { colour: 'red' as const }, /先升色/],
  ])('is refused: %s', async (_, first, second, reply) => {
    const [kept, other] = [await plant(story, first), await plant(story, second)]
    await story.says('zhou', `/合并 ${kept.number} ${other.number}`)
    expect(story.lastHeard('zhou')).toMatch(reply)
    await story.says('zhou', `/合并 ${kept.number} ${other.number} 确定`)
    expect(await stored(story, other.id)).toEqual(other)
    expect(await stored(story, kept.id)).toEqual(kept)
  })

  it('into itself is refused', async () => {
    const one = await plant(story)
    await story.says('zhou', `/合并 ${one.number} ${one.number} 确定`)
    expect(story.lastHeard('zhou')).toMatch(/不能并进自己/)
    expect(await stored(story, one.id)).toEqual(one)
  })

  it('warns where place or category do not fit', async () => {
    const kept = await plant(story)
    const other = await plant(story, {
      category: 'dispute.neighbor.pet',
      place: { ...(kept.place as NonNullable<typeof kept.place>), building: '2' },
    })
    await story.says('zhou', `/合并 ${kept.number} ${other.number}`)
    expect(story.lastHeard('zhou')).toMatch(/地点对不上[\s\S]*类别不同/)
  })

  it('of what one may not see is answered like a number that does not exist', async () => {
    const [kept, tip] = [await plant(story), await plant(story, { category: 'tip.gambling' })]
    await story.says('lin', `/合并 ${kept.number} ${tip.number}`)
    const hidden = story.lastHeard('lin')
    await story.says('lin', `/合并 ${kept.number} AH-0101-77`)
    expect(hidden.replace(tip.number, '')).toBe(story.lastHeard('lin').replace('AH-0101-77', ''))
    for (const as of ['xiu', 'zhang', 'duty']) await story.says(as, `/合并 ${kept.number} ${tip.number} 确定`)
    expect(await stored(story, tip.id)).toEqual(tip)
  })

  it('done at once by two, the other way round, merges once', async () => {
    const [one, two] = [await plant(story, { by: 'zhang' }), await plant(story, { by: 'wang' })]
    story.chat.say({ as: 'zhou', chatId: 'dm-zhou', text: `/合并 ${one.number} ${two.number} 确定` })
    story.chat.say({ as: 'lin', chatId: 'dm-lin', text: `/合并 ${two.number} ${one.number} 确定` })
    await story.settled()
    const states = [(await stored(story, one.id)).state, (await stored(story, two.id)).state].sort()
    expect(states).toEqual(['merged', 'new'])
    const rows = await story.store.db.select().from(links).where(eq(links.kind, 'merged'))
    const between = rows.filter((row) => [one.id, two.id].includes(row.fromId))
    expect(between).toHaveLength(1)
  })
})

describe('what comes after a merge', () => {
  it('lands on the survivor: who tells the merged story again hears how that one goes on', async () => {
    const again = await openStory()
    try {
      const kept = await plant(again, { category: 'dispute.neighbor.other', colour: 'red', by: 'wang' })
      const noise = await plant(again, { by: 'xiaoyu' })
      await again.says('zhou', `/合并 ${kept.number} ${noise.number} 确定`)
      await again.says('zhang', '@小助手 5号楼2单元楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
      await again.says('zhang', '1')
      expect(again.lastHeard('zhang')).toMatch(/已并入/)
      expect(await again.store.db.select().from(matters)).toHaveLength(2)
      expect((await timeline(again.store.db, kept.id)).map((event) => event.kind)).toContain('joined')
      await again.says('zhou', `/接单 ${kept.number}`)
      expect(again.lastHeard('zhang')).toMatch(/周警官 已接手/)
    } finally {
      await again.end()
    }
  })

  it('is forgotten with the survivor', async () => {
    const again = await openStory()
    try {
      const [kept, other] = [await plant(again, { by: 'wang' }), await plant(again, { by: 'zhang' })]
      await again.says('zhou', `/合并 ${kept.number} ${other.number} 确定`)
      await again.store.db
        .update(matters)
        .set({ state: 'archived', retentionUntil: again.now() })
        .where(eq(matters.id, kept.id))
      await again.forward(1000)
      expect(await again.store.db.select().from(reporters)).toEqual([])
      expect((await stored(again, other.id)).summary).toBe('')
      await again.says('zhou', `/拆分 ${other.number}`)
      expect(again.lastHeard('zhou')).toMatch(/已按期限删除/)
    } finally {
      await again.end()
    }
  })
})

describe('a tie to a matter one may not see', () => {
  const canary = '金丝雀'

  it('is not there: no line, no number, no count, on either side and after a split', async () => {
    const family = await plant(story, {
      category: 'dispute.marriage_family',
      summary: `安和花园三期5号楼:${canary}`,
      by: 'zhang',
      colour: 'red',
    })
    const noise = await plant(story, { by: 'huang', colour: 'yellow' })
    const plainly = await plant(story, { colour: 'yellow' })
    await story.says('zhou', `/合并 ${family.number} ${noise.number} 确定`)
    expect((await stored(story, noise.id)).state).toBe('merged')
    await story.says('zhou', `/看 ${noise.number}`)
    expect(story.lastHeard('zhou')).toContain(family.number)
    await story.says('lin', `/看 ${noise.number}`)
    expect(story.lastHeard('lin')).not.toMatch(/并入:|并入另一件|婚姻/)
    expect(story.lastHeard('huang')).not.toMatch(/婚姻|并在一起/)
    await story.says('lin', `/拆分 ${noise.number}`)
    expect((await stored(story, noise.id)).state).toBe('merged')
    await story.says('huang', `/查进度 ${noise.number}`)
    await story.says('huang', '/我的')
    await story.says('zhou', `/拆分 ${noise.number}`)
    await story.says('lin', `/看 ${noise.number}`)
    await story.says('lin', `/看 ${plainly.number}`)
    const heard = [...story.hears('lin'), ...story.hears('huang'), ...story.hears('anhe3')].join('\n')
    expect(heard).not.toContain(canary)
    expect(heard).not.toContain(family.number)
  })

  it('is not there either where a hazard was split from something confidential', async () => {
    const family = await plant(story, { category: 'dispute.marriage_family', by: 'zhang' })
    await story.says('zhou', `/拆分 ${family.number} 类别=高空坠物 阳台花盆松动`)
    const number = /拆出 (AH-\d+-\d+)/.exec(story.hears('zhou').join('\n'))?.[1] ?? ''
    expect(number).not.toBe('')
    await story.says('lin', `/接单 ${number}`)
    await story.says('lin', `/看 ${number}`)
    expect(story.lastHeard('lin')).toMatch(/高空坠物/)
    expect(story.lastHeard('lin')).not.toMatch(/相关|另立|婚姻|1001/)
    expect(story.hears('lin').join()).not.toContain(family.number)
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`相关:${family.number}`))
  })
})

describe('splitting', () => {
  it.each(['new', 'studied'] as const)(
    'takes a merge back and leaves everything as it was (%s)',
    async (state) => {
      const kept = await plant(story, { by: 'zhang', state: 'handling', lead: 'lin' })
      const other = await plant(story, { by: 'wang', state })
      const people = await story.store.db.select().from(reporters)
      await merges('zhou', kept.number, other.number)
      await story.says('zhou', `/拆分 ${other.number}`)
      expect(story.lastHeard('zhou')).toMatch(/和合并前一样/)
      const back = await stored(story, other.id)
      expect({ ...back, version: 0 }).toEqual({ ...other, version: 0 })
      expect({ ...(await stored(story, kept.id)), version: 0 }).toEqual({ ...kept, version: 0 })
      expect(await story.store.db.select().from(reporters)).toEqual(people)
      expect(await kindsOf(other.id)).toEqual(['opened', 'merged', 'unmerged'])
      expect(await kindsOf(kept.id)).toEqual(['opened', 'absorbed', 'parted'])
      const heard = story.hears('wang').length
      await story.says('lin', `/化解 ${kept.number} 谈妥了`)
      expect(story.hears('wang')).toHaveLength(heard)
      await merges('zhou', kept.number, other.number).catch(() => {})
      expect((await stored(story, kept.id)).state).toBe('resolved')
    },
  )

  it('undoes any merges in any order, and every row stands as it stood', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat(1000)),
        async (pairs, lots) => {
          const before = []
          for (const as of ['zhang', 'wang', 'xiaoyu', 'baoma']) before.push(await plant(story, { by: as }))
          for (const [kept, other] of pairs)
            await story.says('zhou', `/合并 ${before[kept]?.number} ${before[other]?.number} 确定`)
          const merged = []
          for (const one of before) if ((await stored(story, one.id)).state === 'merged') merged.push(one)
          while (merged.length > 0) {
            const [one] = merged.splice((lots.next().value ?? 0) % merged.length, 1)
            await story.says('zhou', `/拆分 ${one?.number}`)
          }
          for (const one of before)
            expect({ ...(await stored(story, one.id)), version: 0 }).toEqual({ ...one, version: 0 })
          const standing = await story.store.db.select().from(links).where(isNull(links.undoneAt))
          const ids = before.map(({ id }) => id)
          expect(standing.filter((link) => ids.includes(link.fromId) || ids.includes(link.toId))).toEqual([])
        },
      ),
      { numRuns: 8 },
    )
  })

  it('goes back through three levels, one at a time, and can be merged again', async () => {
    const [a, b, c] = [
      await plant(story, { by: 'zhang' }),
      await plant(story, { by: 'wang' }),
      await plant(story, { by: 'xiaoyu' }),
    ]
    await merges('zhou', b.number, a.number)
    await merges('zhou', c.number, b.number)
    await story.says('lin', `/接单 ${c.number}`)
    for (const [as, one] of [
      ['zhang', a],
      ['wang', b],
      ['xiaoyu', c],
    ] as const)
      expect(story.lastHeard(as)).toMatch(new RegExp(`${one.number}[\\s\\S]*小林 已接手`))
    await story.says('zhou', `/拆分 ${b.number}`)
    await story.says('zhang', `/查进度 ${a.number}`)
    expect(story.lastHeard('zhang')).toMatch(/待研判/)
    await story.says('zhou', `/拆分 ${a.number}`)
    for (const one of [a, b])
      expect({ ...(await stored(story, one.id)), version: 0 }).toEqual({ ...one, version: 0 })
    await merges('zhou', c.number, a.number)
    await merges('zhou', c.number, b.number)
    expect((await stored(story, a.id)).state).toBe('merged')
    expect((await stored(story, b.id)).state).toBe('merged')
  })

  it('done twice at once happens once', async () => {
    const [kept, other] = [await plant(story), await plant(story)]
    await merges('zhou', kept.number, other.number)
    story.chat.say({ as: 'zhou', chatId: 'dm-zhou', text: `/拆分 ${other.number}` })
    story.chat.say({ as: 'lin', chatId: 'dm-lin', text: `/拆分 ${other.number}` })
    await story.settled()
    expect(await kindsOf(other.id)).toEqual(['opened', 'merged', 'unmerged'])
  })

  it('opens the second matter that one held, with the same people behind it, and merging undoes it', async () => {
    const both = await plant(story, {
      by: 'zhang',
      colour: 'yellow',
      category: 'dispute.neighbor.renovation',
    })
    await story.says('lin', `/拆分 ${both.number}`)
    expect(story.lastHeard('lin')).toMatch(/请写上类别/)
    await story.says('lin', `/拆分 ${both.number} 类别=漏水 水从1001漏到楼下`)
    const number = /拆出 (AH-\d+-\d+)/.exec(story.hears('lin').join('\n'))?.[1] ?? ''
    const [second] = await story.store.db.select().from(matters).where(eq(matters.number, number))
    expect(second).toMatchObject({ category: 'dispute.neighbor.water_leak', state: 'new', areaId: 'anhe-2' })
    expect(second?.summary).not.toContain('1001')
    expect(story.lastHeard('zhang')).toContain(number)
    await story.says('zhang', `/查进度 ${number}`)
    expect(story.lastHeard('zhang')).toMatch(new RegExp(`${number}\\|.*待研判`))
    expect(await kindsOf(both.id)).toEqual(['opened', 'split'])
    expect(await kindsOf(second?.id ?? 0)).toEqual(['opened', 'split'])
    await merges('lin', both.number, number)
    expect((await stored(story, second?.id ?? 0)).state).toBe('merged')
    const heard = story.hears('zhang').length
    await story.says('lin', `/接单 ${both.number}`)
    expect(story.hears('zhang')).toHaveLength(heard + 1)
  })

  it('opens no complaint about police and no emergency', async () => {
    const one = await plant(story)
    for (const category of ['对民警/网格员投诉', '燃气泄漏', '邻里噪声']) {
      await story.says('zhou', `/拆分 ${one.number} 类别=${category}`)
      expect(story.lastHeard('zhou')).not.toMatch(/已从/)
    }
    expect(await stored(story, one.id)).toEqual(one)
  })
})

it('leaves the chain of events whole', async () => {
  await sealChain(story.store.sql)
  expect(await verifyChain(story.store.db)).toBeNull()
})
