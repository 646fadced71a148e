import { type NewDue, openDuesOf, owe, plannedUntil, supersede } from '../../db/dues.ts'
import {
  activeSeries,
  addSeries,
  changeMeeting,
  changeSeries,
  type Meeting,
  occasionsFrom,
  openMeetingsOf,
  type Series,
} from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import type { Change, Write } from '../../db/write.ts'
import { instantOfWall, type MeetingKind, usually } from '../../matters/meeting.ts'
import { turnsOf } from '../../matters/meeting-days.ts'
import { addDays, localDate, weekday, zone } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { intoCalendars } from '../meetings/calendar.ts'
import { faceOf } from '../meetings/face.ts'
import { openingsOf, seriesSubject } from '../meetings/open.ts'
import { duesOf, newsDue, subjectOf } from '../meetings/owed.ts'
import { ownAreas } from '../meetings/own-areas.ts'
import { done, echoed, meetingMeant, numberSaid, type Sitting, said } from '../meetings/sitting.ts'
import { settingTexts } from '../replies/meet-set.ts'
import { isByRule } from '../replies/meeting.ts'
import { movedTo } from './meet-move.ts'
import { type Plan, type Setting, settingMeant } from './meet-setting.ts'

/** How a meeting is held: of one meeting by its number, else of the series and every meeting of it that is to come. */
export async function setMeeting(sitting: Sitting): Promise<Write> {
  const { call, words } = sitting
  if (words.length === 0) return said(call, settingTexts.how)
  return numberSaid(words[0] ?? '') === null ? await setSeries(sitting) : await setOne(sitting)
}

async function setOne(sitting: Sitting): Promise<Write> {
  const { call, desk, now, sure, words } = sitting
  const meant = await meetingMeant(sitting, 'coming', 'arrangeMeeting')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const setting = settingMeant(sitting, meeting.areaId, rest, meeting.reminders)
  if ('problem' in setting) return said(call, setting.problem)
  if (!('plan' in setting)) return said(call, settingTexts.seriesOnly)
  const face = faceOf(desk, { ...meeting, ...setting.plan })
  if (meeting.startsAt <= now || meeting.state === 'cancelled') return said(call, settingTexts.over(face))
  if (!sure) return echoed(sitting, words.join(' '), settingTexts.echoOne(face, setting.line))
  return done(
    sitting,
    'meeting_set',
    { meeting: meeting.id, what: setting.what },
    {
      changes: await setPlan(desk, meeting, setting.plan, now),
      card: settingTexts.setOne(face, setting.line),
      posts: intoCalendars(desk, { ...meeting, ...setting.plan, sequence: meeting.sequence + 1 }),
    },
  )
}

async function setSeries(sitting: Sitting): Promise<Write> {
  const { call, desk, now, staff, sure, words } = sitting
  const { areaId, rest: said_ } = ownAreas(desk, staff, words)
  if (!areaId) return said(call, settingTexts.noArea)
  const kind: MeetingKind =
    said_.includes('联席') || desk.registry.areas.get(areaId)?.kind === 'street' ? 'joint' : 'fusion'
  const rest = said_.filter((word) => word !== '联席' && word !== '融合')
  const series = (await activeSeries(desk.db)).find((one) => one.areaId === areaId && one.kind === kind)
  const setting = settingMeant(sitting, areaId, rest, series?.reminders ?? usually.reminders)
  if ('problem' in setting) return said(call, setting.problem)
  const where = desk.registry.areas.get(areaId)?.name ?? ''
  if (!series && !('weekly' in setting)) return said(call, settingTexts.noSeries(where, kind))
  if (!sure)
    return echoed(
      sitting,
      [where, kind === 'joint' ? '联席' : '融合', ...rest].join(' '),
      settingTexts.echoSeries(where, kind, setting.line),
    )
  const changes = series
    ? await changed(desk, series, setting, now)
    : await begun(desk, areaId, kind, setting, now)
  return done(
    sitting,
    'meeting_set',
    { area: areaId, kind, what: setting.what },
    {
      changes,
      card: settingTexts.setSeries(where, kind, setting.line),
    },
  )
}

