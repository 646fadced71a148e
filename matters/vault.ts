import { type CategoryId, categoryOf } from './taxonomy.ts'

/** Under which key somebody is sealed: who gave a tip or complained about police apart from all others (rule K-1). */
export type Vault = 'identity' | 'tip'

/** The complaint that the police must not see (rule K-7). */
export const aboutPolice: CategoryId = 'feedback.police_complaint'

/** The key under which the people behind a matter of that category are sealed. */
export function vaultOf(category: CategoryId): Vault {
  return category === aboutPolice || categoryOf(category).kind === 'tip' ? 'tip' : 'identity'
}
