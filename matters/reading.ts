import type { CategoryId, Colour, Kind, PartyRole, RuleId, Urgency } from './taxonomy.ts'

/** What danger to life or fraud in progress a text speaks of; null where none. */
export type Danger =
  | 'fire'
  | 'gas'
  | 'trapped'
  | 'self_harm'
  | 'violence'
  | 'child'
  | 'medical'
  | 'electric'
  | 'missing'
  | 'fraud'

/** Where it is. Numbers are Arabic digits without leading zeros; `room` is shown to handlers only. */
export interface PlaceReading {
  /** Verbatim substring of the text (or of the nickname) it was read from. */
  text: string
  community: string | null
  phase: string | null
  building: string | null
  unit: string | null
  floor: string | null
  room: string | null
  /** A named spot: 北门, 小广场, 4栋车棚, “夜归人”大排档. */
  poi: string | null
  precision: 'room' | 'unit' | 'building' | 'poi' | 'grid' | 'community' | 'online'
  certainty: 'stated' | 'alleged' | 'inferred'
}

/** When it happened. `at`/`from`/`to` are ISO instants in Asia/Shanghai (+08:00). */
export interface TimeReading {
  text: string
  at: string | null
  from: string | null
  to: string | null
  granularity: 'minute' | 'hour' | 'part_of_day' | 'day' | 'week' | 'month' | 'longer'
  recurring: boolean
}

export interface AmountReading {
  text: string
  /** Yuan. */
  cny: number
}

export interface PartyReading {
  role: PartyRole
  /** True where it is the person speaking; others are described neutrally, never named. */
  self: boolean
  /** A neutral word: 楼上住户, 经营者, 老人, 儿童. No name, number or look. */
  label: string
}

/** Only what was said; an absent fact is unknown, never false. */
export interface Facts {
  amountCny?: number
  households?: number
  people?: number
  quantity?: string
  injury?: 'none' | 'minor' | 'serious'
  called110?: boolean
  called119?: boolean
  fraudFeatures?: string[]
  moneyMoved?: boolean
  /** 行动不便, 未成年, 孕产, 残障, 独居老人: the need, never a diagnosis. */
  needs?: string[]
  homeVisit?: boolean
  /** A telephone that rings, or a voice, would give them away. */
  noCall?: boolean
}

/** What later words say about the state of the matter. */
export interface Signals {
  /** 没事了, 是误会, 灭了: the danger is said to be over. It never lifts an emergency. */
  saidOver?: boolean
  /** The parties settled it among themselves (私了, 赔了, 算了). */
  settledByParties?: boolean
  /** Somebody doubts it (那是磨刀师傅吧). */
  doubted?: boolean
}

/** One matter as read from what somebody typed. Null means: abstains, to be asked. */
export interface Reading {
  kind: Kind | null
  category: CategoryId | null
  /** Certainty of `category`, 0–1. */
  score: number
  /** Up to four categories to choose from when `category` is null or unsure, best first. */
  choices: CategoryId[]
  /** Services and feedback have none. */
  colour: Colour | null
  rules: RuleId[]
  urgency: Urgency
  danger: Danger | null
  /** Why a frightening word did not alarm (idiom, game, film, quotation, past, drill, negation); shown on the draft. */
  guard: string | null
  place: PlaceReading | null
  time: TimeReading | null
  amount: AmountReading | null
  parties: PartyReading[]
  facts: Facts
  signals: Signals
  /** ≤ 120 characters, neutral, no name, no insult, no health, no door number; from a template. */
  summary: string
}
