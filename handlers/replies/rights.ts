import type { Matter } from '../../matters/matter.ts'
import type { Card } from '../../matters/message.ts'
import { stateName } from '../../matters/moves.ts'
import type { TakeOut } from '../take-out.ts'
import { plain } from './refusals.ts'

/** Where to complain about a refusal (rule Q-7). */
const route = '不同意这样处理,可拨12389或12345投诉,也可起诉。'

export function withdrawn(number: string): Card {
  return plain(`${number} 已撤回,不再办理,内容已删除。`)
}

export function withdrawnFromShared(number: string): Card {
  return plain(`${number} 里您的那一份已撤回,没有留下您的身份。别人也反映了,这件事会继续办。`)
}

export function notWithdrawn(matter: Matter, why: { standing: boolean; joint: boolean }): Card {
  const reason = why.standing
    ? '涉及人身安全,要由值班室核实后解除'
    : why.joint
      ? '已和别人反映的同一件事一起办'
      : `已经${stateName(matter.state)},承办人手里有工作记录`
  return plain(
    `${matter.number} ${reason},不能整件撤回。`,
    `您的身份仍然保密;要去掉您的身份,发「/删除 ${matter.number}」。有异议可拨12389。`,
  )
}

const fate: Record<TakeOut, string> = {
  whole: '还没有人办,整件删除',
  shared: '删去您的身份;别人也反映了,事情继续办',
  kept: '删去您的身份和当事人标记;留下编号、类别、地点和办理经过,因为已在依法办理,要能说明怎么办的',
}

/** What would go and what has to stay, before it is done (PIPL §§47, 50). */
export function whatGoes(
  planned: { number: string; takeOut: TakeOut }[],
  drafts: number,
  problems = 0,
): string[] {
  return [
    ...planned.map(({ number, takeOut }) => `${number}:${fate[takeOut]}。`),
    ...(drafts > 0 ? [`没确认的草稿 ${drafts} 份:删除。`] : []),
    ...(problems > 0 ? [`问题清单 ${problems} 项:不再记是您提的,由同事确认是否解决。`] : []),
    '删了就找不回,也收不到进展了。',
  ]
}

export function erased(planned: { number: string; takeOut: TakeOut }[], drafts: number): Card {
  const kept = planned.some(({ takeOut }) => takeOut === 'kept')
  return {
    tone: 'plain',
    title: '已删除',
    lines: [
      ...planned.map(({ number, takeOut }) => `${number}:${fate[takeOut]}。`),
      ...(drafts > 0 ? [`草稿 ${drafts} 份已删除。`] : []),
      ...(kept ? [`留下的依据:个人信息保护法第47条、第34条;期限一到自动删除。${route}`] : []),
    ],
  }
}

export const nothingToErase: Card = plain('没有存您反映的事,不用删。「不听我」「匿名」的设置可随时改。')

export const sayWhatToCorrect = (number: string): Card =>
  plain(
    `请写要改什么,例如:/更正 ${number} 地点=3号楼2单元`,
    '可改:地点、时间、类别、金额、摘要。不会改动办理经过。',
  )

export const tooLateToCorrect = (number: string): Card =>
  plain(`${number} 已经归档,不能再改。有出入可另外反映一件,或拨12345。`)

export function notThatCategory(number: string): Card {
  return plain(
    `${number} 不能直接换成这一类:保密的办法不同。`,
    `请先发「/撤回 ${number}」或「/删除 ${number}」,再用「/线索」「/投诉」等重新说。`,
  )
}

export function corrected(number: string, changed: string[], asked: string[]): Card {
  return {
    tone: 'plain',
    title: `${number} 更正`,
    lines: [
      ...(changed.length > 0 ? [`已改:${changed.join(';')}。`] : []),
      ...(asked.length > 0 ? [`已转承办人核对:${asked.join(';')}。`] : []),
      '承办人能看到改前和改后。',
    ],
  }
}

export function correctedForStaff(changed: string[], asked: string[]): string[] {
  return [
    ...(changed.length > 0 ? [`反映人更正:${changed.join(';')}。`] : []),
    ...(asked.length > 0 ? [`反映人认为:${asked.join(';')}。请核对后用 /研判 改。`] : []),
  ]
}

export const notYetRated = (number: string): Card =>
  plain(`${number} 还没办结,办结后再评价。现在看进展:/查进度 ${number}`)
export const ratedAlready = (number: string): Card => plain(`${number} 这一次办结您已经评价过了,谢谢。`)
export const sayScore = (number: string): Card =>
  plain(`请给1到5分,例如:/评价 ${number} 5 办得快。1最不满意,5最满意。评的是这件事办得怎么样。`)

/** `number`: null where it was rated by its password, which no button may carry. */
export function thanksForRating(score: number, number: string | null): Card {
  if (score > 2) return plain(`收到,${score}分。谢谢您。`)
  return {
    tone: 'plain',
    lines: [
      `收到,${score}分。没办好,对不住。`,
      number ? '要重新办,点「重开」。' : '要重新办,发「/重开 口令 理由」。',
    ],
    ...(number && { actions: [{ label: '重开', command: `/重开 ${number} 对结果不满意` }] }),
  }
}

export const lowRating = (score: number, said: string): string[] => [
  `反映人评价 ${score} 分${said ? `:${said}` : ''}。请看看还差什么。`,
]
