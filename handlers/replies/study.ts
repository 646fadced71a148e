import type { Card } from '../../matters/message.ts'
import type { Colour } from '../../matters/taxonomy.ts'
import { colourName } from './colour-words.ts'

export const turnedRed = '已调为红色,自动纳入所长督办。'
export const revengeFeared = '有打听、为难反映人的迹象,请尽快过问,注意保护反映人。'

export function joinedAndRaised(from: Colour | null, to: Colour | null): string {
  return `又有人反映同一件事,按规则由${colourName(from)}调为${colourName(to)}。`
}
