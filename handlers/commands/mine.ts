import { isAnonymous } from '../../db/anonymous.ts'
import { draftsOf } from '../../db/drafts.ts'
import { openVotesOf } from '../../db/polls.ts'
import { mattersConcerning, mattersReportedBy } from '../../db/reporters.ts'
import { teamsWith } from '../../db/teams.ts'
import { answer } from '../desk.ts'
import { draftCard } from '../replies/draft-card.ts'
import { matterLine } from '../replies/matter-card.ts'
import { pollTexts } from '../replies/poll.ts'
import { plain } from '../replies/refusals.ts'
import { teamTexts } from '../replies/team.ts'
import { show } from '../show.ts'
import { memberHash } from '../team-hash.ts'
import { voteHash } from '../vote-hash.ts'
import type { Verb } from './verb.ts'

export const mine: Verb = {
  name: '我的',
  aliases: ['mine'],
  args: '',
  help: '看我反映过的事,和您这里存着的全部内容',
  where: 'direct',
  who: 'everyone',
  async run({ message, desk, asker }) {
    const drafts = await draftsOf(desk.db, desk.seal, asker.identity)
    const own = await mattersReportedBy(desk.db, desk.seal, asker.identity)
    const lines: string[] = []
    for (const matter of own) {
      const seen = await show(desk, { as: 'reporter' }, matter)
      if (seen) lines.push(`${matterLine(seen)}|${seen.summary}`)
    }
    const concerning = (await mattersConcerning(desk.db, desk.seal, asker.identity)).filter(
      (matter) => !own.some((one) => one.id === matter.id),
    )
    const asParty: string[] = []
    for (const matter of concerning) {
      const seen = await show(desk, { as: 'reporter' }, matter)
      if (seen) asParty.push(`${seen.number}|${seen.title}|${seen.place}|${seen.state}`)
    }
    const unknown = await isAnonymous(desk.db, desk.seal, asker.identity)
    const teams = await teamsWith(desk.db, memberHash(desk.seal, asker.identity))
    const votes = await openVotesOf(
      desk.db,
      (id) => voteHash(desk.seal, asker.identity, id),
      desk.clock.now(),
    )
    const away = desk.registry.optedOut(
      desk.seal.hash('opt-out', `${asker.identity.platform}:${asker.identity.externalId}`),
    )
    const head = [
      ...(own.length > 0 ? [`您反映的事 ${own.length} 件:`, ...lines] : ['您还没有登记的事项。']),
      ...(own.length > 0
        ? ['除保密事项外,每件另存一组打散的数字(没有文字),只用来改进识别,办结归档就删。']
        : []),
      ...(asParty.length > 0 ? [`您作为当事人的事 ${asParty.length} 件:`, ...asParty] : []),
      ...teams.map(teamTexts.held),
      ...votes.map(pollTexts.held),
      ...(unknown ? ['匿名:开着。匿名反映的事不在这里,凭口令查。'] : []),
      away ? '群里的话:不读(您设置了「不听我」)。' : '群里的话:按群告知的方式听。',
      '除此之外没有存您的任何资料。',
    ]
    return {
      changes: [],
      posts: [
        answer(message, plain(...head)),
        ...drafts.map((draft, index) => answer(message, draftCard(draft), 'draft', index + 1)),
      ],
    }
  },
}
