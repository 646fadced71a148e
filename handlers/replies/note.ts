import type { Note } from '../../db/notes.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

const how = '例如:/随手记 5号楼 楼道灯坏两盏,或 /随手记 AH-1117-01 周五再去'

export const noteTexts = {
  how: plain('随手记挂在一件事或一个地点上,只有您自己看得到。', how),
  noWords: plain('要记什么?请在编号或地点后面写上。', how),
  notAboutPeople: plain('随手记不记在人、门牌或电话名下,没有保存。', `请记在编号或楼栋上。${how}`),
  noSuchPlace: plain('地址表里没有这个地点,没有保存。', `请写楼栋或地名。${how}`),
  elsewhere: plain('这个地点不在您管的片区,没有保存。'),
  which: (places: string[]) => plain(`是哪一个:${places.join('、')}?请写全。`),
  kept: (about: string, masked: boolean) =>
    plain(`已记在 ${about},只有您看得到。`, ...(masked ? ['姓名、门牌和号码已遮盖。'] : [])),
} as const

/** One's own last notes. */
export function notesCard(notes: { note: Note; number: string | null }[]): Card {
  return plain(
    notes.length > 0 ? `您最近的随手记 ${notes.length} 条:` : '还没有随手记。',
    ...notes.map(({ note, number }) => `${dayWords(note.at)}|${number ?? note.place ?? ''}|${note.text}`),
    ...(notes.length > 0 ? [] : [how]),
  )
}
