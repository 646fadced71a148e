import { z } from 'zod'
import { parseSpan, type Span } from './spans.ts'
import taxonomy from './taxonomy.json' with { type: 'json' }
import { type Colour, colours } from './taxonomy.ts'

/** By what the times of a matter are chosen: a standing emergency, else its colour, else its kind. */
export const tiers = ['emergency', 'red', 'yellow', 'blue', 'service', 'feedback'] as const
export type Tier = (typeof tiers)[number]

/** What may be owed on a matter within a time. `supervise`: an answer to who put it under supervision. */
export const clockKinds = [
  'ack',
  'study',
  'assign',
  'contact',
  'resolve',
  'whistle',
  'joint',
  'receipt',
  'ceiling',
  'supervise',
] as const
export type ClockKind = (typeof clockKinds)[number]

/** The spans of one station (B9). Null: nothing of that kind is owed there. */
export interface ClockTable {
  spans: Record<ClockKind, Record<Tier, Span | null>>
  /** The most that one extension may add, in days; without a colour there is none. */
  extension: Record<Colour, number>
}

const { sla } = taxonomy

/** B9 of the taxonomy, with what it leaves open: see the comments. */
export const defaultClocks: ClockTable = {
  spans: {
    ack: row(sla.ack),
    study: row(sla.study),
    // "At once" for an emergency: with the five minutes within which the duty desk takes it.
    assign: row({ ...sla.assign, emergency: '5m' }),
    // An emergency is met as 110 goes, a service by appointment; the table of B9 has three working days for feedback.
    contact: row({ ...sla.first_contact, emergency: undefined, feedback: '3wd' }),
    // An emergency has to be resolved as its colour says; services as the catalogue promises, at most ten working days.
    resolve: row({ ...sla.resolve, emergency: sla.resolve.red, service: '10wd' }),
    whistle: row({ ...sla.whistle_checkin, service: '24h', feedback: '24h' }),
    joint: every('3wd'),
    receipt: every('3wd'),
    ceiling: every(sla.hard_ceiling),
    supervise: every('1wd'),
  },
  extension: Object.fromEntries(
    colours.map((colour) => [colour, parseSpan(sla.extension_once[colour])?.n ?? 0]),
  ) as Record<Colour, number>,
}

function row(texts: Partial<Record<Tier, string>>): Record<Tier, Span | null> {
  return Object.fromEntries(
    tiers.map((tier) => {
      const text = texts[tier]
      return [tier, text === undefined ? null : parseSpan(text)]
    }),
  ) as Record<Tier, Span | null>
}

function every(text: string): Record<Tier, Span | null> {
  return row(Object.fromEntries(tiers.map((tier) => [tier, text])))
}

const span = z.string().refine((text) => (parseSpan(text)?.n ?? 0) > 0, {
  error: 'not a span: write 30m, 2h, 2dh, 4wh, 10wd or 15d',
})
const spans = z.strictObject(Object.fromEntries(tiers.map((tier) => [tier, span.nullable().optional()])))
const daysMost = z.int().min(0).max(60)
const setting = z.strictObject({
  ...(Object.fromEntries(clockKinds.map((kind) => [kind, z.union([span, spans]).optional()])) as Record<
    ClockKind,
    z.ZodOptional<z.ZodUnion<[typeof span, typeof spans]>>
  >),
  extension: z.strictObject({ red: daysMost, yellow: daysMost, blue: daysMost }).partial().optional(),
})

/**
 * A station's own spans over those of B9: `{"ack": {"blue": "4dh"}, "receipt": "2wd", "extension": {"red": 10}}`.
 * Throws where something in it cannot be meant, naming `where` and what to write instead.
 */
export function clockTable(value: unknown, where: string): ClockTable {
  const read = setting.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const path = issue?.path.join('.') || '(the whole)'
    throw new Error(
      `${where}: ${path}: ${issue?.message}. Known: ${clockKinds.join(', ')}, extension; each by ${tiers.join(', ')}; ` +
        `put it right or delete the setting to go by the defaults of matters/taxonomy.json.`,
    )
  }
  const { extension, ...own } = read.data
  const merged = { ...defaultClocks.spans }
  for (const kind of clockKinds) {
    const given = own[kind]
    if (given === undefined) continue
    merged[kind] = { ...merged[kind], ...(typeof given === 'string' ? every(given) : parsed(given)) }
  }
  return { spans: merged, extension: { ...defaultClocks.extension, ...extension } }
}

function parsed(texts: Record<string, string | null | undefined>): Partial<Record<Tier, Span | null>> {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined)
  return Object.fromEntries(given.map(([tier, text]) => [tier, text ? parseSpan(text) : null]))
}
