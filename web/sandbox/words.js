/** A message in one line, for lists, quotes and announcements. */
export function wordsOf({ type, text, card, nick, recalled }) {
  if (recalled) return '（已撤回）'
  if (type === 'joined') return `${nick} 进群了`
  if (card) return [card.title, ...card.lines].filter(Boolean).join(' ')
  return `${type === 'voice_text' ? '[语音] ' : ''}${text}`.replaceAll(/\s+/g, ' ')
}
