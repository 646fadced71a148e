import taxonomy from './taxonomy.json' with { type: 'json' }

export const states = [
  'draft',
  'new',
  'studied',
  'assigned',
  'handling',
  'resolved',
  'concluded',
  'followup',
  'archived',
  'transferred',
  'merged',
  'withdrawn',
  'unfounded',
] as const
export type State = (typeof states)[number]

/** The table of moves. What does not stand here is refused. */
export const moves = taxonomy.transitions as Record<State, State[]>

export const stateNames = Object.fromEntries(taxonomy.states.map((state) => [state.id, state.zh])) as Record<
  State,
  string
>

/** A short word for lists: 待研判, 办理中. */
export function stateName(state: State): string {
  return stateNames[state].replace(/\(.*\)/, '')
}

export function canMove(from: State, to: State): boolean {
  return moves[from].includes(to)
}

/** The moves on the way from one state to another through the given stations, or null where the table forbids one. */
export function path(from: State, ...through: State[]): { from: State; to: State }[] | null {
  const steps: { from: State; to: State }[] = []
  let at = from
  for (const to of through) {
    if (!canMove(at, to)) return null
    steps.push({ from: at, to })
    at = to
  }
  return steps
}

/** States in which somebody still owes work. */
export const openStates: readonly State[] = ['new', 'studied', 'assigned', 'handling', 'resolved']

export function isOpen(state: State): boolean {
  return openStates.includes(state)
}
