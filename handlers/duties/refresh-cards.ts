import { dropOldCards, markShown, outdatedCards, type StandingCard } from '../../db/cards.ts'
import { matterById } from '../../db/matters.ts'
import { dropOldOffers } from '../../db/offers.ts'
import type { Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Card, type Post, priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { type MatterView, mayDo } from '../../matters/view.ts'
import { nextSteps } from '../commands/see.ts'
import type { Desk } from '../desk.ts'
import { dutyPage } from '../replies/emergency.ts'
import { goneCard, matterCard } from '../replies/matter-card.ts'
import { show } from '../show.ts'
import { batch, type Duty } from './duty.ts'

/** A matter's card in a staff chat follows the matter: changed in its place, never posted again. */
export const refreshCards: Duty = {
  name: 'refresh cards',
  missed: 'always made up; a card older than 14 days stays as it is',
  async due(desk) {
    const now = desk.clock.now()
    const [outdated] = await Promise.all([
      outdatedCards(desk.db, now, batch),
      dropOldCards(desk.db, now),
      dropOldOffers(desk.db, now),
    ])
    const writes = await Promise.all(outdated.map((card) => refresh(desk, card)))
    return writes.filter((write) => write !== null)
  },
}

async function refresh(desk: Desk, card: StandingCard): Promise<Write | null> {
  const matter = await matterById(desk.db, card.matterId)
  if (!matter) return null
  const group = card.groupId === null ? undefined : desk.registry.groupById(card.groupId)
  const staff = card.personId === null ? undefined : desk.registry.staff(card.personId)
  const seen = staff
    ? await show(desk, { as: 'staff', staff }, matter)
    : group && (await show(desk, { as: 'group', type: group.type }, matter))
  const changes = [markShown(card, matter.version)]
  const chat = chatOf(desk, card)
  if (!chat) return { changes, posts: [] }
  return {
    changes,
    posts: [
      {
        platform: card.platform as Post['platform'],
        chat,
        card: seen ? current(desk, matter, seen, staff) : goneCard(matter.number),
        about: 'matter',
        priority: priorities.reminder,
        key: `card:${card.platform}:${card.messageId}:${matter.version}`,
        matterId: matter.id,
        replaces: card.messageId,
      },
    ],
  }
}

/** As it stands now. An emergency that nobody took stays a page to whoever can end it. */
function current(desk: Desk, matter: Matter, seen: MatterView, staff: Staff | undefined): Card {
  if (!staff) return matterCard(seen)
  const waits = seen.emergency && matter.state === 'new'
  if (waits && mayDo(staff, 'liftEmergency', matter, desk.registry.areas)) return dutyPage(seen)
  return matterCard(seen, nextSteps(desk, matter, staff))
}

function chatOf(desk: Desk, card: StandingCard): Post['chat'] | null {
  if (card.groupId !== null) {
    const group = desk.registry.groupById(card.groupId)
    return group && !group.leftAt ? { id: group.externalId, kind: 'group' } : null
  }
  const own = card.personId === null ? [] : desk.registry.identitiesOf(card.personId)
  const identity = own.find((one) => one.platform === card.platform)
  return identity ? { id: identity.externalId, kind: 'direct' } : null
}
