import { joinWorded, type Knowledge, match } from '../../matters/likeness.ts'
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
  /** One that the same telling fitted as well, and that was told more often: its tellings are counted there now. */
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
/** So many of an incident's tellings, those most alike, have to like a new one. */
const liking = 3
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

  constructor(private readonly knowledge: Knowledge) {}

  /** Joins the telling to the incident it belongs to, or opens one. */
  place(text: string, at: number): Placed {
    const member = { sketch: sketchOf(text, this.knowledge.background), at }
    const [found, ...others] = this.fitting(member)
    const id = found?.incident ?? this.open(member)
    for (const { incident } of others) this.take(incident, id)
    const incident = this.incident(id)
    incident.members = kept([...incident.members, member])
    incident.size++
    this.index.add(id, member.sketch.keys)
    return found ?? { incident: id, joined: false, sure: 1 }
  }

  /** Where the telling would be put, without putting it there. */
  ask(text: string, at: number): Placed | null {
    return this.fitting({ sketch: sketchOf(text, this.knowledge.background), at })[0] ?? null
  }

  private open({ sketch }: Member): number {
    const { grams, rarities } = sketch
    this.phrases.count(grams.filter((_, at) => (rarities[at] as number) >= phraseRarity))
    return this.all.push({ members: [], size: 0 }) - 1
  }

  /** Those it may be joined to, the largest first: two halves of one incident should not both grow. */
  private fitting(told: Member): Placed[] {
    const worth = Float32Array.from(told.sketch.grams, (gram) => this.phrases.worth(gram))
    const found = this.index.find(told.sketch.keys, mostCandidates).map((incident) => this.end(incident))
    return [...new Set(found)]
      .map((incident) => ({ incident, joined: true, sure: this.sureOf(told, incident, worth) }))
      .filter(({ incident, sure }) => sure >= joinWorded(this.incident(incident).size))
      .sort((a, b) => this.incident(b.incident).size - this.incident(a.incident).size || b.sure - a.sure)
  }

  /** How sure those of its tellings are together that are most alike: one alone, among several, may be led astray. */
  private sureOf(told: Member, incident: number, worth: Float32Array): number {
    const sures: number[] = []
    for (const member of this.incident(incident).members) {
      this.looked++
      const { sure, veto } = match(told, member, { worth, knowledge: this.knowledge })
      if (barring.includes(veto)) return 0
      sures.push(sure)
    }
    const best = sures.sort((a, b) => b - a).slice(0, liking)
    return best.reduce((sum, sure) => sum + sure, 0) / best.length
  }

  /** What one telling fits is of one piece: the smaller one's tellings speak for the larger from now on. */
  private take(from: number, to: number): void {
    const [small, large] = [this.incident(from), this.incident(to)]
    large.members = kept([...small.members, ...large.members].sort((a, b) => a.at - b.at))
    large.size += small.size
    small.members = []
    small.goesTo = to
  }

  private end(incident: number): number {
    const { goesTo } = this.incident(incident)
    return goesTo === undefined ? incident : this.end(goesTo)
  }

  private incident(id: number): Incident {
    const found = this.all[id]
    if (!found) throw new Error(`there is no incident ${id}`)
    return found
  }
}

function kept(members: Member[]): Member[] {
  return members.length <= firstKept + lastKept
    ? members
    : [...members.slice(0, firstKept), ...members.slice(-lastKept)]
}
