import type { CommunityPlan } from '../db/plant.ts'
import { parseAddress } from './read/place-address.ts'
import { findParts } from './read/place-parts.ts'

type Place = CommunityPlan['places'][number]

/** So many lines that are not understood are named; whoever mends them will see the others then. */
const mostNamed = 20

/**
 * The address table of a community from a list as house-number offices keep it: a line each, the area's id, a comma and a
 * written address (安和花园一期3号楼2单元502室). Lines of one building become one place with its units and its highest
 * floor; what has a name and no building becomes a spot. Throws one error that names every line that is wrong.
 */
export function readAddressList(list: Buffer, file: string, areaIds: ReadonlySet<string>): Place[] {
  const found = new Map<string, Place>()
  const faults: string[] = []
  for (const [index, line] of textOf(list).split(/\r?\n/u).entries()) {
    if (line.trim() === '' || (index === 0 && /地址|address/iu.test(line))) continue
    const { areaId, address } = cellsOf(line)
    const read = readAddress(address)
    const known = read ? found.get(read.name) : undefined
    if (!areaIds.has(areaId)) faults.push(`line ${index + 1}: there is no area "${areaId}"`)
    else if (!read) faults.push(`line ${index + 1}: neither an estate nor a name stands in it`)
    else if (known && known.areaId !== areaId)
      faults.push(`line ${index + 1}: a line above puts ${read.name} into ${known.areaId}`)
    else found.set(read.name, joined(known, read, areaId))
  }
  if (faults.length === 0) return [...found.values()]
  const more = faults.length > mostNamed ? [`and ${faults.length - mostNamed} more`] : []
  const named = [...faults.slice(0, mostNamed), ...more].map((fault) => `  ${fault}`).join('\n')
  throw new Error(`${file} cannot be imported:\n${named}\nA line is AREA,ADDRESS. Nothing was written.`)
}

/** Up to the first comma or tab, and the rest; cells may be quoted. */
function cellsOf(line: string): { areaId: string; address: string } {
  const [, areaId = '', address = ''] = /^([^,,\t]*)[,,\t]?(.*)$/u.exec(line) ?? []
  const bare = (cell: string) =>
    cell
      .trim()
      .replace(/^"(.*)"$/u, '$1')
      .trim()
  return { areaId: bare(areaId), address: bare(address) }
}

/** Spreadsheets in China save CSV as GB 18030 as often as UTF-8. */
function textOf(list: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(list)
  } catch {
    return new TextDecoder('gb18030').decode(list)
  }
}

interface Read {
  community: string
  name: string
  building: string | null
  unit: string | undefined
  floor: number
}

/** Null where neither estate nor name is in it. The estate is what the tagger says; doors are read as everywhere else. */
function readAddress(address: string): Read | null {
  const parts = parseAddress(address)
  const words = (...labels: string[]) =>
    parts.flatMap(({ label, text }) => (labels.includes(label) ? [text] : [])).join('')
  const estate = words('poi', 'subpoi') || words('road', 'roadno') || words('community')
  if (!estate) return null
  const doors = findParts(
    parts
      .filter(({ label }) => /houseno|cellno|floorno|roomno/.test(label))
      .map(({ text }) => text)
      .join(''),
  )
  const value = (level: string) => doors.find((part) => part.level === level)?.value
  const building = value('building') ?? null
  const floor = Number(value('floor') ?? /^(\d{1,2})\d{2}$/.exec(value('room') ?? '')?.[1] ?? 0)
  const name =
    building === null ? estate : `${estate}${/\d$/.test(building) ? `${building}号楼` : `${building}座`}`
  return { community: estate, name, building, unit: value('unit'), floor: Math.max(0, floor) }
}

function joined(known: Place | undefined, read: Read, areaId: string): Place {
  const { community, name, building, unit, floor } = read
  const units = new Set([...(known?.units ?? []), ...(unit === undefined ? [] : [unit])])
  const floors = Math.max(known?.floors ?? 0, floor)
  return {
    ...{ areaId, kind: building === null ? 'poi' : 'building', name, community, building },
    units: [...units].sort((a, b) => Number(a) - Number(b)),
    floors: building === null || floors === 0 ? null : floors,
  }
}
