/** Digits as people write them: Arabic of any script, Chinese, those of cheques and of radio talk (幺, 洞, 拐), in circles. */
const rows = [
  '零一二三四五六七八九',
  '〇壹贰叁肆伍陆柒捌玖',
  '洞幺两参肆伍陆拐捌勾',
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⓿❶❷❸❹❺❻❼❽❾',
  ' ⑴⑵⑶⑷⑸⑹⑺⑻⑼',
  ' ⒈⒉⒊⒋⒌⒍⒎⒏⒐',
  ' ㈠㈡㈢㈣㈤㈥㈦㈧㈨',
]
const values = new Map<string, string>()
for (const row of rows) {
  for (const [value, sign] of [...row].entries()) {
    if (sign !== ' ' && !values.has(sign)) values.set(sign, String(value))
  }
}

/** The body of a character class. */
export const digitClass = `\\p{Nd}${[...values.keys()].join('')}`

/** 0–9 for any digit; X for the sign that may end an identity card. */
export function plainDigit(c: string): string {
  if (/[0-9]/.test(c)) return c
  if (/[xX]/.test(c)) return 'X'
  // Digits of other scripts and mathematical ones; any will do where NFKC knows none.
  return values.get(c) ?? c.normalize('NFKC').match(/[0-9]/)?.[0] ?? '0'
}
