import { record } from '../../db/events.ts'
import { linkMerged } from '../../db/links.ts'
import { openListingOf } from '../../db/listings.ts'
import { matterByNumber } from '../../db/matters.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { canMove, stateName } from '../../matters/moves.ts'
import { samePlace } from '../../matters/place.ts'
import { colours, privacies } from '../../matters/taxonomy.ts'
import { isAboutPolice, mayDo, maySee } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { categoriesDiffer, mergeEcho, mergeTexts, placesDiffer } from '../replies/merge.ts'
import { noSuchMatter, plain } from '../replies/refusals.ts'
import type { Argument } from './arguments.ts'
import { findNumbers } from './matter-number.ts'
import { type Given, matterVerb } from './matter-verb.ts'

const others: Argument<string[]> = {
  label: '编号…',
  type: 'matter',
  optional: false,
  example: 'AH-1117-02',
  take(words) {
    const { numbers, rest } = findNumbers(words)
    return numbers.length > 0 ? { value: [...new Set(numbers)], rest } : null
  },
}
type Arguments = { others: Argument<string[]> }

export const merge = matterVerb<Arguments>({
  name: '合并',
  aliases: ['merge'],
  help: '说的是同一件事就并成一件,第一个编号留下',
  where: 'direct',
  rights: ['merge'],
  states: ['new', 'studied', 'assigned', 'handling'],
  arguments: { others },
  async echo(given) {
    const chosen = await choose(given)
    return 'posts' in chosen ? chosen : mergeEcho(given.matter, chosen, doubts(given.matter, chosen))
  },
  async run(given) {
    const { desk, now, matter, staff, reply } = given
    const chosen = await choose(given)
    if ('posts' in chosen) return chosen
    const kept = moved(desk, matter, staff, {
      notes: chosen.map((other) => ({ kind: 'absorbed', values: { with: other.id } })),
    })
    const steps = [
      { id: matter.id, changes: kept.changes },
      ...chosen.map((other) => ({
        id: other.id,
        changes: [
          ...moved(desk, other, staff, {
            steps: [{ to: 'merged', values: { with: matter.id } }],
            set: { stateBefore: other.state },
          }).changes,
          linkMerged(other.id, matter.id, now),
        ],
      })),
    ]
    const open = [matter, ...chosen].every((one) => one.privacy !== 'confidential')
    const told = await Promise.all(
      chosen.map((other) =>
        // Of confidential ones nobody learns that somebody else told of it too.
        newsToReporters(
          desk,
          other,
          open ? mergeTexts.toReporters : mergeTexts.toReportersQuietly,
          `merged:${other.version}`,
        ),
      ),
    )
    return {
      // In the order of their rows: two merges the other way round wait for each other instead of locking up.
      changes: steps.sort((a, b) => a.id - b.id).flatMap(({ changes }) => changes),
      posts: [
        reply(
          plain(
            mergeTexts.merged(
              matter.number,
              chosen.map(({ number }) => number),
            ),
          ),
        ),
        ...told.flat(),
      ],
    }
  },
})

/** The others, if every one of them may go into this one; else why not. */
async function choose(given: Given<Arguments>): Promise<Matter[] | Write> {
  const { call, desk, now, matter, staff, values, refuse } = given
  const chosen: Matter[] = []
  for (const number of values.others) {
    if (number === matter.number) return refuse(mergeTexts.itself(number))
    const other = await matterByNumber(desk.db, number)
    if (!other || !maySee(staff, other, desk.registry.areas))
      return saying(whisper(call.message, noSuchMatter(number), 'refusal'))
    if (!mayDo(staff, 'merge', other, desk.registry.areas)) {
      const event = { matterId: other.id, at: now, actorId: staff.personId, kind: 'refused' }
      return {
        ...refuse(mergeTexts.notYours(number)),
        changes: [record({ ...event, values: { what: '合并' } })],
      }
    }
    const against = forbids(matter, other) ?? (await listedStill(given, other))
    if (against) return refuse(against)
    chosen.push(other)
  }
  return chosen
}

function forbids(kept: Matter, other: Matter): string | null {
  if (isAboutPolice(kept) || isAboutPolice(other)) return mergeTexts.apart(other.number)
  if (!canMove(other.state, 'merged')) return mergeTexts.alreadyWorked(other.number, stateName(other.state))
  if (other.urgency === 'emergency' && !other.emergencyLiftedAt) return mergeTexts.emergency(other.number)
  // Who sees the survivor must not learn through it what they might not see (W-43).
  if (privacies.indexOf(other.privacy) > privacies.indexOf(kept.privacy))
    return mergeTexts.lessConfidential(kept.number, other.number)
  if (rank(other) > rank(kept)) return mergeTexts.lowerColour(kept.number, other)
  return null
}

const rank = ({ colour }: Matter) => (colour ? colours.indexOf(colour) : -1)

async function listedStill({ desk }: Given<Arguments>, other: Matter): Promise<string | null> {
  return (await openListingOf(desk.db, other.id)) ? mergeTexts.listed(other.number) : null
}

function doubts(kept: Matter, chosen: Matter[]): string[] {
  return [
    ...(chosen.some((other) => samePlace(kept.place, other.place) === 'different') ? [placesDiffer] : []),
    ...(chosen.some((other) => other.category !== kept.category) ? [categoriesDiffer] : []),
  ]
}
