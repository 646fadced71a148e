import { saying } from '../../db/write.ts'
import { answer } from '../desk.ts'
import { areaOfGroup } from '../locate.ts'
import { officerCard } from '../replies/find-officer.ts'
import type { Verb } from './verb.ts'

/** How to reach the officer of a community: the duty telephone, never anybody's own. */
export const findOfficer: Verb = {
  name: '找民警',
  aliases: ['cop'],
  args: '[警号/社区]',
  help: '社区民警是谁、值班电话',
  where: 'anywhere',
  who: 'everyone',
  async run({ desk, message, rest }) {
    const { areas } = desk.registry
    const group =
      message.chat.kind === 'group' ? desk.registry.group(message.platform, message.chat.id) : undefined
    const here = group ? areaOfGroup(group, desk.registry) : undefined
    const community = here ? areas.upTo(here, 'community')?.id : undefined
    // Who wears which number is kept nowhere: the duty desk passes it on (requirement A123).
    const number = /\d{4,}/u.exec(rest.normalize('NFKC'))?.[0] ?? ''
    const said = rest
      .normalize('NFKC')
      .replace(number, '')
      .replace(/^(?:警号)|警[官员]$/gu, '')
      .trim()
      .replace(/(?:社区|小区)$/u, '')
    const named = areas
      .all()
      .filter((area) => area.kind === 'community' && said !== '' && area.name.includes(said))
    const wanted = named.length > 0 ? named.map(({ id }) => id) : community ? [community] : []
    const officers = desk.registry
      .colleagues()
      .flatMap((staff) =>
        staff.roles.flatMap((held) =>
          held.role === 'officer' &&
          held.standingFor === undefined &&
          (wanted.length === 0 || wanted.some((id) => areas.within(id, held.areaId)))
            ? [{ area: areas.get(held.areaId)?.name ?? '', name: staff.name }]
            : [],
        ),
      )
    return saying(answer(message, officerCard(desk.operator, officers, number !== '')))
  },
}
