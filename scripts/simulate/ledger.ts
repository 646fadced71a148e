import { plainText } from '../../bot/platforms/plain-text.ts'
import type { Outgoing } from '../../bot/platforms/platform.ts'
import type { Sql } from '../../db/client.ts'
import { inQuietHours, localDate } from '../../matters/working-time.ts'
import type { World } from './world.ts'

/**
 * Writes down, inside the transactions of the bot and by the true time, what was raised: not what the bot says of
 * itself. Posts are read off the platform.
 */
export async function openLedger(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table true_time (at timestamptz not null, jumped boolean not null);
    insert into true_time values ('2000-01-01', false);
    create table raisings (what text, id bigint, due_at timestamptz, at timestamptz, jumped boolean);
    create function note_due() returns trigger language plpgsql as
      'begin insert into raisings select ''due'', new.id, new.due_at, at, jumped from true_time; return null; end';
    create function note_visit() returns trigger language plpgsql as
      'begin insert into raisings select ''visit'', new.id, new.due_at, at, jumped from true_time; return null; end';
    create function note_clock() returns trigger language plpgsql as
      'begin insert into raisings select ''clock'', new.id, new.due_at, at, jumped from true_time; return null; end';
    create trigger note after update on dues for each row
      when (new.raised_at is not null and new.raised_at is distinct from old.raised_at) execute function note_due();
    create trigger note after update on follow_ups for each row
      when (new.raised_at is not null and new.raised_at is distinct from old.raised_at) execute function note_visit();
    create trigger note after update on clocks for each row
      when (new.reminded = 3 and old.reminded < 3) execute function note_clock()`)
}

/** What was said, judged as it was said. */
export interface Said {
  inQuietHours: number
  overBudget: number
  doubled: number
}

/**
 * Watches what is said. A jump is judged by the clock of whoever acts in it: a process whose clock is six hours ahead
 * cannot know better, so what it does counts as early, in quiet hours or over the budget only by that clock.
 */
export function watchSaid(world: World, budgetOf: (groupId: number) => Promise<number>) {
  const said: Said = { inQuietHours: 0, overBudget: 0, doubled: 0 }
  const perDay = new Map<string, number>()
  const last = new Map<string, number>()
  return {
    said,
    /** Judges these posts, said by a process whose clock shows that; what is wrong with each, in words. */
    async judge(posts: readonly Outgoing[], clock: Date): Promise<Map<string, string>> {
      if (posts.length === 0) return new Map()
      const rows = await world.store.sql<PostRow[]>`
        select outbox.id, about, key, outbox.group_id as "groupId", unasked_on as "unaskedOn", chat_kind as "chatKind", colour
        from outbox left join matters on matters.id = outbox.matter_id
        where outbox.id = any(${posts.map(({ uuid }) => uuid)}) and replaces is null`
      const byId = new Map(rows.map((row) => [row.id, row]))
      const wrong = new Map<string, string>()
      for (const post of posts) {
        const row = byId.get(post.uuid)
        if (row?.about !== 'reminder') continue
        const blame = (what: keyof Said, words: string) => {
          said[what] += 1
          wrong.set(post.uuid, words)
        }
        if (inQuietHours(clock) && !mayWake(row)) blame('inQuietHours', '夜间')
        if (row.chatKind === 'group' && row.groupId === null) blame('overBudget', '不在限额之内')
        if (row.groupId !== null) {
          const of = `${row.groupId}/${localDate(clock)}`
          perDay.set(of, (perDay.get(of) ?? 0) + 1)
          const budget = await budgetOf(row.groupId)
          if (!row.unaskedOn || (perDay.get(of) ?? 0) > budget) blame('overBudget', '超过限额')
        }
        const words = `${post.chat.id}/${plainText(post.card)}`
        const before = last.get(words)
        if (before !== undefined && world.at.getTime() - before < doubleHours * 3_600_000)
          blame('doubled', '重复')
        last.set(words, world.at.getTime())
      }
      return wrong
    },
  }
}

/** The same words to the same people within so long are a double, whatever the rows say. */
const doubleHours = 3

interface PostRow {
  id: string
  about: string
  key: string
  groupId: number | null
  unaskedOn: string | null
  chatKind: string
  colour: string | null
}

/** What has hours left of a yellow or red matter is brought up at night too (docs/flow.md). */
function mayWake({ key, colour }: PostRow): boolean {
  return key.startsWith('remind:') && colour !== null && colour !== 'blue'
}

export interface Judged {
  obligations: number
  raised: number
  dropped: number
  superseded: number
  early: number
  lost: number
  doubled: number
}

/** What became of everything that was owed up to then. */
export async function judgeRows(sql: Sql, until: Date): Promise<Judged> {
  const [row] = await sql<Judged[]>`
    with owed as (
      select 'due' as what, id::bigint, raised_at is not null as raised, dropped_at is not null as dropped,
        superseded_at is not null as superseded from dues where due_at <= ${until}
      union all
      select 'visit', id, raised_at is not null, false, state <> 'open' and raised_at is null
        from follow_ups where due_at <= ${until}
      union all
      -- A clock owes its reminders while it runs: one that was stopped, paused or ended in time owes nothing.
      select 'clock', clocks.id, reminded >= 3, false, false
        from clocks join matters on matters.id = matter_id
        where clocks.due_at <= ${until} and clocks.kind <> 'ceiling' and paused_at is null and stopped_at is null
          and matters.state not in ('concluded', 'followup', 'archived', 'merged', 'withdrawn', 'unfounded')
          and not (clocks.kind in ('ack', 'study', 'assign') and urgency = 'emergency')
    )
    select count(*)::int as obligations,
      count(*) filter (where raised)::int as raised,
      count(*) filter (where dropped)::int as dropped,
      count(*) filter (where superseded and not raised and not dropped)::int as superseded,
      count(*) filter (where not raised and not dropped and not superseded)::int as lost,
      (select count(*)::int from raisings where at < due_at and not jumped) as early,
      (select coalesce(sum(times - 1), 0)::int from (
        select count(*) as times from raisings where what <> 'clock' group by what, id, due_at) as often) as doubled
    from owed`
  if (!row) throw new Error('nothing to judge')
  return row
}
