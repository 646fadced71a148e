/** What people answer to a card in private, and the numbers of its buttons. */
export const yes = /^(?:1|一|1\s*确认|确认|是的?|对的?|好的?|可以|没错|行|ok|yes)[。!！\s]*$/iu
export const change = /^(?:2|二|2\s*修改|修改|改)[。!！\s]*$/u
export const no = /^(?:3|三|3\s*不报了?|不报了?|不是事项|不要了?|算了|取消)[。!！\s]*$/u

/** Does this answer something that was shown, instead of telling anything? */
export function isShortAnswer(text: string): boolean {
  const said = text.normalize('NFKC').trim()
  return /^\d{1,2}$/.test(said) || [yes, change, no].some((one) => one.test(said))
}
