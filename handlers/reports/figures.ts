import { foundByCategory, visitsMade } from '../../db/pack-facts.ts'
import { problemFigures } from '../../db/problems.ts'
import { broughtUpByResidents, type QuarterReport } from '../../db/quarter-reports.ts'
import { type Counted, type PublicFigures, publicRow } from '../../matters/public-figures.ts'
import { quarterById } from '../../matters/quarters.ts'
import { categoryOf, type Kind } from '../../matters/taxonomy.ts'
import { atLocal } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { figureNames } from '../replies/quarter-report.ts'

/** What residents are told of a quarter: as it was posted, or, before that, as it stands now. */
export async function figuresOf(desk: Desk, report: QuarterReport): Promise<PublicFigures> {
  if (report.figures) return report.figures
  const { sections } = await countedOf(desk, report)
  return { sections: sections.map(({ name, rows }) => ({ name, rows: rows.map(publicRow) })) }
}

/** The same before anything is left out: for nobody but the software. */
async function countedOf(desk: Desk, { areaId, quarter }: QuarterReport) {
  const { areas } = desk.registry
  const areaIds = areas.all().flatMap(({ id }) => (areas.within(id, areaId) ? [id] : []))
  const of = quarterById(quarter)
  if (!of) throw new Error(`no such quarter: ${quarter}`)
  const span = { from: atLocal(of.from, '00:00'), to: atLocal(of.to, '00:00') }
  const [found, visits, problems, broughtUp] = await Promise.all([
    foundByCategory(desk.db, areaIds, span),
    visitsMade(desk.db, areaIds, span),
    problemFigures(desk.db, areaIds, span),
    broughtUpByResidents(desk.db, areaIds, span),
  ])
  const ofKind = (label: string, kind: Kind): Counted => {
    const rows = found.filter(({ category }) => categoryOf(category).kind === kind)
    return {
      label,
      kinds: rows.map(({ category, found: n }) => ({
        name: categoryOf(category).zh.replace(/\(.*\)/u, ''),
        n,
      })),
      settled: rows.reduce((sum, row) => sum + Number(row.settled), 0),
    }
  }
  const plain = (label: string, n: number): Counted => ({ label, kinds: [{ name: label, n }] })
  const { sections, rows } = figureNames
  return {
    sections: [
      { name: sections[0], rows: [ofKind(rows.disputes, 'dispute')] },
      { name: sections[1], rows: [ofKind(rows.hazards, 'hazard')] },
      { name: sections[2], rows: [plain(rows.broughtUp, broughtUp), plain(rows.visits, visits)] },
      {
        name: sections[3],
        rows: [
          ofKind(rows.services, 'service'),
          { ...plain(rows.problems, problems.found), settled: problems.settled },
        ],
      },
    ],
  }
}
