import type { Card } from '../../matters/message.ts'
import type { Verb } from '../commands/verb.ts'

/** Every answer of that kind ends like this: the bot is not the emergency call. */
export const emergencyLine = '紧急请拨110/119/120'

export function plain(...lines: string[]): Card {
  return { tone: 'plain', lines }
}

export function unknownCommand(nearest: string | null): Card {
  const guess = nearest ? `您是不是想发「/${nearest}」?` : '发「/帮助」看看能做什么。'
  return plain('没有这个命令。', guess, emergencyLine)
}

export function mayNot(verb: Verb): Card {
  return plain(
    `「/${verb.name}」要有相应职责的工作人员才能用,您现在用不了。`,
    '发「/帮助」看看您能用的;认为不对可联系管理员,或拨12389反映。',
  )
}

export function wrongPlace(verb: Verb): Card {
  const where = verb.where === 'work' ? '私聊或工作群' : '私聊'
  // A tip or a complaint was typed where others read it.
  const visible = verb.words && verb.where === 'direct' ? '群里那条别人看得到,请您撤回。' : ''
  return plain(`「/${verb.name}」请在${where}里发,群里没有执行。`, `就在这里发给我即可。${visible}`)
}

export function noSuchMatter(number: string): Card {
  return plain(`没有找到您能看的事项「${number}」。`, '请核对编号,或发「/待办」「/我的」看列表。')
}

export function needsNumber(verb: Pick<Verb, 'name' | 'args'>): Card {
  return plain(`请带上编号,例如:/${verb.name} ${verb.args}`)
}

/** A move that the table does not hold, with what would be possible instead. */
export function notNow(number: string, state: string, possible: string): Card {
  return plain(`${number} 现在是「${state}」,这一步还不能做。`, possible)
}

/** To who would work on a merged matter. */
export function goesOn(number: string): string {
  return `接着办:${number}。`
}
