import { isXml, textOf } from './xml.ts'

/** What is said, and what it quotes. */
export interface Quote {
  said: string
  /** The name that WeChat shows above the quoted words: not unique, so nobody is found by it. */
  by: string
  words: string
  /** The quoted message's id, and its speaker's; only where the puppet hands on the XML. */
  messageId?: string
  personId?: string
}

/** 引用: `<refermsg>` as some puppets hand it on, or the text that wechat4u makes of it (message-parser-refermsg.ts). */
export function readQuote(text: string): Quote | null {
  return isXml(text) ? readXml(text) : readText(text)
}

/** 「张三：原文」, a line of dashes, the answer. The first such line ends the quotation: an answer has none. */
function readText(text: string): Quote | null {
  const [, inside, said] = /^「([\s\S]*?)」\n(?:[-—] ?){5,}\n?([\s\S]*)$/u.exec(text) ?? []
  if (inside === undefined || said === undefined) return null
  const colon = /[：:]/u.exec(inside)
  const by = colon ? inside.slice(0, colon.index) : ''
  return { said: said.trim(), by: by.trim(), words: inside.slice(colon ? colon.index + 1 : 0).trim() }
}

function readXml(text: string): Quote | null {
  const from = text.indexOf('<refermsg')
  if (from < 0) return null
  const quoted = text.slice(from)
  const messageId = textOf(quoted, 'svrid')
  const personId = textOf(quoted, 'chatusr') || textOf(quoted, 'fromusr')
  return {
    said: textOf(text.slice(0, from), 'title'),
    by: textOf(quoted, 'displayname'),
    words: wordsOf(textOf(quoted, 'content')),
    ...(messageId && { messageId }),
    ...(personId && { personId }),
  }
}

/** Of a quoted link or quotation its title; a picture has no words. */
function wordsOf(content: string): string {
  return isXml(content) ? textOf(content, 'title') : content
}
