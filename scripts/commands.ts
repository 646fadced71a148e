import { verbs } from '../handlers/commands/index.ts'

/** `npm run -s commands -- --json`: the table of verbs, as one JSON array; without `--json` as lines to read. */
const rows = verbs
  .filter((verb) => !verb.hidden)
  .map((verb) => ({
    name: verb.name,
    aliases: verb.aliases,
    args:
      verb.arguments?.map(({ label, type, optional }) => ({ name: label, type, optional })) ??
      freeArgs(verb.args),
    roles: verb.who === 'everyone' ? ['everyone'] : [...verb.who],
    states: verb.states ? [...verb.states] : [],
    where: verb.where,
    help: verb.help,
  }))

if (process.argv.includes('--json')) console.log(JSON.stringify(rows))
else
  for (const row of rows)
    console.log(`/${row.name} ${row.args.map((arg) => arg.name).join(' ')}\t${row.where}\t${row.help}`)

/** Arguments that a verb takes as they come, from its line in the help: `[今天/超期]` may be left out. */
function freeArgs(line: string): { name: string; type: string; optional: boolean }[] {
  return line
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({ name: word.replace(/[[\]]/gu, ''), type: 'text', optional: word.startsWith('[') }))
}
