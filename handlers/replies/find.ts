import type { Card } from '../../matters/message.ts'
import { plain } from './refusals.ts'

export const findTexts = {
  how: plain(
    '按编号、地点或类别查,可加时段。',
    '例如:/查 AH-1117-01,/查 5号楼 本月,/查 漏水 最近30天。只查您管的片区,不按人查。',
  ),
  byPerson: plain(
    '不能按姓名、昵称、电话、车牌或照片查人,这次已留痕。',
    '可以按编号、地点(到楼栋)、类别查。确有办案需要,请走正式的调取手续。',
  ),
  notUnderstood: plain(
    '没看懂要查什么,没有查。',
    '只按编号、地点(到楼栋)、类别查,可加时段,例如:/查 5号楼 漏水 本月。',
  ),
  elsewhere: plain('这个地点不在您管的片区。', '可以查您自己片区的编号、地点、类别。'),
} as const

/** What was found, at the precision of buildings. */
export function foundCard(found: { asked: string; lines: string[]; more: boolean; door: boolean }): Card {
  const { asked, lines, more, door } = found
  return plain(
    lines.length > 0
      ? `按「${asked}」找到${more ? '最近' : ''} ${lines.length} 件:`
      : `按「${asked}」没有找到。`,
    ...lines,
    ...(more ? ['还有更早的,请加上类别或时段。'] : []),
    ...(door ? ['只查到楼栋,不查门牌。'] : []),
  )
}
