import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes; begun last, it would run alone while the other worker has nothing left. */
const long = [
  'scripts/simulate-year',
  'platforms/contract',
  'scripts/soak',
  'flow/crash',
  'scripts/simulate-faults',
]

/** The longest files first, whatever their size; the others as vitest would have them. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return rank < 0 ? long.length : rank
}
