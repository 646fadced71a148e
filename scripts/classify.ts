import { answer } from './classify/answer.ts'
import { answerLines, idAndText, objectIn } from './lines.ts'

await answerLines(
  (line) => {
    const value = objectIn(line)
    return typeof value === 'string' ? value : idAndText(value)
  },
  ({ id, text }) => answer(id, text),
  'each line must be one JSON object with "id" (string or number) and "text" (string)',
)
