import { refusals } from '../refusal.ts'

/** One page of a list. `odd`: pages come smaller or larger than asked, as those of members do. */
export function pageOf<T>(
  all: readonly T[],
  query: Record<string, string>,
  { most, usual, odd = false }: { most: number; usual: number; odd?: boolean },
): { items: T[]; has_more: boolean; page_token: string } {
  const asked = query.page_size === undefined ? usual : Number(query.page_size)
  if (!(asked >= 1 && asked <= most)) throw refusals.badField(`page_size: 1 to ${most}`)
  const start = query.page_token ? Number(query.page_token) : 0
  if (!Number.isInteger(start) || start < 0 || start > all.length) throw refusals.badField('page_token')
  const size = odd ? Math.max(1, asked + ((start % 3) - 1)) : asked
  const end = start + size
  return {
    items: all.slice(start, end),
    has_more: end < all.length,
    page_token: end < all.length ? String(end) : '',
  }
}
