import type { Spot } from './place-name.ts'
import type { Part } from './place-parts.ts'
import { type Level, levels } from './place-shapes.ts'

/** Parts said together: 5号楼2单元1001. */
export type Said = Partial<Record<Level, Part>>

/** Parts in reading order fall into places: a level that comes again with another value begins the next one. */
export function groupParts(text: string, parts: Part[]): Said[] {
  const groups: Said[] = []
  let current: Said = {}
  for (const part of withoutList(text, parts)) {
    if (begins(current, part)) {
      groups.push(current)
      current = above(current, part.level)
    }
    current[part.level] ??= part
  }
  if (Object.keys(current).length > 0) groups.push(current)
  return withoutOwn(groups)
}

/** In a 接龙 the numbered lines are signatures: they tell the building at most. */
function withoutList(text: string, parts: Part[]): Part[] {
  if (!/接龙/.test(text)) return parts
  const buildings = parts.filter((part) => part.level === 'building')
  return new Set(buildings.map((b) => b.value)).size === 1 ? buildings.slice(0, 1) : []
}

function begins(said: Said, part: Part): boolean {
  const held = said[part.level]
  if (held) return held.value !== part.value
  const below = levels.slice(levels.indexOf(part.level) + 1)
  return part.level === 'building' && below.some((level) => said[level] && said[level]?.start !== part.start)
}

/** A second unit or room stands in the building named before it; a second building inherits nothing. */
function above(said: Said, level: Level): Said {
  const kept: Said = {}
  if (level === 'phase' || level === 'building') return kept
  for (const wider of ['phase', 'building', 'unit'] as const) {
    const part = said[wider]
    if (part && levels.indexOf(wider) < levels.indexOf(level)) kept[wider] = part
  }
  return kept
}

/** "我家901 不是我家哈,好像是1001": where the speaker's own door and another's are named, the other's is meant. */
function withoutOwn(groups: Said[]): Said[] {
  const others = groups.filter((said) => !Object.values(said).some((part) => part.own))
  return others.length > 0 ? others : groups
}

/** The place a spot was said with: of several, the one whose words stand nearest. */
export function nearest(groups: Said[], spot: Spot): Said | undefined {
  let best: Said | undefined
  let least = Number.POSITIVE_INFINITY
  for (const said of groups) {
    const distance = Math.min(...Object.values(said).map((part) => Math.abs(part.start - spot.start)))
    if (distance < least) [best, least] = [said, distance]
  }
  return best
}
