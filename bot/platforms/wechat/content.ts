import type { IncomingType } from '../../../matters/message.ts'
import type { RawMessage, RawType } from './wire.ts'
import { attributeOf, isXml, textOf } from './xml.ts'

export interface Content {
  type: IncomingType
  text: string
}

/** What a message gives to read; null: nothing. Pictures and films are not fetched; red packets, cards and files are none of ours. */
export function contentOf({ type, text }: Pick<RawMessage, 'type' | 'text'>): Content | null {
  return readers[type]?.(text) ?? null
}

const readers: Partial<Record<RawType, (text: string) => Content | null>> = {
  text: (text) => (isXml(text) ? ofXml(text) : { type: 'text', text }),
  image: () => ({ type: 'image', text: '' }),
  video: () => ({ type: 'image', text: '' }),
  // 语音转文字, where the puppet does it; the sound itself is not fetched.
  audio: (text) => (text.trim() === '' || isXml(text) ? null : { type: 'voice_text', text }),
  url: (text) => ({ type: 'link', text: isXml(text) ? linkOf(text) : text }),
  location: (text) => (isXml(text) ? placed(text) : text.trim() === '' ? null : { type: 'text', text }),
}

/** An app message that the puppet took for text: a link (5), or nothing we read. Quotations were taken out before. */
function ofXml(text: string): Content | null {
  return textOf(text, 'type') === '5' ? { type: 'link', text: linkOf(text) } : null
}

function linkOf(xml: string): string {
  return [textOf(xml, 'title'), textOf(xml, 'des'), textOf(xml, 'url')].filter(Boolean).join('\n')
}

function placed(xml: string): Content | null {
  const words = [attributeOf(xml, 'location', 'label'), attributeOf(xml, 'location', 'poiname')]
  const text = [...new Set(words.filter((word) => word !== '' && word !== '[位置]'))].join(' ')
  return text ? { type: 'text', text } : null
}
