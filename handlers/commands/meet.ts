import type { Write } from '../../db/write.ts'
import { rolesOf } from '../../matters/roles.ts'
import type { Sitting } from '../meetings/sitting.ts'
import { said } from '../meetings/sitting.ts'
import { meetTexts } from '../replies/meet.ts'
import { attendance } from './meet-attend.ts'
import { callMeeting } from './meet-call.ts'
import { decide, dropDecision, finishDecision, newTerm } from './meet-decide.ts'
import { confirmMinutes, publishMinutes, writeMinutes } from './meet-minutes.ts'
import { cancelMeeting, moveMeeting } from './meet-move.ts'
import { setMeeting } from './meet-set.ts'
import { listMeetings, showPack, status } from './meet-show.ts'
import type { Verb } from './verb.ts'

type Part = (sitting: Sitting) => Promise<Write>

/** Every part of /例会, with its other spellings. */
const parts: Record<string, Part> = {
  包: showPack,
  材料: showPack,
  pack: showPack,
  列表: listMeetings,
  签到: attendance,
  纪要: writeMinutes,
  决议: decide,
  办完: finishDecision,
  不办: dropDecision,
  改限: newTerm,
  确认: confirmMinutes,
  发布: publishMinutes,
  改期: moveMeeting,
  取消: cancelMeeting,
  设置: setMeeting,
  临时: callMeeting,
}

const sure = '确定'

export const meet: Verb = {
  name: '例会',
  aliases: ['meet', '会议'],
  args: '[包/签到/纪要/决议/办完/确认/发布/改期/取消/设置/临时/列表 …]',
  arguments: [{ label: '哪一项', type: 'text', optional: true }],
  help: '看下一次会和材料,记纪要和决议,改期、取消、排会',
  where: 'work',
  who: rolesOf('meet', 'attendMeeting', 'arrangeMeeting'),
  async run(call) {
    const { desk, asker, words } = call
    const { staff } = asker
    if (!staff) return { changes: [], posts: [] }
    const [first = '', ...rest] = words
    const run = parts[first.toLowerCase()]
    const named = run ? rest : words
    const isSure = named.at(-1) === sure
    const sitting: Sitting = {
      ...{ call, desk, staff, now: desk.clock.now(), part: run ? first : '' },
      words: isSure ? named.slice(0, -1) : named,
      sure: isSure,
    }
    if (run) return await run(sitting)
    if (first === '' || /^[#第]?\d/u.test(first)) return await status(sitting)
    return said(call, meetTexts.parts)
  },
}
