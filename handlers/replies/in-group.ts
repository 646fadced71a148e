/** Characters of title and lines that a work group is shown at a time; the rest is a button or a command away. */
const mostInGroup = 120

/** Of `more` the first that find room beside what is said anyway. */
export function fitting(said: readonly string[], more: readonly string[]): string[] {
  let left = mostInGroup - [...said.join('\n')].length
  const shown: string[] = []
  for (const line of more) {
    left -= [...line].length + 1
    if (left < 0) break
    shown.push(line)
  }
  return shown
}
