import { parseArgs } from 'node:util'
import { readConfig } from '../bot/config.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { readAnswers } from './replay/answers.ts'
import { freshCopies } from './replay/copies.ts'
import { readDialogues } from './replay/dialogue.ts'
import { play } from './replay/play.ts'
import { scoreOf } from './replay/score.ts'

const usage = 'usage: npm run -s replay -- FILE.jsonl [--score] [--answers ANSWERS.jsonl]'

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Plays dialogues through the real path, each in a fresh world; one JSON object a line on stdout, nothing else. */
async function main(): Promise<void> {
  const { file, scored, answers } = asked(process.argv.slice(2))
  const dialogues = readDialogues(file)
  const recorded = answers === undefined ? undefined : readAnswers(answers)
  const config = readConfig()
  const database = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    share: true,
    log: () => {},
  })
  const copies = await freshCopies(database.url, migrate)
  const sum = { score: 0, missed: 0, falseAlarms: 0, violations: 0 }
  try {
    for (const dialogue of dialogues) {
      const copy = await copies.next()
      const played = await play(dialogue, copy.url, recorded).finally(copy.drop)
      const { score, missedEmergencies, falseEmergencies } = scoreOf(dialogue, played)
      sum.score += score
      sum.missed += missedEmergencies
      sum.falseAlarms += falseEmergencies
      sum.violations += played.violations.length
      console.log(JSON.stringify(scored ? { ...played, score: Number(score.toFixed(3)) } : played))
    }
  } finally {
    await copies.end()
    await database.stop()
  }
  if (!scored) return
  const mean = dialogues.length > 0 ? sum.score / dialogues.length : 0
  console.log(
    `score=${mean.toFixed(2)} dialogues=${dialogues.length} missed_emergencies=${sum.missed} false_emergencies=${sum.falseAlarms} violations=${sum.violations}`,
  )
}

function asked(args: string[]): { file: string; scored: boolean; answers: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { score: { type: 'boolean', default: false }, answers: { type: 'string' } },
    })
    const [file, ...more] = positionals
    if (file && more.length === 0) return { file, scored: values.score, answers: values.answers }
  } catch {
    // A flag that is none: told below like any other wrong call.
  }
  throw new Error(usage)
}
