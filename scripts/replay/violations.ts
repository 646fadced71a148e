import type { Sql } from '../../db/client.ts'
import { findText } from '../../db/find-text.ts'
import { type AboutItem, lintGroupText } from '../../handlers/replies/lint.ts'
import type { Dialogue } from './dialogue.ts'

/** Every outgoing lint that was broken, and every ignored text that is found in a table or the log afterwards. */
export async function violationsOf(
  sql: Sql,
  play: { dialogue: Dialogue; ignored: number[]; group: string[]; shown: AboutItem[]; logged: string[] },
): Promise<string[]> {
  const found = play.group.flatMap((text) => lintGroupText(withoutMention(text), play.shown))
  for (const { n, text } of play.dialogue.messages) {
    const words = text.trim()
    if (!play.ignored.includes(n) || words.length < 4) continue
    for (const place of await findText(sql, words))
      found.push(`M-2: the words of message ${n} stand in ${place}`)
    if (play.logged.some((line) => line.includes(words)))
      found.push(`M-2: the words of message ${n} stand in the log`)
  }
  return found
}

/** An @ repeats the name under which somebody speaks there anyway. */
function withoutMention(text: string): string {
  return text.replace(/^@.*\n/u, '')
}
