import { listHazard, openListingOf } from '../../db/listings.ts'
import { moved } from '../move.ts'
import { listingLine, listingTexts } from '../replies/listing.ts'
import { plain } from '../replies/refusals.ts'
import { text } from './argument-kinds.ts'
import { until } from './argument-until.ts'
import { matterVerb } from './matter-verb.ts'

export const list = matterVerb({
  name: '挂牌',
  aliases: ['list'],
  help: '给隐患挂牌:谁整改、到哪天',
  where: 'direct',
  rights: ['list'],
  states: ['studied', 'assigned', 'handling', 'resolved'],
  kinds: ['hazard'],
  arguments: { dueAt: until('限期'), responsible: text('责任单位', '安和物业公司') },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    if (matter.kind !== 'hazard') return refuse(listingTexts.hazardsOnly(matter.number))
    const standing = await openListingOf(desk.db, matter.id)
    const name = (id: number | null) => (id === null ? '同事' : (desk.registry.staff(id)?.name ?? '同事'))
    if (standing) return refuse(listingTexts.listedAlready(matter.number, listingLine(standing, now, name)))
    // A listing is shown to the whole street: who has to put it right is an office or a firm, never a person.
    if (values.responsible.includes('*')) return refuse(listingTexts.noPerson)
    const { responsible, dueAt } = values
    const { changes } = moved(desk, matter, staff, {
      notes: [{ kind: 'listed', values: { note: responsible, dueAt } }],
    })
    const listing = { matterId: matter.id, responsible, dueAt, listedAt: now, listedBy: staff.personId }
    return {
      changes: [...changes, listHazard(listing)],
      posts: [reply(plain(listingTexts.listed(matter.number, responsible, dueAt)))],
    }
  },
})
