import type { Clock } from '../../../matters/clock.ts'
import type { Config } from '../../config.ts'
import type { Logger } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import { createLarkClient } from './client.ts'
import { createLark, type Lark } from './index.ts'
import { createSending } from './send.ts'

/** Opens Lark as configured. `readConfig` has seen to it that whatever the chosen way needs is set. */
export function openLark(config: Config, deps: { clock: Clock; log: Logger; metrics: Metrics }): Lark {
  const { LARK_APP_ID: appId = '', LARK_APP_SECRET: appSecret = '' } = config
  const app = { appId, appSecret, domain: config.LARK_DOMAIN }
  const api = createLarkClient({ ...app, ...deps })
  const { LARK_ENCRYPT_KEY: encryptKey, LARK_VERIFICATION_TOKEN: verificationToken } = config
  const secrets = encryptKey && verificationToken ? { secrets: { encryptKey, verificationToken } } : {}
  return createLark({
    ...app,
    ...deps,
    ...secrets,
    receive: config.LARK_RECEIVE,
    api,
    sending: createSending(api, { clock: deps.clock, calendar: config.LARK_CALENDAR === 'on' }),
  })
}
