import { switchPublicity } from '../../db/publicity.ts'
import type { Group } from '../../db/registry.ts'
import { saying, type Write } from '../../db/write.ts'
import { may } from '../../matters/roles.ts'
import { answer } from '../desk.ts'
import { areaOfGroup, rootArea } from '../locate.ts'
import { publicityTexts } from '../replies/publicity.ts'
import { plain } from '../replies/refusals.ts'
import type { Call } from './verb.ts'

/** Its owner or an administrator says whether a group takes lines of publicity (requirement A222). */
export function setPublicity({ desk, message, asker, words }: Call, group: Group): Write {
  const said = words[1] ?? ''
  const on = /^(?:开|打开|on)$/iu.test(said)
  if (!on && !/^(?:关|关闭|关掉|off)$/iu.test(said))
    return saying(answer(message, publicityTexts.howToSwitch(group.publicity !== false)))
  const home = areaOfGroup(group, desk.registry) ?? rootArea(desk.registry)
  if (!message.byOwner && !may(asker.staff, 'setGroup', home, desk.registry.areas))
    return saying(answer(message, plain(publicityTexts.onlyOwner), 'refusal'))
  return {
    changes: [switchPublicity(group.id, on)],
    posts: [answer(message, publicityTexts.switched(on))],
  }
}
