import { isDoor } from './place-doors.ts'
import { findCommunity } from './place-name.ts'
import { findParts, type Part } from './place-parts.ts'
import type { Level } from './place-shapes.ts'

/** What a nickname or a group's name says about where its people live. */
export interface Home {
  community: string | null
  parts: Partial<Record<Level, Part>>
  /** Verbatim words it was read from; empty where it says nothing. */
  text: string
}

const groupWords =
  /(?:业主|邻里|老街坊|街坊|商户|宝妈|工作|居民|住户|村民|团购|维权|互助|交流|通知|便民|服务|物业|警民|警务|网格|联络|联防|平安|微信|聊天|大|总|官方|装修|二手|家长|车位|拼车)*(?:群|街坊|大家庭|一家亲)?[\d一二三四五六七八九十]*(?:群)?$/
const notACommunity = /私聊|巡逻|志愿|警网|专班|网格员|派出所|民警|舞蹈|广场舞|单聊|^dm$|^群聊/i

/** Community, phase and building from a group's name; a community only if the name plainly begins with one. */
export function chatHome(chatName: string | undefined): Home {
  const none: Home = { community: null, parts: {}, text: '' }
  if (!chatName || notACommunity.test(chatName)) return none
  const parts = firstOfEach(findParts(chatName).filter((p) => p.level !== 'room' && p.level !== 'floor'))
  const head = chatName.replace(/[【】[\]()（）\s]/g, ' ').trim()
  const end = head.search(/[一二三四五六七八九十\d]+(?:期|号楼|栋|幢|单元|组|社|队|座)|[A-Za-z]座/)
  const bare = (end > 0 ? head.slice(0, end) : head).replace(groupWords, '').trim()
  if (!/^[\u4e00-\u9fa5A-Za-z·]{2,10}$/.test(bare)) return { ...none, parts }
  const named = parts.phase && /期$/.test(parts.phase.value) ? `${bare}${parts.phase.value}` : bare
  const sure = bare !== head || findCommunity(bare) !== null
  return { community: sure ? named : null, parts, text: '' }
}

const several =
  /两(?:个?小区|[苑园里区村院])|联合|共建|合(?:建|并)|[苑园里村区][\u4e00-\u9fa5]{1,3}[苑园里村区]/u

/** Of a group of two estates (金桂银桂两苑) the one that the words name (银桂7栋), else the nickname (西苑小马). */
export function oneOfSeveral(chat: Home, text: string, nick = ''): Home {
  const { community } = chat
  if (!community || !several.test(community)) return chat
  const beforeDoor = [...text.matchAll(/[\u4e00-\u9fa5]{2,4}(?=\d+(?:栋|号楼|幢|#|座|-\d))/gu)]
  const named = [...text.matchAll(/[\u4e00-\u9fa5]{2,3}[苑园里]/gu)]
  const worn = /^[\u4e00-\u9fa5]{2,4}/u.exec(nick) ?? []
  for (const words of [...beforeDoor.map(([said]) => said), ...named.map(([said]) => said), ...worn]) {
    const estate = longestIn(community, words)
    if (estate) return { ...chat, community: estate }
  }
  return chat
}

/** 我是金桂苑 names 金桂, 西苑小马 西苑: two letters or more of the words that stand in the group's name. */
function longestIn(name: string, words: string): string | undefined {
  const cuts: string[] = []
  for (let from = 0; from < words.length; from++)
    for (let to = words.length; to - from >= 2; to--) cuts.push(words.slice(from, to))
  const [best] = cuts
    .filter((cut) => name.includes(cut) && !/^[两苑园里区村]/u.test(cut))
    .sort((a, b) => b.length - a.length)
  return best
}

/** Building, unit and room from a nickname (5-2-0801大鹏, 吴姨501, 9栋秦阿姨). */
export function nickHome(nick: string | undefined): Home {
  const none: Home = { community: null, parts: {}, text: '' }
  if (!nick) return none
  const found = findParts(nick)
  const parts = firstOfEach(found.length > 0 ? found : bareRoom(nick))
  const all = Object.values(parts)
  if (all.length === 0) return none
  const start = Math.min(...all.map((p) => p.start))
  const end = Math.max(...all.map((p) => p.end))
  return { community: null, parts, text: nick.slice(start, end) }
}

/** 大鹏801, 801大鹏: a door number at either end; years and u741 are none. */
function bareRoom(nick: string): Part[] {
  const match = nick.match(/^(\d{3,4})(?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5（(])(\d{3,4})[)）]?$/)
  const digits = match?.[1] ?? match?.[2]
  if (!match || !digits || !isDoor(digits) || /^(?:19|20)\d\d$/.test(digits)) return []
  const start = match.index ?? 0
  return [{ level: 'room', value: String(Number(digits)), start, end: start + digits.length }]
}

function firstOfEach(parts: Part[]): Partial<Record<Level, Part>> {
  const first: Partial<Record<Level, Part>> = {}
  for (const part of parts) first[part.level] ??= part
  return first
}
