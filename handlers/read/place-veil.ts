/** Numbers that are no place: phones, money, dates, times, scores, bus lines, counts. */
const others: RegExp[] = [
  /(?<!\d)\d{5,}(?!\d)/g,
  /(?<!\d)1[3-9]\d[- ]\d{4}[- ]\d{4}(?!\d)/g,
  /(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?/g,
  /\d{1,2}月\d{1,2}[日号]?/g,
  /[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号])?/g,
  /(?:19|20)\d\d年/g,
  /[¥￥]\s?[\d,.]{1,16}/g,
  /(?<![\d,.])\d[\d,.]{0,15}\s?(?:元|块|毛|万|千|w\b|k\b|米|公里|km|斤|kg|度|瓦|平|人|个|次|分钟|小时|天(?!天)|岁|路公交|路车|号线|%)/gi,
  /(?<!\d)\d{1,2}(?:点|时)(?:\d{1,2}分?)?/g,
  /第[一二三四五六七八九十\d]+[次个天年条名批期](?!楼)/g,
  /(?:https?:\/\/|www\.)[\w\-./?%&=#:]+/gi,
  /[#＃]接龙/g,
]

/** Blanks what only looks like a place; every other character keeps its index. */
export function veil(text: string): string {
  return others.reduce((rest, pattern) => rest.replace(pattern, (hit) => '\u0001'.repeat(hit.length)), text)
}
