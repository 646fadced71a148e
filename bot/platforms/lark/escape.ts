/** How the groups of a phone number are parted: as printed, or so that no pattern of digits and blanks finds it. */
export type Apart = ' ' | '\u00b7'

/**
 * Words as they may be shown on Lark: nothing in them calls anybody, links anywhere or formats, and numbers to dial are
 * parted. What could be read as markup is written with its full-width twin, which every client shows as it stands: the
 * platform's own escapes differ between texts and cards, and none is documented for both.
 */
export function shown(words: string, apart: Apart = ' '): string {
  return inert(dialable(visible(words), apart))
}

/** Without control characters, and those that turn the direction of writing, so that a text reads other than it is. */
function visible(words: string): string {
  return words.toWellFormed().replace(/\r\n?/g, '\n').replace(unseen, '')
}

const unseen = /(?![\n\t])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

function inert(words: string): string {
  return markup.reduce((text, [pattern]) => text.replace(pattern, wide), words)
}

/** Countries' endings, and those that come up in fraud; not the full list, which is 1,400 long. */
const endings = [
  '[a-z]{2}|com|net|org|gov|edu|info|biz|name|mobi|asia|xyz|top|vip|club|shop|store|mall|online|site|website|space',
  'fun|icu|cyou|live|life|link|click|work|world|today|app|dev|tech|cloud|host|press|pro|red|ink|ltd|group|wang|ren|tel',
  'cool|chat|games?|bet|loans?|win|bid|stream|download|cash|money|fund|finance|trade|bond|buzz|monster|rest|sbs|quest',
].join('|')

/** Where one of these could mean something to a client, with an example. */
const markup: [RegExp, string][] = [
  [/<(?=\s*[\p{L}/!?])/gu, '<at id=all></at>'],
  [/\](?=\s*[([:])/g, '[words](address)'],
  [/&(?=#?\w{1,32};)/g, '&lt;'],
  [/:(?=\/\/)/g, 'https://address'],
  // Clients make links of bare addresses, too. Category ids (dispute.neighbor.noise) in an export are none.
  [new RegExp(`(?<=[a-z0-9-])\\.(?=(?:${endings})(?![a-z0-9_-]))`, 'gi'), 'address.com'],
  [/@(?=[\p{L}\p{N}_])/gu, 'somebody@address, @all'],
  [/[*_~`]{2,}|(?<![\p{L}\p{N}])[*_~`](?=\S)/gu, '**bold**'],
]

/** ASCII has its full-width forms at a fixed distance (Unicode block FF00). */
function wide(marks: string): string {
  return marks.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
}

/**
 * Numbers a person is to dial, parted as they are printed (138 1234 5678, 0532 8888 8888): the tenant's loss prevention
 * refuses a message with a bare one (230028), and somebody in need can read these better, too.
 */
function dialable(words: string, apart: Apart): string {
  const parted = (_: string, ...groups: string[]) => groups.slice(0, -2).filter(Boolean).join(apart)
  return numbers.reduce((text, pattern) => text.replace(pattern, parted), words)
}

/** Their groups; a bare local number only after a word that says it is one. */
const numbers = [
  /(?<!\d)(?:(\+?86)[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/g,
  /(?<!\d)(0(?:10|2\d|[3-9]\d{2}))[-\u2013\u2014 ]?(\d{3,4})[- ]?(\d{4})(?!\d)/g,
  /(?<!\d)([48]00)[- ]?(\d{3,4})[- ]?(\d{3,4})(?!\d)/g,
  /(?<=(?:电话|拨打?|热线|联系|座机|呼叫|请打)[^\d\n]{0,6})([2-9]\d{2,3})-?(\d{4})(?![\d元块万])/g,
]
