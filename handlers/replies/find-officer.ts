import type { Card } from '../../matters/message.ts'
import type { Operator } from '../desk.ts'
import { emergencyLine, plain } from './refusals.ts'

/** Whom to call; in a group too. */
export function officerCard(
  operator: Operator,
  officers: { area: string; name: string }[],
  byNumber: boolean,
): Card {
  return plain(
    ...officers.slice(0, 8).map(({ area, name }) => `${area}:${name}`),
    `值班电话(24小时) ${operator.dutyPhone};${operator.contact}`,
    ...(byNumber ? ['打值班电话报这个警号,会替您转告本人;不给私人电话。'] : []),
    emergencyLine,
  )
}
