import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Face } from '../../handlers/meetings/face.ts'
import { callCard } from '../../handlers/replies/meeting.ts'
import { packCard, packTitles } from '../../handlers/replies/pack.ts'
import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { atLocal } from '../../matters/working-time.ts'

const face: Face = {
  ...{ id: 12, name: '警网融合例会', where: '安和社区', startsAt: atLocal('2026-11-18', '09:30') },
  ...{ lastsMinutes: 60, place: '安和社区警务室', chair: '周警官' },
  ...{ movedFrom: null, reason: null, cancelled: false },
}

const lengthOf = ({ title = '', lines }: Card) => [...[title, ...lines].join('\n')].length

const section = fc.record({
  lines: fc.array(fc.string({ unit: 'grapheme', maxLength: 45 }), { maxLength: 12 }),
  figures: fc.option(fc.constantFrom('新增 12(红3 黄4 蓝5)', '走访 31 户,巡逻 8 次'), { nil: undefined }),
})

describe('what is posted in a work group about a meeting has at most 120 characters', () => {
  it('the pack, whatever there is; and everything is a button away', () => {
    fc.assert(
      fc.property(fc.tuple(...packTitles.map(() => section)), (found) => {
        const sections = found.map((one, at) => ({ title: packTitles[at] ?? '', ...one }))
        const card = packCard(face, sections)
        expect(lengthOf(card)).toBeLessThanOrEqual(120)
        const opens = sections.flatMap(({ title, lines }) => (lines.length > 0 ? [`展开 ${title}`] : []))
        expect(card.actions?.map(({ label }) => label)).toEqual(opens)
      }),
    )
  })

  it('the pack tells what was promised last time as far as there is room', () => {
    const promise = '决议1|车棚选址方案|网格员小林|限11月20日(周五),已过期'
    const sections = packTitles.map((title, at) => ({
      title,
      lines: at === 1 ? [promise] : at === 2 ? ['AH-1110-01|噪声'] : [],
      figures: undefined,
    }))
    expect(packCard(face, sections).lines).toEqual([
      '(1)上次决议:1 项',
      `  ${promise}`,
      '(2)红黄事项:1 项',
      '其余 9 项本周无',
    ])
  })

  it('the call for topics, with a button for each that is offered', () => {
    const offered = ['车棚充电桩不足', '地下车库停车位争执', '楼上反复漏水'].map(
      (title, n) => ({ number: `AH-1110-0${n + 1}`, title }) as MatterView,
    )
    const card = callCard(face, 3, offered)
    expect(lengthOf(card)).toBeLessThanOrEqual(120)
    const shown = card.lines.filter((line) => line.startsWith('AH-'))
    expect(shown.length).toBeGreaterThan(0)
    expect(card.actions?.map(({ label }) => label)).toEqual([
      ...shown.map((line) => `议 ${line.slice(0, 10)}`),
      '看会议',
    ])
    expect(callCard(face, 0, []).lines.join()).not.toContain('可以列入')
  })
})
