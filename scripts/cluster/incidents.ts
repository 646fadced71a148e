import {
  joinWorded,
  type Knowledge,
  type Likeness,
  type MatchOptions,
  match,
} from '../../matters/likeness.ts'
import { LikenessIndex, SetPhrases } from '../../matters/likeness-index.ts'
import { type Sketch, sketchOf } from '../../matters/likeness-sketch.ts'

interface Member {
  sketch: Sketch
  at: number
}

interface Incident {
  /** The first of its tellings and the last ones. */
  members: Member[]
  size: number
  /** One that the same telling fitted as well, and that had more to it: what fits this one goes there from now on. */
  goesTo?: number
}

/** Where a telling was put, and how sure that is: 1 for one that opens an incident of its own. */
export interface Placed {
  incident: number
  joined: boolean
  sure: number
}

const mostCandidates = 40
const firstKept = 2
const lastKept = 12
/** Grams more common than this are no set phrase. */
const phraseRarity = 4.5
/** These say: the same words on purpose, of somewhere else. They bar the incident, whoever else told it. */
const barring: readonly (string | undefined)[] = ['copied form', 'district']

/** Incidents as they are told one after another. What was said once of a telling stands. */
export class Incidents {
  private readonly all: Incident[] = []
  private readonly index = new LikenessIndex()
  private readonly phrases = new SetPhrases()
  /** How many earlier tellings were compared, for proving that it does not grow with the incidents. */
  looked = 0

  constructor(
    private readonly knowledge: Knowledge,
    private readonly from = joinWorded,
  ) {}

  /** Joins the telling to the incident it belongs to, or opens one. */
  place(text: string, at: number): Placed {
    const member = { sketch: sketchOf(text, this.knowledge.background), at }
    const fitting = this.fitting(member)
    const found = this.largest(fitting)
    const incident = found?.incident ?? this.open(member)
    this.tie(fitting, incident)
    const { members } = this.incident(incident)
    members.push(member)
    if (members.length > firstKept + lastKept) members.splice(firstKept, 1)
    this.incident(incident).size++
    this.index.add(incident, member.sketch.keys)
    return { incident, joined: Boolean(found), sure: found?.sure ?? 1 }
  }

  /** Where the telling would be put, without putting it there. */
  ask(text: string, at: number): Placed | null {
    return this.largest(this.fitting({ sketch: sketchOf(text, this.knowledge.background), at }))
  }

  private open({ sketch }: Member): number {
    const { grams, rarities } = sketch
    this.phrases.count(grams.filter((_, at) => (rarities[at] as number) >= phraseRarity))
    return this.all.push({ members: [], size: 0 }) - 1
  }

  /** Those it may be joined to. */
  private fitting(told: Member): Placed[] {
    const worth = Float32Array.from(told.sketch.grams, (gram) => this.phrases.worth(gram))
    return this.index.find(told.sketch.keys, mostCandidates).flatMap((incident) => {
      const { members, size } = this.incident(incident)
      const joinFrom = size > 1 ? this.from.often : this.from.once
      const { verdict, sure } = this.likeness(told, members, { worth, joinFrom })
      return verdict === 'same' ? [{ incident, joined: true, sure }] : []
    })
  }

  /** Of several that would do the largest: two halves of one incident should not both grow. */
  private largest(fitting: Placed[]): Placed | null {
    const ends = fitting.map((one) => ({ ...one, incident: this.end(one.incident) }))
    const size = (one: Placed) => this.incident(one.incident).size
    return ends.sort((a, b) => size(b) - size(a) || b.sure - a.sure)[0] ?? null
  }

  /** What one telling fits is of one piece. */
  private tie(fitting: Placed[], to: number): void {
    for (const { incident } of fitting) {
      const end = this.end(incident)
      if (end !== to) this.incident(end).goesTo = to
    }
  }

  private end(incident: number): number {
    const { goesTo } = this.incident(incident)
    return goesTo === undefined ? incident : this.end(goesTo)
  }

  private likeness(told: Member, members: Member[], options: MatchOptions): Likeness {
    let best: Likeness = { sure: 0, verdict: 'other' }
    for (const member of members) {
      this.looked++
      const found = match(told, member, { ...options, knowledge: this.knowledge })
      if (barring.includes(found.veto)) return { sure: 0, verdict: 'other' }
      if (found.sure > best.sure) best = found
    }
    return best
  }

  private incident(id: number): Incident {
    const found = this.all[id]
    if (!found) throw new Error(`there is no incident ${id}`)
    return found
  }
}
