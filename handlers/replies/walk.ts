import type { Walk } from '../../db/walks.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords, peopleAreHome } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

export const walkKinds = { opinion: '民意', order: '治安', party: '当事人' } as const

const how = '例如:/走访 三期5号楼 民意 6户 都嫌楼道灯暗'

export const walkTexts = {
  onMatter: '事项所在处',
  noDoors: plain('走访只记到楼栋,不记门牌,没有保存。', how),
  whichKind: plain('是哪种走访:民意、治安、当事人?', how),
  whichMatter: plain('走访当事人要写上事项编号。', '例如:/走访 AH-1117-02 当事人 双方都愿意谈'),
  noSuchPlace: plain('地址表里没有这个地点,没有保存。', `请写楼栋或地名。${how}`),
  elsewhere: plain('这个地点不在您管的片区,没有保存。'),
  which: (places: string[]) => plain(`是哪一个:${places.join('、')}?请写全。`),
  kept: (walk: Omit<Walk, 'id'>, masked: boolean) =>
    plain(`已记走访:${lineOf(walk)}`, ...(masked ? ['姓名、门牌和号码已遮盖。'] : [])),
} as const

/** One's own last visits. */
export function walksCard(walks: readonly Walk[]): Card {
  if (walks.length === 0) return plain('还没有走访记录。', how)
  return plain(
    `您最近的走访 ${walks.length} 次,其中晚间和休息日 ${walks.filter(({ at }) => peopleAreHome(at)).length} 次:`,
    ...walks.map((walk) => `${dayWords(walk.at)}|${lineOf(walk)}`),
  )
}

function lineOf({ place, kind, households, topic }: Omit<Walk, 'id'>): string {
  const name = walkKinds[kind as keyof typeof walkKinds]
  return [place, `访${name}`, `${households}户`, topic].filter(Boolean).join('|')
}
