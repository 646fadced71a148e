import { z } from 'zod'
import { areaTree } from '../matters/areas.ts'
import { type Role, roles } from '../matters/roles.ts'
import { checkRoutes } from '../matters/routes.ts'
import { departmentNames } from '../matters/taxonomy.ts'
import type { CommunityPlan } from './plant.ts'

const words = z.string().trim().min(1)
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time like 09:30')

/** A community as an operator writes it down. Colleagues are told apart by `key`; nobody is bound yet, and no resident stands in it. */
const shape = z.strictObject({
  areas: z
    .array(
      z.strictObject({
        id: words,
        kind: z.enum(['district', 'street', 'station', 'community', 'grid']),
        name: words,
        parentId: words.nullable(),
        code: z
          .string()
          .regex(/^[A-Z]{1,6}$/, 'is 1 to 6 capital letters')
          .nullable()
          .default(null),
      }),
    )
    .min(1),
  places: z
    .array(
      z.strictObject({
        areaId: words,
        kind: z.enum(['building', 'poi']),
        name: words,
        community: words,
        building: words.nullable().default(null),
        units: z.array(words).default([]),
        floors: z.number().int().positive().nullable().default(null),
      }),
    )
    .default([]),
  staff: z.array(
    z.strictObject({
      key: words,
      name: words,
      roles: z.array(
        z.strictObject({
          role: z.enum(roles as [Role, ...Role[]]),
          areaId: words,
          department: words.nullable().optional(),
        }),
      ),
    }),
  ),
  departments: z
    .array(
      z.strictObject({
        areaId: words,
        department: words,
        name: words,
        phone: words.optional(),
        liaison: words.optional(),
        deputy: words.optional(),
      }),
    )
    .default([]),
  meetings: z
    .array(
      z.strictObject({
        areaId: words,
        kind: z.enum(['fusion', 'joint', 'quarter']),
        weekday: z.number().int().min(1).max(7).nullable(),
        time: wallTime,
        place: words.optional(),
      }),
    )
    .default([]),
})

type File = z.infer<typeof shape>

/** The community a file describes. Throws one error that names every place that is wrong, and the remedy. */
export function readPlan(text: string, file: string): CommunityPlan {
  const parsed = shape.safeParse(jsonOf(text, file))
  if (!parsed.success)
    throw wrong(
      file,
      parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`),
    )
  const faults = faultsOf(parsed.data)
  if (faults.length > 0) throw wrong(file, faults)
  const { areas, places, staff, departments, meetings } = parsed.data
  return { platform: 'none', areas, places, staff, departments, groups: [], meetings }
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw wrong(file, [`no JSON: ${error instanceof Error ? error.message : error}`])
  }
}

function wrong(file: string, faults: string[]): Error {
  return new Error(
    `${file} cannot be imported:\n${faults.map((fault) => `  ${fault}`).join('\n')}\ndocs/community.example.json shows the form. Nothing was written.`,
  )
}

/** What each line by itself does not show: names that lead nowhere, and reports that would reach nobody. */
function faultsOf(plan: File): string[] {
  const { areas, places, staff, departments, meetings } = plan
  const areaIds = new Set(areas.map(({ id }) => id))
  const keys = new Set(staff.map(({ key }) => key))
  const faults = [
    ...twice(
      'areas',
      areas.map(({ id }) => id),
    ),
    ...twice(
      'staff',
      staff.map(({ key }) => key),
    ),
    ...twice(
      'places',
      places.map(({ community, name }) => `${community} ${name}`),
    ),
    ...areas
      .filter(({ parentId }) => parentId !== null && !areaIds.has(parentId))
      .map(({ id, parentId }) => `areas, ${id}: its parent ${parentId} is no area of this file`),
    ...(areas.filter(({ parentId }) => parentId === null).length === 1
      ? []
      : ['areas: exactly one has parentId null, the top of the deployment']),
    ...areas
      .filter(({ kind, code }) => kind === 'community' && code === null)
      .map(({ id }) => `areas, ${id}: a community has a code, the letters in front of its numbers`),
    ...[
      ...places.map(({ areaId, name }) => ({ areaId, where: `places, ${name}` })),
      ...staff.flatMap(({ key, roles: held }) =>
        held.map(({ areaId }) => ({ areaId, where: `staff, ${key}` })),
      ),
      ...departments.map(({ areaId, name }) => ({ areaId, where: `departments, ${name}` })),
      ...meetings.map(({ areaId, kind }) => ({ areaId, where: `meetings, ${kind}` })),
    ]
      .filter(({ areaId }) => !areaIds.has(areaId))
      .map(({ areaId, where }) => `${where}: there is no area ${areaId}`),
    ...departments
      .filter(({ department }) => !(department in departmentNames))
      .map(
        ({ name, department }) =>
          `departments, ${name}: ${department} is no department of matters/taxonomy.json`,
      ),
    ...departments.flatMap(({ name, liaison, deputy }) =>
      [liaison, deputy]
        .filter((key) => key !== undefined && !keys.has(key))
        .map((key) => `departments, ${name}: there is nobody with key ${key} among staff`),
    ),
    ...(staff.some(({ roles: held }) => held.some(({ role }) => role === 'admin'))
      ? []
      : ['staff: nobody has the role admin, so nobody could bind the others']),
  ]
  return faults.length > 0 ? faults : lostRoutes(plan)
}

function twice(list: string, ids: string[]): string[] {
  const again = ids.filter((id, at) => ids.indexOf(id) < at)
  return [...new Set(again)].map((id) => `${list}: ${id} stands there twice`)
}

/** As the start would refuse it (bot/check-routes.ts); people count by their key. */
function lostRoutes({ areas, staff, departments }: File): string[] {
  const known = (key: string | undefined) => (key === undefined ? null : 1)
  const entries = departments.map(({ phone, liaison, deputy, ...entry }) => ({
    ...entry,
    department: entry.department as Parameters<typeof checkRoutes>[0][number]['department'],
    phone: phone ?? null,
    liaisonId: known(liaison),
    deputyId: known(deputy),
  }))
  const held = staff.flatMap((person) => person.roles)
  return checkRoutes(entries, held, areaTree(areas))
}
