/** 销号率: of what was listed, how much is off the list, as a whole percentage with one decimal; null where nothing was. */
export function delistingRate({ listed, delisted }: { listed: number; delisted: number }): number | null {
  return listed === 0 ? null : Math.round((1000 * delisted) / listed) / 10
}
