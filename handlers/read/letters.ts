import { simplifiedForms } from './simplified.ts'

/** What becomes of each UTF-16 unit: nothing, a space, `0` for any digit, or the one form of its letter. */
const forms = new Uint16Array(0x10000)
const space = 32
const zero = 48

plantForms()

/**
 * Traditional to simplified, full width to half, lower case, digits to 0, punctuation but ? and ! to a space. Of an
 * emoji the second half stays, which tells most of them apart.
 */
function plantForms(): void {
  for (let unit = 0; unit < forms.length; unit++) {
    if (unit >= 0xd800 && unit <= 0xdbff) continue
    if (unit >= 0xdc00 && unit <= 0xdfff) {
      forms[unit] = unit
      continue
    }
    const letter = String.fromCharCode(unit)
    const plain = letter.normalize('NFKC').toLowerCase()
    const one = plain.length === 1 ? plain : letter
    forms[unit] = formOf(
      isHan(unit) ? String.fromCharCode(simplifiedForms[one.charCodeAt(0)] as number) : one,
    )
  }
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff
}

function formOf(letter: string): number {
  if (/\p{Nd}/u.test(letter)) return zero
  if (letter === '?' || letter === '!') return letter.charCodeAt(0)
  if (/[\s\p{P}\p{S}]/u.test(letter)) return space
  if (/[\p{Cc}\p{Cf}\p{M}\p{Cn}]/u.test(letter)) return 0
  return letter.charCodeAt(0)
}

/** Typed text as a row of letters, without addresses of the web, mentions and [faces]; runs of digits and spaces are one. */
export function lettersOf(text: string, into: Uint16Array): number {
  const plain = marked.test(text) ? text.replace(marks, ' ') : text
  let length = 0
  let last = space
  for (let at = 0; at < plain.length && length < into.length; at++) {
    const form = forms[plain.charCodeAt(at)] as number
    if (form === 0 || (form === last && (form === space || form === zero))) continue
    into[length++] = form
    last = form
  }
  return length > 0 && into[length - 1] === space ? length - 1 : length
}

const marked = /[@＠[［]|:\/\//
const marks =
  /https?:\/\/[^\s\u4e00-\u9fff]+|[@＠][^\s,，。:：]{1,20}[\s\u2005]?|[[［][\u4e00-\u9fffa-z]{1,6}[\]］]/gi