/** A series that did not stand before: the rest of it is as usual. */
async function begun(
  desk: Desk,
  areaId: string,
  kind: MeetingKind,
  setting: Setting,
  now: Date,
): Promise<Change[]> {
  if (!('weekly' in setting)) return []
  const series: Series = {
    ...{
      id: await nextIdOf(desk.db, 'meeting_series'),
      areaId,
      kind,
      ...setting.weekly,
      zone,
      onDaysOff: 'move',
    },
    ...{ lastsMinutes: usually.lastsMinutes, place: null, groupId: null, chairId: null },
    ...{ reminders: usually.reminders, callMinutes: usually.callMinutes, packTime: usually.packTime },
    ...{ sixOffices: kind === 'joint', endedAt: null, version: 1 },
  }
  return [addSeries(series), owe(openingsOf(series, await plannedDays(desk, now), now))]
}

async function changed(desk: Desk, series: Series, setting: Setting, now: Date): Promise<Change[]> {
  const open = await openMeetingsOf(desk.db, series.id, now)
  if ('plan' in setting) {
    const each = await Promise.all(open.map((meeting) => setPlan(desk, meeting, setting.plan, now)))
    return [changeSeries(series, setting.plan), ...each.flat()]
  }
  const set = 'weekly' in setting ? setting.weekly : { onDaysOff: setting.onDaysOff }
  const fresh: Series = { ...series, ...set }
  // A week that has had its meeting, or has it open, gets no second one.
  const thisWeek = weekOf(localDate(now))
  const taken = new Set((await occasionsFrom(desk.db, series.id, thisWeek)).map(weekOf))
  const rewritten = 'weekly' in setting ? open.flatMap((meeting) => shifted(fresh, meeting, now)) : []
  return [
    changeSeries(series, set),
    ...rewritten,
    supersede(seriesSubject(series), now),
    owe(
      openingsOf(fresh, await plannedDays(desk, now), now).filter(
        ({ what }) => !taken.has(weekOf(String(what?.nominal))),
      ),
    ),
  ]
}

/** A meeting that is open moves to the new day of its own week; one that somebody moved by hand stays where it was put. */
function shifted(series: Series, meeting: Meeting, now: Date): Change[] {
  const { weekday: on } = series
  const byHand = meeting.movedFrom !== null && !isByRule(meeting.reason)
  if (on === null || byHand) return []
  const nominal = addDays(weekOf(meeting.occasion), (on + 6) % 7)
  const [turn] = turnsOf({ weekday: on, onDaysOff: series.onDaysOff }, [nominal])
  if (!turn?.day) return []
  const at = instantOfWall(`${turn.day}T${series.time}`)
  if (at <= now || at.getTime() === meeting.startsAt.getTime()) return []
  const { fresh, changes } = movedTo(meeting, at, turn.why === 'moved' ? 'moved' : 'series', now, nominal)
  return [...changes, owe([newsDue(fresh, 'moved', now)])]
}

/** The Monday of a day's week. */
function weekOf(day: string): string {
  return addDays(day, -((weekday(day) + 6) % 7))
}

/** Days for which series were planned already. */
async function plannedDays(desk: Desk, now: Date): Promise<string[]> {
  const until = (await plannedUntil(desk.db)).get('meeting_opens')
  const days: string[] = []
  for (let day = localDate(now); until !== undefined && day <= until; day = addDays(day, 1)) days.push(day)
  return days
}

/** One meeting is held otherwise: its dues are owed anew, the news that is still on its way stays. */
async function setPlan(desk: Desk, meeting: Meeting, plan: Plan, now: Date): Promise<Change[]> {
  const fresh: Meeting = { ...meeting, ...plan, sequence: meeting.sequence + 1 }
  const news = (await openDuesOf(desk.db, subjectOf(meeting))).flatMap((due): NewDue[] =>
    due.kind === 'meeting_news'
      ? [
          {
            ...due,
            occasion: due.key.split('/').slice(2).join('/'),
            day: '',
            time: '',
            goodUntil: undefined,
            what: undefined,
          },
        ]
      : [],
  )
  return [
    changeMeeting(meeting, { ...plan, sequence: fresh.sequence }),
    supersede(subjectOf(meeting), now, news),
    owe(duesOf(fresh, now)),
  ]
}
