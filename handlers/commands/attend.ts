import { matterById } from '../../db/matters.ts'
import { answerSeat, seatsOf, sessionById } from '../../db/sessions.ts'
import { saying } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { rolesOf } from '../../matters/roles.ts'
import { type SessionKind, sessionTemplates } from '../../matters/routes.ts'
import { dayWords } from '../../matters/working-time.ts'
import { answering, answersFor, tellStaff } from '../departments.ts'
import { whisper } from '../desk.ts'
import { convenersOf } from '../joint-session.ts'
import { moved } from '../move.ts'
import { matterCard } from '../replies/matter-card.ts'
import { plain } from '../replies/refusals.ts'
import { sessionNewsCard } from '../replies/session.ts'
import { show } from '../show.ts'
import type { Verb } from './verb.ts'

/** An invited department's answer. With 接受 it is called in, and sees what those who are called in see. */
export const attend: Verb = {
  name: '赴会',
  aliases: [],
  args: '会次号 接受|不接受',
  help: '答复会诊或三所一庭的邀请',
  where: 'direct',
  who: rolesOf('checkIn'),
  hidden: true,
  async run({ desk, message, asker, words }) {
    const { staff } = asker
    const id = Number(/^第?(\d{1,9})号?会?$/u.exec(words[0] ?? '')?.[1])
    const answer = words.includes('接受') ? 'accepted' : words.includes('不接受') ? 'declined' : null
    const session = Number.isInteger(id) && id < 2 ** 31 ? await sessionById(desk.db, id) : undefined
    const matter = session && (await matterById(desk.db, session.matterId))
    const seats = session ? await seatsOf(desk.db, [session.id]) : []
    const seat = seats.find(
      (one) => staff && matter && answersFor(desk, staff, one.department, matter.areaId),
    )
    // A proposal the chief has not agreed to is nobody's business yet.
    if (!staff || !session || !matter || !seat || session.state === 'proposed')
      return saying(whisper(message, plain('没有找到邀请您的会。请点邀请里的按钮。'), 'refusal'))
    if (session.state !== 'approved')
      return saying(whisper(message, plain('这次会已经开过或取消了,不用再答复。'), 'refusal'))
    const zh = sessionTemplates[session.kind as SessionKind].zh
    if (seat.state !== 'invited') {
      const said = seat.state === 'accepted' ? '接受' : '不接受'
      return saying(whisper(message, plain(`您单位已经答复过:${said}。要改请联系牵头人。`), 'refusal'))
    }
    if (!answer)
      return saying(whisper(message, plain(`请写「接受」或「不接受」:/赴会 ${session.id} 接受`), 'refusal'))
    const { name } = answering(desk, seat.department, matter.areaId)
    const accepted = answer === 'accepted'
    const { fresh, changes } = moved(desk, matter, staff, {
      set: accepted ? { called: [...new Set([...matter.called, seat.department])] } : {},
      notes: [
        {
          kind: accepted ? 'seat_accepted' : 'seat_declined',
          values: { note: name, session: session.id, department: seat.department },
        },
      ],
    })
    const seen = accepted ? await show(desk, { as: 'staff', staff }, fresh) : null
    const when = session.at ? dayWords(session.at) : ''
    const mine = seen
      ? matterCard(seen, [{ label: '看详情', command: `/看 ${matter.number}` }], [`已接受。${zh}:${when}。`])
      : plain(accepted ? `已接受。${zh}:${when}。` : '已记下,谢谢答复。')
    return {
      changes: [
        ...changes,
        answerSeat(seat, { state: answer, personId: staff.personId, answeredAt: desk.clock.now() }),
      ],
      posts: [
        {
          ...whisper(message, mine),
          ...(seen && { matterId: matter.id, matterVersion: fresh.version, personId: staff.personId }),
        },
        ...(await tellStaff(
          desk,
          fresh,
          convenersOf(desk, matter, session),
          (card) => sessionNewsCard(card, `${name}${accepted ? '参加' : '不参加'}${zh}(${when})。`),
          { key: `seat:${seat.id}`, about: 'matter', priority: priorities.answer },
        )),
      ],
    }
  },
}
