import { textOf } from './xml.ts'

/** What a grey line in a chat says. Names are as WeChat writes them: shown, not unique. */
export type Line =
  | { says: 'recall'; by: string | null; messageId?: string }
  | { says: 'joined'; names: string[]; self: boolean }
  | { says: 'left'; names: string[]; self: boolean }
  | { says: 'renamed'; topic: string }
  | { says: 'closed' }

type Reader = [form: RegExp, read: (found: string[]) => Line]

const names = (text = '') =>
  text
    .split(/[、,，]|\band\b/u)
    .map((name) => name.replace(/^[\s"“]+|[\s"”]+$/gu, ''))
    .filter(Boolean)
const joined = (self: boolean, who?: string): Line => ({ says: 'joined', names: names(who), self })
const left = (self: boolean, who?: string): Line => ({ says: 'left', names: names(who), self })

/**
 * In this order: the account itself before others. Forms after wechat4u's events and what telephones show, Chinese and
 * English. Each is held at both ends: a grey line may quote a name (“…” 拍了拍 …), and names are made up to be read as one.
 */
const readers: Reader[] = [
  [/^(?:你|You) ?(?:撤回了一条消息|recalled a message)[.。]?$/u, () => ({ says: 'recall', by: null })],
  [/^["“]?([^"“”]+)["”]? ?撤回了一条(?:成员)?消息$/u, ([, by = '']) => ({ says: 'recall', by: by.trim() })],
  [/^["“]?([^"“”]+?)["”]? (?:has )?recalled a message\.?$/u, ([, by = '']) => ({ says: 'recall', by })],
  [/^["“].+?["”] ?邀请你和["“]?(.+?)["”]?加入了群聊[。.]?$/u, ([, who]) => joined(true, who)],
  [/^[^"]+? invited you and (.+?) to (?:the|a) group chat\.?$/u, ([, who]) => joined(true, who)],
  [/^(?:["“][^"”]+["”] ?邀请你加入了群聊(?:，.*)?|你通过扫描.+?二维码加入群聊[^"]*)$/u, () => joined(true)],
  [
    /^(?:[^"]+? invited you to (?:the|a) group chat.*|You joined (?:the )?group chat.*)$/u,
    () => joined(true),
  ],
  [
    /^(?:你|["“].+?["”]) ?邀请["“](.+?)["”]加入了群聊[。.\s]*(?:\$revoke\$)?$/u,
    ([, who]) => joined(false, who),
  ],
  [/^[^"]+? invited (.+?) to (?:the|a) group chat\.?$/u, ([, who]) => joined(false, who)],
  [/^["“] ?([^"”]+)["”] ?通过扫描.+?分享的二维码加入群聊[。.]?$/u, ([, who]) => joined(false, who)],
  [/^["“]?([^"”]+?)["”]? joined (?:the )?group chat via .+$/u, ([, who]) => joined(false, who)],
  [/^你被(?:["“].+["”])?移出(?:了)?群聊$/u, () => left(true)],
  [/^You (?:were|have been) removed from the group chat(?: by .+)?$/u, () => left(true)],
  [/^(?:你(?:已)?退出(?:了)?群聊|You left the group chat)\.?$/u, () => left(true)],
  [/^你将["“](.+?)["”]移出了群聊$/u, ([, who]) => left(false, who)],
  [/^You removed "(.+?)" from the group chat$/u, ([, who]) => left(false, who)],
  [/^["“]?([^"“”]+?)["”]? ?(?:退出了群聊|left the group chat)\.?$/u, ([, who]) => left(false, who)],
  [
    /^(?:该群聊已(?:被)?解散|群主已?解散了?(?:该)?群聊|The group chat has been (?:disbanded|dismissed))[。.]?$/u,
    () => ({ says: 'closed' }),
  ],
  [
    /^(?:你|You|["“][^"”]{1,80}["”]) ?修改群名为[“"](.+)[”"]$/u,
    ([, topic = '']) => ({ says: 'renamed', topic }),
  ],
  [
    /^(?:You|["“][^"”]{1,80}["”]) changed the group name to [“"](.+)[”"]$/u,
    ([, topic = '']) => ({ says: 'renamed', topic }),
  ],
]

/** Reads a grey line, plain or as `<sysmsg>`. Null: it says nothing that concerns us. Never call it on what a person said. */
export function readLine(text: string): Line | null {
  if (text.includes('<sysmsg')) return readXml(text)
  const line = text.trim()
  for (const [form, read] of readers) {
    const found = form.exec(line)
    if (found) return read(found)
  }
  return null
}

function readXml(text: string): Line | null {
  if (!text.includes('<revokemsg')) {
    const content = textOf(text, 'plain') || textOf(text, 'content')
    return content && !content.includes('<sysmsg') ? readLine(content) : null
  }
  const line = readLine(textOf(text, 'replacemsg'))
  const messageId = textOf(text, 'newmsgid')
  const by = line?.says === 'recall' ? line.by : ''
  return { says: 'recall', by, ...(messageId && { messageId }) }
}
