import type { Card } from '../../matters/message.ts'
import type { Operator } from '../desk.ts'
import { emergencyLine, plain } from './refusals.ts'

/** Whom to call; in a group too. */
export function officerCard(operator: Operator, officers: { area: string; name: string }[]): Card {
  return plain(
    ...officers.slice(0, 8).map(({ area, name }) => `${area}:${name}`),
    `值班电话(24小时) ${operator.dutyPhone};${operator.contact}`,
    emergencyLine,
  )
}
