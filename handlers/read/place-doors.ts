import type { Part } from './place-parts.ts'

/** Three or four digits that are no year, sum, measure or part of a longer number. */
const number =
  /(?<![\w.\-#:/])(\d{3,4})(?![\w.\-:/%]|[元块钱万千百多年月日号人次米个斤度路分岁户家]?[元块钱万]|[年月人次米个斤度路岁秒]|天(?!天))/g
const before =
  /(?:我家|我们家|咱家|你家|他家|她家|家住|我住|住在?|我|[姨叔哥姐爷奶婶嫂伯舅姑妈]|师傅|老师|邻居|楼上|楼下|隔壁|对门|对面|业主|住户|用户|好像是|可能是|应该是|估计是|疑似|就是|不是|在|找|敲)[:：\s（(]*$/
const after =
  /^\s*(?:室|房|户|号房|没人|有人|着火|冒烟|漏水|漏|家|那家|那户|住户|租户|业主|天天|每天|半夜|独居|的?老人|的?邻居|敲门|门口|阳台|卫生间|厨房|的(?:人|那))/
const clauseStart = /(?:^|[\s,，。;；!！?？、)）])$/
const explicit = /^(?:室|房(?!租|价|贷|款|费))/

/** 901 in 我家901, 1302 in 1302没人: digits with a word beside them that only a door has. */
export function bareDoors(text: string): Part[] {
  return [...text.matchAll(number)].flatMap((match): Part[] => {
    const digits = match[1] ?? ''
    const start = match.index
    const end = start + digits.length
    const lead = text.slice(Math.max(0, start - 8), start)
    const rest = text.slice(end, end + 6)
    if (!explicit.test(rest)) {
      if (!isDoor(digits)) return []
      if (!before.test(lead) && !(clauseStart.test(lead) && after.test(rest))) return []
    }
    return [{ level: 'room', value: String(Number(digits)), start, end, ...doubts(lead, 'room') }]
  })
}

const doubt = /(?:好像|可能|也许|应该|估计|疑似|怀疑|大概|或者|听着|感觉)(?:就?是|在)?的?$/
/** The door of another party is what the speaker believes, not what was seen. */
const nextDoor = /(?:楼上|楼下|隔壁|对门|对面)(?:就?是|在|的)?$/
const ownHome = /(?:我家|我们家|咱家|家住|我住|我)[:：\s]*$/

/** What the words before a part say of it: that it is only believed, that it is the speaker's own. */
export function doubts(lead: string, level: Part['level']): Pick<Part, 'alleged' | 'own'> {
  const alleged = doubt.test(lead) || (level === 'room' && nextDoor.test(lead))
  return { ...(alleged ? { alleged } : {}), ...(ownHome.test(lead) ? { own: true } : {}) }
}

/** Rooms end in 01–40; 110 and its like are numbers to call, 520 and 1314 declarations of love. */
export function isDoor(digits: string): boolean {
  if (/^(?:110|119|120|122|114|520|521|1314|12\d{3})$/.test(digits)) return false
  const door = Number(digits.slice(-2))
  const floor = Number(digits.slice(0, -2))
  return door >= 1 && door <= 40 && floor >= 1 && floor <= 60
}

/** The floor of a door: 901 → 9, 1001 → 10; null where the digits do not say. */
export function floorOf(room: string): string | null {
  const digits = room.match(/^[A-Z]?(\d{1,2})\d\d$/)?.[1]
  return digits ? String(Number(digits)) : null
}
