import type { Due, NewDue } from '../../db/dues.ts'
import { type Desk, toStaff } from '../../handlers/desk.ts'
import type { DueKind } from '../../handlers/rhythm/due-kind.ts'
import { unaskedPost } from '../../handlers/rhythm/unasked.ts'
import { priorities } from '../../matters/message.ts'
import { addDays, atLocal, isWorkingDay } from '../../matters/working-time.ts'

/**
 * Obligations of every shape, beside those of the real kinds: one that lasts, one that goes stale, several that want the
 * same group on the same day, one that falls into the night.
 */
export const probes: readonly DueKind[] = [
  {
    kind: 'probe-lasting',
    missed: 'always raised',
    plan: async (desk, days) =>
      days.filter(isWorkingDay).flatMap((day) =>
        desk.registry
          .colleagues()
          .slice(0, 4)
          .map(({ personId }) => due('probe-lasting', `person:${personId}`, day, '08:45')),
      ),
    raise: async (desk, one) => ({
      changes: [],
      posts: toPerson(desk, one, `走访清单 ${one.wall.slice(0, 10)}`),
    }),
  },
  {
    kind: 'probe-stale',
    missed: 'dropped after noon',
    plan: async (_desk, days) =>
      days.map((day) => due('probe-stale', 'desk', day, '08:30', { goodUntil: atLocal(day, '12:00') })),
    raise: async (desk, one) => ({
      changes: [],
      posts: desk.registry
        .colleagues()
        .filter((staff) => staff.roles.some(({ role }) => role === 'duty_desk'))
        .flatMap(({ personId }) =>
          toPerson(desk, { ...one, subject: `person:${personId}` }, `早报 ${one.wall.slice(0, 10)}`),
        ),
    }),
  },
  {
    kind: 'probe-group',
    missed: 'dropped after three days',
    plan: async (desk, days) =>
      days.flatMap((day) =>
        desk.registry.groups().flatMap(({ id, type }) =>
          // Two or three want the one place of the day.
          ['10:00', '15:30', '22:30'].flatMap((time, n) =>
            Number(day.slice(8)) % 3 === n && type === 'resident'
              ? [
                  due('probe-group', `group:${id}`, day, time, {
                    goodUntil: atLocal(addDays(day, 3), '21:00'),
                    what: { n },
                  }),
                  due('probe-group', `group:${id}:again`, day, time, {
                    goodUntil: atLocal(addDays(day, 3), '21:00'),
                    what: { n },
                  }),
                ]
              : [],
          ),
        ),
      ),
    async raise(desk, one) {
      const group = desk.registry.groupById(Number(one.subject.split(':')[1]))
      if (!group) return { drop: 'the group is gone' }
      const card = {
        tone: 'plain' as const,
        lines: [`社区提示 ${one.wall.slice(5)} ${one.subject.endsWith('again') ? '二' : '一'}`],
      }
      return await unaskedPost(desk, group, card, { key: one.key, about: 'reminder' })
    },
  },
]

function due(kind: string, subject: string, day: string, time: string, more: Partial<NewDue> = {}): NewDue {
  return { kind, subject, occasion: `${day}T${time}`, day, time, ...more }
}

/** A reminder to the colleague a due is about. */
export function toPerson(desk: Desk, one: Due, words: string, key = one.key) {
  const personId = Number(one.subject.split(':')[1])
  return toStaff(
    desk,
    personId,
    { tone: 'plain', lines: [words] },
    {
      key,
      about: 'reminder',
      priority: priorities.reminder,
    },
  )
}
