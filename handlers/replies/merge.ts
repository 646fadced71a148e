import type { Link } from '../../db/links.ts'
import type { Matter } from '../../matters/matter.ts'
import { placeWords } from '../../matters/place.ts'
import { categoryOf, colourNames } from '../../matters/taxonomy.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

const hows: Record<Link['how'], string> = { into: '已并入', from: '并进来的', beside: '相关' }

/** A matter tied to the one that is shown, never closer than the building. */
export function linkLine(how: Link['how'], other: MatterView, place: Matter['place']): string {
  const where = placeWords(place, { precision: 'building' })
  return `${hows[how]}:${other.number}|${other.title}|${where}|${other.state}`
}

/** Enough to tell whether two are the same thing (W-1): where, what, when, and the first words. */
function toCompare(matter: Matter): string {
  const where = placeWords(matter.place, { precision: 'building' })
  const summary = [...matter.summary].slice(0, 40).join('')
  return `${matter.number}|${categoryOf(matter.category).zh}|${where}|${dayWords(matter.openedAt)}|${summary}`
}

/** What a merge will do, for the one who is about to do it. */
export function mergeEcho(survivor: Matter, others: Matter[], doubts: string[]): string[] {
  return [
    `留下:${toCompare(survivor)}`,
    ...others.map((other) => `并入:${toCompare(other)}`),
    ...doubts,
    '是同一件事才并。反映人照样各按自己的编号收到进展;并错了可发 /拆分 编号 还原。',
  ]
}

export const placesDiffer = '注意:地点对不上。'
export const categoriesDiffer = '注意:类别不同。'

export const mergeTexts = {
  itself: (number: string) => `${number} 不能并进自己,请写另一件的编号。`,
  notYours: (number: string) => `${number} 不在您能合并的范围内,请联系社区民警。`,
  alreadyWorked: (number: string, state: string) =>
    `${number} 现在是「${state}」,只有还没交办的才能并进别的。可以反过来写,把它放在第一个。`,
  emergency: (number: string) => `${number} 还是紧急状态,先由值班室解除再合并。`,
  lessConfidential: (kept: string, other: string) =>
    `${other} 的保密程度更高,不能并进 ${kept}。可以反过来:/合并 ${other} ${kept}`,
  lowerColour: (kept: string, other: Matter) =>
    `${other.number} 是${other.colour ? colourNames[other.colour] : ''}色,比留下的高。先升色:/定色 ${kept} ${other.colour ? colourNames[other.colour] : ''} 与 ${other.number} 同一件事`,
  listed: (number: string) => `${number} 正在挂牌,先销号再合并。`,
  apart: (number: string) => `${number} 只能单独办理,不能合并或拆分。`,
  merged: (survivor: string, others: string[]) =>
    `已把 ${others.join('、')} 并入 ${survivor}。要还原发:/拆分 ${others[0]}`,
  toReporters: '有几位反映的是同一件事,已并在一起办。您的编号不变,进展照样告诉您。',
  toReportersQuietly: '您反映的事有人在跟进。您的编号不变,进展照样告诉您。',
} as const

export const splitTexts = {
  whichCategory: (number: string) =>
    `要把 ${number} 里的另一件事单独立案,请写上类别,例如:/拆分 ${number} 类别=邻里漏水 水漏到楼下`,
  restored: (number: string, state: string) => `${number} 已拆出来,回到「${state}」,和合并前一样。`,
  notYours: (number: string) => `${number} 的拆分不在您的职责内,请联系社区民警。`,
  forgotten: (number: string) => `${number} 的内容已按期限删除,不能再拆出来。`,
  sameCategory: (category: string) => `这件本来就是「${category}」,请写另一件事的类别。`,
  emergency: '这类事要马上报警处置,请直接发 /上报 说明情况,或打110/119/120。',
  opened: (from: string, number: string, category: string) =>
    `已从 ${from} 拆出 ${number}(${category}),两边都有记录,反映人两件都能查。要还原发:/合并 ${from} ${number}`,
  apart: '您反映的事改为单独办理,编号不变,进展照样告诉您。',
  toReporters: (number: string) => `您反映的内容分成两件办,另一件的编号是 ${number},两件都会答复您。`,
} as const
