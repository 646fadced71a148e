import { randomFrom } from '../train/random.ts'
import { type Board, type Post, wordsOf } from './board.ts'

export const alikeKinds = ['other place', 'other matter there', 'other district'] as const

/** A text made to look like a told incident, and not to be joined with it. */
export interface Alike {
  kind: (typeof alikeKinds)[number]
  text: string
  /** The post it was made of, shortly after which it comes. */
  of: Post
  /** One whose place it now names. */
  there?: Post
}

const firsts = [
  ...'安宝长常成春大德东凤福高古广海汉合河恒红湖华惠吉江金锦静兰乐临龙明南宁平青清庆泉荣三山上石顺泰天铁通万文武西新兴秀阳永玉云镇中竹紫',
]
const seconds = [...'州阳山江河城林水川溪宁安平原口昌泉门海陵湖田丰远浦桥源和沙岭港塘庄顺台']
const suffix =
  /(?:小区|花园|公司|街道|社区|学校|幼儿园|中学|小学|公园|广场|国际|医院|大厦|新村|新城|之城|[苑城府路街村组区园站桥郡湾庭馆店校里市镇县庄])$/
/** Companies have more marks than their name; with another name put in, the text still tells which one it is. */
const noPlace = /贷|数码|农商|飞迈|英语|千山/

/**
 * Of every member of a cluster whose place can be found: the same words of an invented place, the same words of another
 * cluster's place (which has other troubles), and the same words of other districts. The same at every run.
 */
export function alikesOf({ posts, names }: Board): Alike[] {
  const random = randomFrom(11)
  const members = posts.filter((post) => post.cluster > 0)
  const places = placesOf(members, names)
  const elsewhere = [...places.keys()]
  return members.flatMap((of) => {
    const place = places.get(of.cluster)
    if (!place) return []
    const text = undotted(wordsOf(of))
    const other = pick(elsewhere, random)
    const made: [Alike['kind'], string][] = [
      ['other place', replaced(text, place, likeNamed(place, random))],
      ['other matter there', other === of.cluster ? text : replaced(text, place, places.get(other) ?? '')],
      ['other district', otherDistricts(text)],
    ]
    return made
      .filter(([kind, words]) => words !== text && (kind === 'other district' || !tracesOf(words, place)))
      .map(([kind, words]) => ({
        kind,
        text: words,
        of,
        ...(kind === 'other matter there' && { there: memberOf(members, other, of.id) }),
      }))
  })
}

function memberOf(members: Post[], cluster: number, some: number): Post {
  const own = members.filter((post) => post.cluster === cluster)
  return own[some % own.length] as Post
}

/** The longest beginning of a cluster's name, of three to eight letters, that most of its members hold. */
function placesOf(members: Post[], names: Map<number, string>): Map<number, string> {
  const places = new Map<number, string>()
  for (const [cluster, name] of names) {
    const own = members.filter((post) => post.cluster === cluster).map((post) => undotted(wordsOf(post)))
    for (let length = Math.min(8, name.length); length >= 3; length--) {
      const place = name.slice(0, length)
      if (own.filter((text) => text.includes(place)).length < 0.6 * own.length) continue
      if (!noPlace.test(place)) places.set(cluster, place)
      break
    }
  }
  return places
}

/** 伊景园.滨河苑 is written with and without its dot. */
function undotted(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fff])[.·•・](?=[\u4e00-\u9fff])/g, '')
}

/** A name of the same length with the same last word. */
function likeNamed(place: string, random: () => number): string {
  const last = suffix.exec(place)?.[0] ?? ''
  const kept = last.length < place.length ? last : ''
  let name = ''
  while (name.length < place.length - kept.length)
    name += pick(name.length % 2 === 0 ? firsts : seconds, random)
  return name + kept
}

/** Parts of the name, down to three letters, give way too. */
function replaced(text: string, place: string, other: string): string {
  let words = text
  for (let length = place.length; length >= Math.min(3, place.length); length--) {
    for (let from = 0; from + length <= place.length; from++) {
      const part = other.length === place.length ? other.slice(from, from + length) : other
      words = words.split(place.slice(from, from + length)).join(part)
    }
  }
  return words
}

function tracesOf(text: string, place: string): boolean {
  const shortest = place.length === 3 ? 2 : 3
  for (let from = 0; from + shortest <= place.length; from++)
    if (text.includes(place.slice(from, from + shortest))) return place.length > 3 || from === 0
  return false
}

function otherDistricts(text: string): string {
  return text.replace(
    /([A-Z])(\d{1,2})(?=区|县|市)/g,
    (_, letter, number) => letter + String(((Number(number) + 3) % 9) + 1),
  )
}

function pick<T>(all: readonly T[], random: () => number): T {
  return all[Math.floor(random() * all.length)] as T
}
