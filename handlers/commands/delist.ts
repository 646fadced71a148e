import { timeline } from '../../db/events.ts'
import { delistHazard, type Listing, openListingOf } from '../../db/listings.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { maySee } from '../../matters/view.ts'
import { type Desk, toStaff } from '../desk.ts'
import { moved } from '../move.ts'
import { listingTexts } from '../replies/listing.ts'
import { plain } from '../replies/refusals.ts'
import { text } from './argument-kinds.ts'
import { matterVerb } from './matter-verb.ts'

export const delist = matterVerb({
  name: '销号',
  aliases: ['delist'],
  help: '复查合格就销号;要由没经手的另一位来复查',
  where: 'direct',
  rights: ['delist'],
  // Nothing is listed earlier, and nothing is closed while it is listed.
  states: ['studied', 'assigned', 'handling', 'resolved', 'transferred', 'unfounded'],
  kinds: ['hazard'],
  arguments: { proof: text('复查结果', '现场复查,飞线已拆') },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const listing = await openListingOf(desk.db, matter.id)
    if (!listing) return refuse(listingTexts.notListed(matter.number))
    if ((await handsOn(desk, matter, listing)).has(staff.personId))
      return refuse(listingTexts.sameHand(matter.number))
    const { proof } = values
    if (unrepaired.test(proof)) {
      const { changes } = moved(desk, matter, staff, {
        notes: [{ kind: 'reinspected', values: { note: proof } }],
      })
      return { changes, posts: [reply(plain(listingTexts.stays(matter.number)))] }
    }
    const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'delisted', values: { note: proof } }] })
    const done = delistHazard(listing, { delistedBy: staff.personId, delistedAt: now, proof })
    const lead = matter.leadId === null ? undefined : desk.registry.staff(matter.leadId)
    const told = lead && maySee(lead, matter, desk.registry.areas) ? lead : undefined
    return {
      changes: [...changes, done],
      posts: [
        reply(plain(listingTexts.delisted(matter.number))),
        ...(told
          ? toStaff(desk, told.personId, plain(listingTexts.delistedBy(matter.number, staff.name)), {
              key: `delisted:${listing.id}`,
              about: 'matter',
              priority: priorities.answer,
              matterId: matter.id,
            })
          : []),
      ],
    }
  },
})

const unrepaired =
  /不合格|(?:没|未)(?:有)?(?:整改|改|修|拆|清|处理|完成|达标|通过|到位)|还(?:在|有|是)|不到位|仍(?:然|有|在)/u

/** Who listed it, who led or helped with the repair, who said it was done: none of them inspects it (A174). */
async function handsOn(desk: Desk, matter: Matter, listing: Listing): Promise<Set<number | null>> {
  const repaired = (await timeline(desk.db, matter.id)).filter((event) => event.kind === 'resolved')
  return new Set([
    listing.listedBy,
    ...(matter.leadId === null ? [] : [matter.leadId]),
    ...(matter.partnerId === null ? [] : [matter.partnerId]),
    ...repaired.flatMap((event) => (event.actorId === null ? [] : [event.actorId])),
  ])
}
