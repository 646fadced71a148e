import { refusals } from '../refusal.ts'
import { allScopes } from '../scopes.ts'
import type { Handler } from './call.ts'

export const botInfo: Handler = (_, { world }) => ({
  top: {
    bot: {
      activate_status: 2,
      app_name: world.bot.name,
      avatar_url: '',
      ip_white_list: [],
      open_id: world.bot.openId,
    },
  },
})

/** Which scopes the tenant granted: 1 granted, 2 not. */
export const scopes: Handler = (_, { app }) => ({
  data: {
    scopes: allScopes.map((name) => ({
      ...{ scope_name: name, grant_status: app.scopes.has(name) ? 1 : 2, scope_type: 'tenant' },
    })),
  },
})

/** Somebody of the own tenant; of people outside nothing can be looked up. */
export const contact: Handler = ({ id }, { world }) => {
  const person = [...world.people.values()].find((one) => one.openId === id)
  if (!person || person.outside) throw refusals.noContact()
  return { data: { user: { open_id: person.openId, union_id: person.unionId, name: person.name } } }
}
