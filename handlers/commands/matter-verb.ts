import { record } from '../../db/events.ts'
import { survivorOf } from '../../db/links.ts'
import { matterByNumber } from '../../db/matters.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Card, Post, PostKind } from '../../matters/message.ts'
import { type State, stateName } from '../../matters/moves.ts'
import { type Right, rolesOf, type Staff } from '../../matters/roles.ts'
import type { Kind } from '../../matters/taxonomy.ts'
import { mayDo, maySee, type Viewer } from '../../matters/view.ts'
import { answer, type Desk, whisper } from '../desk.ts'
import { matterCard } from '../replies/matter-card.ts'
import { goesOn, needsNumber, noSuchMatter, notNow, plain } from '../replies/refusals.ts'
import { show } from '../show.ts'
import { type Argument, type Arguments, argsLine, takeArguments, type Values } from './arguments.ts'
import { findNumber, findNumbers } from './matter-number.ts'
import { possibleNow } from './possible-now.ts'
import type { Call, Verb } from './verb.ts'

/** A verb that a colleague uses on one matter. */
export interface MatterVerb<A extends Arguments> {
  name: string
  aliases: string[]
  help: string
  where: Verb['where']
  /** One of these is needed for the matter. */
  rights: readonly [Right, ...Right[]]
  /** States in which it can be done; elsewhere it is refused with what would be possible. */
  states: readonly State[]
  /** Only offered for these kinds of matter; the verb itself says why to others. */
  kinds?: readonly Kind[]
  arguments: A
  /**
   * For what cannot be taken back: what was understood, line by line. It is shown first and done at the second word,
   * 确定 (which the button says). A write is a refusal: then there is nothing to be sure of; no lines: it is done at once.
   */
  echo?(given: Given<A>): string[] | Write | Promise<string[] | Write>
  run(given: Given<A>): Promise<Write>
}

/** All that one use of such a verb stands on. */
export interface Given<A extends Arguments> {
  call: Call
  desk: Desk
  now: Date
  matter: Matter
  staff: Staff
  values: Values<A>
  /** An answer where it was asked; of a confidential matter always in private. */
  reply(card: Card, about?: PostKind, part?: number): Post
  /** Only words, nothing done. */
  refuse(...lines: string[]): Write
}

const sure = '确定'

/** The row of the table for such a verb. Finding, seeing, rights, state, arguments and second word are the same for all. */
export function matterVerb<A extends Arguments>(spec: MatterVerb<A>): Verb {
  const args = argsLine('编号', spec.arguments)
  const named = { name: spec.name, args }
  return {
    name: spec.name,
    aliases: spec.aliases,
    args,
    arguments: [matterArgument, ...Object.values(spec.arguments)],
    help: spec.help,
    where: spec.where,
    // On complaints about police the inspector holds every right.
    who: [...new Set([...rolesOf(...spec.rights), 'inspector' as const])],
    rights: spec.rights,
    states: spec.states,
    kinds: spec.kinds,
    async used(call) {
      const { number } = findNumber(call.words)
      const matter = number ? await matterByNumber(call.desk.db, number) : undefined
      const seen = matter && (await show(call.desk, viewerOf(call), matter))
      return seen ? matterCard(seen) : null
    },
    async run(call) {
      const { desk, message, asker } = call
      const { staff } = asker
      const { areas } = desk.registry
      const { number, typed, rest } = findNumber(call.words)
      if (!number) return saying(whisper(message, needsNumber(named)))
      const matter = await matterByNumber(desk.db, number)
      if (!staff || !matter || !maySee(staff, matter, areas))
        return saying(whisper(message, noSuchMatter(typed ?? number), 'refusal'))
      const reply: Given<A>['reply'] = (card, about = 'answer', part = 0) =>
        matter.privacy === 'confidential'
          ? whisper(message, card, about, part)
          : answer(message, card, about, part)
      const refuse = (...lines: string[]) => saying(reply(plain(...lines), 'refusal'))
      if (!spec.rights.some((right) => mayDo(staff, right, matter, areas))) {
        const possible = possibleNow(matter, staff, desk)
        const lines = [
          `${matter.number} 的「${spec.name}」不在您的职责内,请联系牵头人或社区民警。`,
          possible,
        ].filter(Boolean)
        return {
          changes: [
            record({
              matterId: matter.id,
              at: desk.clock.now(),
              actorId: staff.personId,
              kind: 'refused',
              values: { what: spec.name },
            }),
          ],
          posts: [whisper(message, plain(...lines), 'refusal')],
        }
      }
      if (!spec.states.includes(matter.state))
        return saying(
          reply(
            notNow(
              matter.number,
              stateName(matter.state),
              `${await goesOnIn(desk, staff, matter)}${possibleNow(matter, staff, desk)}`,
            ),
            'refusal',
          ),
        )
      // A second number would be left undone without a word.
      if (takesOne(spec.arguments) && findNumbers(rest).numbers.some((other) => other !== matter.number))
        return refuse(`一次只办一件:/${spec.name} ${matter.number}`)
      const said = rest.at(-1) === sure
      const taken = takeArguments(spec.arguments, said ? rest.slice(0, -1) : rest, {
        desk,
        message,
        matter,
        now: desk.clock.now(),
      })
      if ('problem' in taken) return refuse(taken.problem)
      if ('missing' in taken) return refuse(...missing(spec, matter, taken.missing))
      const given = { call, desk, now: desk.clock.now(), matter, staff, values: taken.values, reply, refuse }
      const understood = spec.echo && !said ? await spec.echo(given) : []
      if ('posts' in understood) return understood
      if (understood.length === 0) return await spec.run(given)
      return saying(reply(echoCard(`/${spec.name} ${matter.number} ${rest.join(' ')}`.trim(), understood)))
    },
  }
}

/** No further number has a place among the words. */
function takesOne(args: Arguments): boolean {
  return !Object.values(args).some(({ type }) => type === 'text' || type === 'matter' || type === 'answers')
}

/** Of a merged matter the one it goes on in (W-2), if this person may see that. */
async function goesOnIn(desk: Desk, staff: Staff, matter: Matter): Promise<string> {
  if (matter.state !== 'merged') return ''
  const survivor = await survivorOf(desk.db, matter.id)
  const shown = survivor && survivor.id !== matter.id && maySee(staff, survivor, desk.registry.areas)
  return shown ? goesOn(survivor.number) : ''
}

/** In a group a card may show no more than the group sees. */
function viewerOf({ asker, message, desk }: Call): Viewer {
  if (message.chat.kind === 'direct' && asker.staff) return { as: 'staff', staff: asker.staff }
  return { as: 'group', type: desk.registry.group(message.platform, message.chat.id)?.type ?? 'resident' }
}

const matterArgument: Argument = {
  label: '编号',
  type: 'matter',
  optional: false,
  example: 'AH-1117-01',
  take: () => null,
}

function missing<A extends Arguments>(spec: MatterVerb<A>, matter: Matter, argument: Argument): string[] {
  const example = Object.values(spec.arguments)
    .filter((one) => !one.optional)
    .map((one) => one.example)
  return [`还缺「${argument.label}」。`, `例如:/${spec.name} ${matter.number} ${example.join(' ')}`.trim()]
}

/** What was understood, and the one button that does it. */
export function echoCard(command: string, lines: string[]): Card {
  return {
    tone: 'yellow',
    title: '请核对(还没有执行)',
    lines: [...lines, `对就点「${sure}」,或再发一次并在末尾加「${sure}」;不对不用管它。`],
    actions: [{ label: sure, command: `${command} ${sure}` }],
  }
}
