import { record } from '../../db/events.ts'
import type { Write } from '../../db/write.ts'
import { type Card, type HeardMessage, type Post, priorities } from '../../matters/message.ts'
import { localTime } from '../../matters/working-time.ts'
import { type Asker, type answer, askerOf, type Desk, whisper } from '../desk.ts'
import { usedCard } from '../replies/matter-card.ts'
import { mayNot, unknownCommand, wrongPlace } from '../replies/refusals.ts'
import { acknowledge } from './acknowledge.ts'
import { alarm } from './alarm.ts'
import { amend } from './amend.ts'
import { anonymous } from './anonymous.ts'
import { askForReport } from './ask-question.ts'
import { assign } from './assign.ts'
import { attend } from './attend.ts'
import { audit } from './audit.ts'
import { bindIdentity } from './bind.ts'
import { bindGroup } from './bind-group.ts'
import { campaign } from './campaign.ts'
import { care } from './care.ts'
import { checkFraud } from './check-fraud.ts'
import { checkIn } from './check-in.ts'
import { clear } from './clear.ts'
import { complain } from './complain.ts'
import { conclude } from './conclude.ts'
import { confirm } from './confirm.ts'
import { confirmInCourt } from './confirm-in-court.ts'
import { consult } from './consult.ts'
import { delist } from './delist.ts'
import { discard } from './discard.ts'
import { dispute } from './dispute.ts'
import { duty } from './duty.ts'
import { erase } from './erase.ts'
import { exportMine } from './export.ts'
import { extend } from './extend.ts'
import { find } from './find.ts'
import { findOfficer } from './find-officer.ts'
import { fix } from './fix.ts'
import { grade } from './grade.ts'
import { groupSet } from './group-set.ts'
import { handleMatter } from './handle.ts'
import { hazard } from './hazard.ts'
import { help } from './help.ts'
import { issueCode } from './issue-code.ts'
import { leave } from './leave.ts'
import { list } from './list-hazard.ts'
import { mediate } from './mediate.ts'
import { meet } from './meet.ts'
import { merge } from './merge.ts'
import { mine } from './mine.ts'
import { morning } from './morning.ts'
import { note } from './note.ts'
import { notice } from './notice.ts'
import { onSite } from './on-site.ts'
import { optBackIn, optOutOfListening } from './opt-out.ts'
import { panel } from './panel.ts'
import { nearestName, parseCommand } from './parse.ts'
import { patrol } from './patrol.ts'
import { poll } from './poll.ts'
import { posting } from './posting.ts'
import { problemList } from './problems.ts'
import { progress } from './progress.ts'
import { publicize } from './publicize.ts'
import { raiseLevel } from './raise-level.ts'
import { rate } from './rate.ts'
import { receive } from './receive.ts'
import { reopen } from './reopen.ts'
import { reportVerb } from './report.ts'
import { reportQuarter } from './report-quarter.ts'
import { resolve } from './resolve.ts'
import { giveBack } from './return.ts'
import { see } from './see.ts'
import { service } from './service.ts'
import { signUp } from './sign-up.ts'
import { split } from './split.ts'
import { study } from './study.ts'
import { superviseMatter } from './supervise.ts'
import { team } from './team.ts'
import { tip } from './tip.ts'
import { todo } from './todo.ts'
import { topic } from './topic.ts'
import { transfer } from './transfer.ts'
import { unseal } from './unseal.ts'
import type { Call, Verb } from './verb.ts'
import { verify } from './verify.ts'
import { visit } from './visit.ts'
import { vote } from './vote.ts'
import { walk } from './walk.ts'
import { whistle } from './whistle.ts'
import { why } from './why.ts'
import { withdraw } from './withdraw.ts'

/** Every verb there is. A verb that does not stand here does not exist. */
export const verbs: readonly Verb[] = [
  help,
  notice,
  reportVerb,
  tip,
  dispute,
  hazard,
  care,
  service,
  complain,
  anonymous,
  checkFraud,
  mine,
  withdraw,
  progress,
  why,
  erase,
  exportMine,
  fix,
  rate,
  signUp,
  optOutOfListening,
  optBackIn,
  todo,
  see,
  find,
  note,
  walk,
  publicize,
  patrol,
  poll,
  vote,
  team,
  campaign,
  study,
  grade,
  assign,
  acknowledge,
  giveBack,
  handleMatter,
  verify,
  raiseLevel,
  merge,
  split,
  whistle,
  checkIn,
  consult,
  panel,
  attend,
  mediate,
  confirmInCourt,
  transfer,
  receive,
  list,
  delist,
  resolve,
  superviseMatter,
  extend,
  conclude,
  reopen,
  visit,
  clear,
  meet,
  topic,
  problemList,
  reportQuarter,
  askForReport,
  audit,
  alarm,
  unseal,
  morning,
  duty,
  posting,
  onSite,
  leave,
  findOfficer,
  groupSet,
  bindGroup,
  bindIdentity,
  issueCode,
  confirm,
  amend,
  discard,
]

