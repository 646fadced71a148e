/** A platform of the table in bot/platforms/index.ts. */
export type PlatformId = 'sandbox' | 'lark' | 'wechat'

/** A conversation as its platform names it; `direct` is the bot alone with one person. */
export interface Chat {
  id: string
  kind: 'group' | 'direct'
}

export type IncomingType =
  | 'text'
  | 'voice_text'
  | 'image'
  | 'link'
  | 'click'
  | 'recall'
  | 'joined'
  | 'left'
  | 'renamed'
  | 'entered'
  | 'bot_added'
  | 'bot_removed'

/** What a platform heard, in the words of no platform in particular. */
export interface Incoming {
  platform: PlatformId
  /** Unique on its platform; the key against double delivery. */
  messageId: string
  chat: Chat
  /**
   * `nick` is the name shown in that chat. It may hold a door number; it is read and never stored. `names`: keyed
   * hashes of what they are called, from a platform whose ids do not last; kept only with an opt-out.
   */
  sender: { id: string; nick: string; names?: string[] }
  type: IncomingType
  text: string
  mentionsBot: boolean
  /** Other people mentioned, with the name as it stands in the text. */
  mentions: { id: string; nick: string }[]
  /** The message id this one quotes, and its words where the platform gives them. */
  quotes?: string
  quotedText?: string
  /** Only the beginning was read: it was longer than any report. */
  cut?: boolean
  /** For `recall`: the message id that was taken back. */
  recalls?: string
  /** The sender owns this group (群主), as the platform says. */
  byOwner?: boolean
  /** Read from the platform's history after a gap, not delivered as it was said. */
  late?: boolean
  /** May be somebody who opted out under an id that is void now: counts as opted out (rule Q-5). */
  doubtful?: boolean
  /** When it was said, by the platform's clock. */
  at: string
}

/** Why a message was let through the ear; decides how the handlers treat it. */
export type Heard =
  | 'command'
  | 'click'
  | 'direct'
  | 'mention'
  | 'followed'
  | 'passive'
  | 'work'
  | 'recall'
  | 'membership'

/** Words of the same conversation that were pulled in by a hit. They live and die with its inbox row. */
export interface Neighbour {
  messageId: string
  senderId: string
  nick: string
  text: string
  at: string
}

export interface HeardMessage extends Incoming {
  heard: Heard
  /** Its danger is likely played: a drill or a filming is on here, or a game and a film are talked of. */
  played?: boolean
  /** Likelihood that this is (part of) a report, 0–1, as judged by the gate. */
  score: number
  neighbours: Neighbour[]
  /** Words that anybody told in this group within the last ten minutes and that were heard too, the latest last. */
  thread?: string[]
}

/** A button. `command` is the slash text it stands for: a click and a typed command are one road. */
export interface Action {
  label: string
  command: string
}

/** A drawing, kept as SVG until the platform turns it into what it takes. `says` stands in its place where it takes none. */
export interface Picture {
  svg: string
  says: string
}

/** Everything the bot shows, platform-neutral. A platform draws it as a card or writes it as plain text. */
export interface Card {
  tone: 'plain' | 'blue' | 'yellow' | 'red' | 'grey'
  title?: string
  lines: string[]
  fields?: { name: string; value: string }[]
  actions?: Action[]
  /** Shows a door or a party of the matter it is posted for: that it was shown goes on record (rule A-3). */
  personal?: true
  /** External id of the person to be mentioned in front of the text. */
  mention?: { id: string; nick: string }
  /** A picture that goes with it; every figure in it stands in the words too. */
  picture?: Picture
  /** Goes into calendars instead of being said; where a platform keeps none, it is left out. */
  entry?: Entry
}

/** Something with a time for colleagues' calendars, beside what is said of it. Neutral words only: calendars are shared. */
export interface Entry {
  /** A meeting, or something to be done until `endsAt`. */
  kind: 'event' | 'task'
  /** The same occasion, whatever changes of it: a later entry with it takes the place of the earlier. */
  key: string
  title: string
  lines: string[]
  startsAt: string
  endsAt: string
  /** External ids of the colleagues. */
  people: string[]
  /** It does not take place. */
  cancelled?: true
}

export const priorities = { emergency: 0, answer: 10, notice: 20, reminder: 30 } as const
export type Priority = (typeof priorities)[keyof typeof priorities]

/** One thing to be said in one chat. Handlers return these; only the outbox loop sends them. */
export interface Post {
  platform: PlatformId
  /** For `direct`, `id` is the person's external id: the adapter finds or opens the conversation. */
  chat: Chat
  card: Card
  priority: Priority
  /** The same key is never said twice, however often it is written. */
  key: string
  /** Not before this business time, and never in quiet hours; absent: at once, at any hour. */
  notBefore?: Date
  /** What it is, for lints, metrics and the notice's acknowledgement. */
  about: PostKind
  matterId?: number
  groupId?: number
  /** The platform's id of a card said earlier, which this one takes the place of. */
  replaces?: string
  /** In a group: the platform's id of the message it answers. */
  answers?: string
  /** The version of the matter that a card in a staff chat shows: the card is then kept up to date. */
  matterVersion?: number
  /** The colleague it is shown to; absent in groups. */
  personId?: number
  /** A post in a group that nobody asked for counts against the group's budget of this day (YYYY-MM-DD). */
  unaskedOn?: string
  /** A digest of its words, by which the same is not said twice that day. */
  unaskedPrint?: string
  /** For a group's notice: the version that takes effect when the platform has accepted it. */
  noticeVersion?: number
}

export type PostKind =
  | 'notice'
  | 'receipt'
  | 'draft'
  | 'answer'
  | 'refusal'
  | 'page'
  | 'safety'
  | 'reminder'
  | 'matter'
  | 'calendar'
