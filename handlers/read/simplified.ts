import { Converter } from 'opencc-js/t2cn'

/** The simplified form of each UTF-16 unit, letter by letter; itself where it is none of a traditional letter. */
export const simplifiedForms = new Uint16Array(0x10000)

plantForms()

function plantForms(): void {
  const convert = Converter({ from: 't', to: 'cn' })
  for (let unit = 0; unit < simplifiedForms.length; unit++) {
    const plain = isHan(unit) ? (convert(String.fromCharCode(unit)) as string) : ''
    simplifiedForms[unit] = plain.length === 1 ? plain.charCodeAt(0) : unit
  }
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff
}

/** The text in simplified letters; one without any other comes back as it is. */
export function simplify(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (simplifiedForms[unit] !== unit) return text.slice(0, at) + converted(text, at)
  }
  return text
}

function converted(text: string, from: number): string {
  let plain = ''
  for (let at = from; at < text.length; at++)
    plain += String.fromCharCode(simplifiedForms[text.charCodeAt(at)] as number)
  return plain
}