const byName = new Map(
  verbs.flatMap((verb) => [verb.name, ...verb.aliases].map((name) => [name, verb] as const)),
)

export const commandNames: ReadonlySet<string> = new Set(byName.keys())

/** Runs the command in a message: known? right place? right person? then the verb itself. */
export async function runCommand(message: HeardMessage, desk: Desk): Promise<Write> {
  const parsed = parseCommand(message.text, { names: commandNames, addressed: true })
  if (!parsed) return { changes: [], posts: [] }
  const asker = askerOf(message, desk)
  const verb = byName.get(parsed.word)
  if (!verb)
    return refuse(message, desk, asker, {
      kind: 'unknown command',
      card: unknownCommand(nearestFor(parsed.word, asker)),
    })
  if (!mayUse(verb, asker))
    return refuse(message, desk, asker, { kind: `no right: ${verb.name}`, card: mayNot(verb) })
  if (!placeFits(verb, message, desk))
    return { changes: [], posts: [whisper(message, wrongPlace(verb), 'refusal')] }
  const call = { desk, message, asker, rest: parsed.rest, words: parsed.rest.split(/\s+/u).filter(Boolean) }
  const used = message.type === 'click' ? await verb.used?.(call) : null
  const write = await verb.run(call)
  return used ? locked(write, call, verb, used) : write
}

/** A card whose button did something loses its buttons at once, so that nobody presses twice (W-45). */
function locked(write: Write, { message, asker, desk }: Call, verb: Verb, card: Card): Write {
  const refused = write.posts.some((post) => post.about === 'refusal')
  if (write.changes.length === 0 || refused || message.quotes === undefined) return write
  const who = asker.staff?.name ?? '您'
  const post: Post = {
    platform: message.platform,
    chat: message.chat.kind === 'direct' ? { id: message.sender.id, kind: 'direct' } : message.chat,
    card: usedCard(card, who, verb.name, localTime(desk.clock.now())),
    about: 'matter',
    priority: priorities.answer,
    key: `${message.platform}:${message.messageId}:used`,
    replaces: message.quotes,
  }
  return { ...write, posts: [post, ...write.posts] }
}

/** The verbs this person may use somewhere; with a message, those that work where it was said. */
export function verbsFor(asker: Asker, here?: { message: HeardMessage; desk: Desk }): Verb[] {
  return verbs.filter(
    (verb) => !verb.hidden && mayUse(verb, asker) && (!here || placeFits(verb, here.message, here.desk)),
  )
}

/** Does free text follow the verb of this command: a report, a reason, a note? */
export function takesWords({ text }: HeardMessage): boolean {
  const parsed = parseCommand(text, { names: commandNames, addressed: true })
  const verb = parsed && byName.get(parsed.word)
  return verb ? verb.words === true || (verb.arguments ?? []).some((one) => one.type === 'text') : false
}

function mayUse(verb: Verb, asker: Asker): boolean {
  if (verb.who === 'everyone') return true
  const allowed = verb.who
  return asker.staff?.roles.some((held) => allowed.includes(held.role)) ?? false
}

function placeFits(verb: Verb, message: HeardMessage, desk: Desk): boolean {
  if (verb.where === 'anywhere' || message.chat.kind === 'direct' || message.type === 'click') return true
  return verb.where === 'work' && desk.registry.group(message.platform, message.chat.id)?.mode === 'work'
}

function nearestFor(word: string, asker: Asker): string | null {
  return nearestName(
    word,
    verbsFor(asker).flatMap((verb) => [verb.name, ...verb.aliases]),
  )
}

/** Refusals are courteous and go into the record by kind, never by the words that were typed. */
function refuse(
  message: HeardMessage,
  desk: Desk,
  asker: Asker,
  refusal: { kind: string; card: Parameters<typeof answer>[1] },
): Write {
  const actorId = asker.staff?.personId ?? null
  return {
    changes: [
      record({
        matterId: null,
        at: desk.clock.now(),
        actorId,
        kind: 'refused',
        values: { what: refusal.kind },
      }),
    ],
    posts: [whisper(message, refusal.card, 'refusal')],
  }
}
