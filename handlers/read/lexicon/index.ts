import { careCues } from './care.ts'
import { compile } from './cue.ts'
import { disputeCues } from './dispute.ts'
import { feedbackCues } from './feedback.ts'
import { hazardCues } from './hazard.ts'
import { serviceCues } from './service.ts'
import { tipCues } from './tip.ts'

/** How much the words of a folded text speak for each category that has any cue in it. */
export const cueSums: (folded: string) => Map<string, number> = compile(
  { ...disputeCues, ...tipCues, ...hazardCues, ...careCues, ...serviceCues, ...feedbackCues },
  0.6,
)
