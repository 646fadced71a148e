import { readConfig } from '../bot/config.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { freshCopies } from './replay/copies.ts'
import { readDialogues } from './replay/dialogue.ts'
import { play } from './replay/play.ts'
import { scoreOf } from './replay/score.ts'

const usage = 'usage: npm run -s replay -- FILE.jsonl [--score]'

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Plays dialogues through the real path, each in a fresh world; one JSON object a line on stdout, nothing else. */
async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const scored = args.includes('--score')
  const [file, ...more] = args.filter((arg) => !arg.startsWith('--'))
  if (!file || more.length > 0) throw new Error(usage)
  const dialogues = readDialogues(file)
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
      const played = await play(dialogue, copy.url).finally(copy.drop)
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
