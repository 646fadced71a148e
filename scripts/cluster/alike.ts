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
 * cluster's place (which has other troubles), and the same words of other districts. Left out is what still names the
 * old place, what named the new one before, and a new name that shares letters with the old one. The same at every run
 * of one seed.
 */
export function alikesOf({ posts, names: called }: Board, seed = 11): Alike[] {
  const random = randomFrom(seed)
  const members = posts.filter((post) => post.cluster > 0)
  const places = placesOf(members, called)
  // A bus or a numbered road is no place to have other troubles at.
  const elsewhere = [...places.keys()].filter((cluster) => !isNumbered(places.get(cluster)))
  return members.flatMap((of) => {
    const place = places.get(of.cluster)
    if (!place) return []
    const text = undotted(wordsOf(of))
    const other = pick(elsewhere, random)
    const made: [Alike['kind'], string, string?][] = [
      ['other place', likeNamed(place, random)],
      ['other matter there', other === of.cluster || isNumbered(place) ? '' : (places.get(other) ?? '')],
    ].map(([kind, name]) => [kind as Alike['kind'], name ? replaced(text, place, name) : text, name])
    return [...made, ['other district' as const, otherDistricts(text)] as const]
      .filter(
        ([, words, name]) =>
          words !== text &&
          (!name || !(names(words, place) || names(name, place) || text.includes(stemOf(name)))),
      )
      .map(([kind, words]) => ({
        kind,
        text: words,
        of,
        ...(kind === 'other matter there' && { there: memberOf(members, other, of.id) }),
      }))
  })
}

function isNumbered(place = ''): boolean {
  return /\d/.test(place)
}

function memberOf(members: Post[], cluster: number, some: number): Post {
  const own = members.filter((post) => post.cluster === cluster)
  return own[some % own.length] as Post
}

/**
 * The longest beginning of a cluster's name that most of its members hold, of up to eight letters; one that ends as
 * places do, where there is one.
 */
function placesOf(members: Post[], names: Map<number, string>): Map<number, string> {
  const places = new Map<number, string>()
  for (const [cluster, name] of names) {
    const own = members.filter((post) => post.cluster === cluster).map((post) => undotted(wordsOf(post)))
    const held = [8, 7, 6, 5, 4, 3, 2]
      .filter((length) => length <= name.length)
      .map((length) => name.slice(0, length))
      .filter((place) => own.filter((text) => text.includes(place)).length >= 0.6 * own.length)
    const place = held.find((one) => suffix.test(one)) ?? held[0]
    if (place && place.length > 2 && !noPlace.test(place)) places.set(cluster, place)
  }
  return places
}

/** 伊景园.滨河苑 is written with and without its dot. */
function undotted(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fff])[.·•・](?=[\u4e00-\u9fff])/g, '')
}

/** A name of the same length with the same last word; a number becomes another number. */
function likeNamed(place: string, random: () => number): string {
  const stem = stemOf(place)
  let name = ''
  while (name.length < stem.length) {
    if (/\d/.test(stem[name.length] ?? '')) name += String(1 + Math.floor(9 * random()))
    else
      name += pick(
        (name.length % 2 === 0 ? firsts : seconds).filter((letter) => !place.includes(letter)),
        random,
      )
  }
  return name + place.slice(stem.length)
}

/** 安和 of 安和花园; the whole where nothing is left. */
function stemOf(place: string): string {
  return place.replace(suffix, '') || place
}

/** The name wherever it stands, and its parts: two letters of its stem and one more, or the stem. */
function replaced(text: string, place: string, other: string): string {
  const stem = stemOf(place)
  const parts = new Set([place, stem.length > 1 ? stem : place])
  for (let from = 0; from + 2 <= stem.length; from++)
    for (let to = from + 3; to <= place.length; to++) parts.add(place.slice(from, to))
  const any = new RegExp([...parts].sort((a, b) => b.length - a.length).join('|'), 'g')
  return text.replace(any, (part) => (stem.includes(part) && stem !== place ? stemOf(other) : other))
}

/** Does it name the place, or two letters of its stem? */
function names(text: string, place: string): boolean {
  const stem = stemOf(place)
  const pairs = [...stem].slice(1).map((_, at) => stem.slice(at, at + 2))
  return [place, ...pairs].some((part) => text.includes(part))
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
