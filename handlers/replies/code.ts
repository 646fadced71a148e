import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

const most = 20

export const codeTexts = {
  nobody: plain('没有找到这位同事,请写通讯录里的姓名。看谁还没绑定:/发码'),
  which: (names: string[]) => plain(`是哪一位:${names.join('、')}?请写全名。`),
  unbound: (people: { name: string }[]) =>
    people.length === 0
      ? plain('所有同事都绑定了。换手机、换账号的同事:/发码 姓名')
      : plain(
          `还没绑定的 ${people.length} 位:${people
            .slice(0, most)
            .map((one) => one.name)
            .join('、')}${people.length > most ? '……' : ''}`,
          '给谁发码:/发码 姓名',
        ),
} as const

/** The code, to be handed over in person. */
export function codeCard(name: string, code: string, until: Date): Card {
  return plain(
    `${name} 的一次性绑定代码:${code}`,
    `请当面或打电话告诉本人,不要发在群里。本人私聊机器人发:/绑定 ${code}`,
    `用一次就失效,最晚到 ${dayWords(until)};以前没用的代码已作废。`,
  )
}
