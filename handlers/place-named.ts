import type { Place } from '../db/registry.ts'
import { findParts } from './read/place-parts.ts'

/** A place as the address table knows it; a whole estate has no building and no spot. */
export interface NamedPlace {
  community: string
  building: string | null
  spot: string | null
  /** Where it lies: every area that holds a part of it. */
  areaIds: string[]
  /** As it is told. */
  words: string
  /** A unit, a floor or a door was named as well: it is not gone into. */
  door: boolean
}

/**
 * The places of the address table that a word names: an estate (安和花园三期), a building (三期5号楼, 5号楼), a spot
 * (小广场). Nothing else: a name of a person, a door, a free word names none.
 */
export function placesNamed(word: string, table: readonly Place[]): NamedPlace[] {
  const said = word.normalize('NFKC').replace(/[,，。、]/gu, '')
  const communities = [...new Set(table.map((row) => row.community))]
  const home = communities
    .filter((one) => said.startsWith(one) || (said.length >= 2 && one === said))
    .sort((a, b) => b.length - a.length)[0]
  const rest = home ? said.slice(home.length) : said
  const rows = table.filter((row) => !home || row.community === home)
  if (home && rest === '') return [named(rows, { community: home, building: null, spot: null, door: false })]
  const spots = rows.filter((row) => row.building === null && row.name === rest)
  if (spots.length > 0) return spots.map((row) => named([row], { ...row, spot: row.name, door: false }))
  return buildings(rest, rows)
}

function buildings(rest: string, rows: readonly Place[]): NamedPlace[] {
  const parts = findParts(rest)
  const building = parts.find((part) => part.level === 'building')
  const covered = parts.reduce((end, part) => (part.start <= end ? Math.max(end, part.end) : end), 0)
  if (!building || covered < rest.length) {
    // 三期5号楼: the end of an estate's name before the building.
    const phase = /^(.{1,4}?期)(.+)$/u.exec(rest)
    const meant = phase ? rows.filter((row) => row.community.endsWith(phase[1] ?? '')) : []
    return phase?.[2] && meant.length > 0 ? buildings(phase[2], meant) : []
  }
  const door = parts.some((part) => ['unit', 'floor', 'room'].includes(part.level))
  return rows
    .filter((row) => row.building === building.value)
    .map((row) => named([row], { ...row, spot: null, door }))
}

function named(
  rows: readonly Place[],
  { community, building, spot, door }: Omit<NamedPlace, 'areaIds' | 'words'>,
): NamedPlace {
  const words = `${community}${building ? `${building}号楼` : ''}${spot && spot !== community ? spot : ''}`
  return { community, building, spot, door, areaIds: [...new Set(rows.map((row) => row.areaId))], words }
}
