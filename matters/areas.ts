export interface Area {
  id: string
  kind: 'district' | 'street' | 'station' | 'community' | 'grid'
  name: string
  parentId: string | null
  code: string | null
}

/** The jurisdictions of a deployment as a tree. */
export interface Areas {
  get(id: string): Area | undefined
  all(): Area[]
  /** True when `id` is `outer` or lies below it. */
  within(id: string, outer: string): boolean
  /** The nearest area of that kind at or above `id`. */
  upTo(id: string, kind: Area['kind']): Area | undefined
}

export function areaTree(rows: Area[]): Areas {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const chain = (id: string): Area[] => {
    const above: Area[] = []
    // The bound stops a row that is its own ancestor.
    for (
      let at = byId.get(id);
      at && above.length < 10;
      at = at.parentId ? byId.get(at.parentId) : undefined
    ) {
      above.push(at)
    }
    return above
  }
  return {
    get: (id) => byId.get(id),
    all: () => rows,
    within: (id, outer) => chain(id).some((area) => area.id === outer),
    upTo: (id, kind) => chain(id).find((area) => area.kind === kind),
  }
}
