import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import qrcode from 'qrcode'
import type { Config } from '../../config.ts'
import type { Logger } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import { renderPng } from '../../picture.ts'
import type { Platform } from '../platform.ts'
import { createWechat } from './index.ts'
import { lockAccounts } from './lock.ts'
import { createLoginCodes, loginRoutes } from './login-routes.ts'

export interface OpenWechat {
  platform: Platform
  /** Adds the administrator's page to the process's server. */
  attach(server: FastifyInstance): void
}

/** Opens WeChat as it is configured. Throws an error that names place and remedy where it cannot run. */
export function openWechat(config: Config, deps: { log: Logger; metrics: Metrics }): OpenWechat {
  const { log, metrics } = deps
  const folder = resolve(config.DATA_DIR, 'wechat')
  const puppet = findPuppet(config.WECHAT_PUPPET)
  const unlock = lockAccounts(folder, config.WECHAT_ACCOUNTS)
  const codes = createLoginCodes()
  const printPage = () =>
    console.log(`登录页(一次性链接) Login page: ${pageOf(config)}?code=${codes.current()}\n`)
  const risky = config.WECHAT_ACCEPT_ACCOUNT_RISK === 'yes'
  if (risky)
    log.warn(
      { accounts: config.WECHAT_ACCOUNTS },
      'personal WeChat accounts run at their own risk (rule B-2)',
    )
  const wechat = createWechat({
    accounts: config.WECHAT_ACCOUNTS.map((name, index) => ({
      name,
      launch: {
        puppet,
        ...(config.WECHAT_PUPPET_TOKEN && { token: oneOf(config.WECHAT_PUPPET_TOKEN, index) }),
        ...(config.WECHAT_PUPPET_ENDPOINT && { endpoint: oneOf(config.WECHAT_PUPPET_ENDPOINT, index) }),
      },
    })),
    ...{ folder, log, metrics, renderPng },
    botName: config.BOT_NAME,
    stableIds: config.WECHAT_STABLE_IDS === 'yes',
    dailyCap: config.WECHAT_DAILY_CAP,
    ...(config.WECHAT_FRIEND_CODE && { friendCode: config.WECHAT_FRIEND_CODE }),
    ...(risky && {
      news: { what: 'risk_accepted', accounts: config.WECHAT_ACCOUNTS, since: new Date() },
    }),
    onQr: (account, url) =>
      void qrcode
        .toString(url, { type: 'terminal', small: true })
        .then((drawn) => {
          console.log(
            `\n请用微信账号 ${account} 的手机扫码登录 Scan with the telephone of ${account}:\n${drawn}`,
          )
          printPage()
        })
        .catch((err) => log.error({ err }, 'a QR code could not be drawn')),
  })
  async function stop(): Promise<void> {
    await wechat.stop()
    unlock()
  }
  return {
    platform: { ...wechat, stop },
    attach: (server) =>
      loginRoutes(server, {
        ...{ accounts: wechat.supervised, codes },
        trustHere: config.NODE_ENV !== 'production' && config.PUBLIC_URL === undefined,
      }),
  }
}

/** A file becomes a URL; a package has to be installed. Nothing of it is loaded here. */
function findPuppet(name: string): string {
  if (/^[./]/.test(name) || existsSync(name)) {
    if (existsSync(name)) return pathToFileURL(resolve(name)).href
    throw new Error(`WECHAT_PUPPET is ${name}, and there is no such file. Correct it in .env.`)
  }
  for (const needed of ['wechaty', name]) {
    try {
      import.meta.resolve(needed)
    } catch (cause) {
      throw new Error(
        `WECHAT_PUPPET is ${name}, and the package ${needed} is not installed. Run npm install ${needed}, or correct WECHAT_PUPPET in .env.`,
        { cause },
      )
    }
  }
  return name
}

function oneOf(values: string[], index: number): string {
  return values[values.length === 1 ? 0 : index] ?? ''
}

function pageOf({ HOST, PORT }: Config): string {
  const host = ['0.0.0.0', '::'].includes(HOST) ? 'localhost' : HOST
  return `http://${host}:${PORT}/wechat/login`
}
