import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import qrcode from 'qrcode'
import { localDate, localTime } from '../../../matters/working-time.ts'
import { codePage, loginPage, type ShownAccount } from '../../../web/wechat/login-page.ts'
import type { Supervised } from './supervise.ts'

const refreshSeconds = 3
const sessionMs = 15 * 60_000
const cookieName = 'fengqiao_wechat_login'
const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Who holds the one-time code of the terminal. A code is taken once and buys a quarter of an hour. */
export interface LoginCodes {
  current(): string
  /** The session that this code buys, or undefined. */
  take(code: string): string | undefined
  isOpen(session: string): boolean
}

/** Codes and sessions live in this process only. */
export function createLoginCodes(): LoginCodes {
  let code = newSecret()
  const sessions = new Map<string, number>()
  return {
    current: () => code,
    take(given) {
      if (!isSame(given, code)) return undefined
      code = newSecret()
      const session = newSecret()
      sessions.set(session, performance.now() + sessionMs)
      return session
    },
    isOpen: (session) => (sessions.get(session) ?? 0) > performance.now(),
  }
}

/**
 * `/wechat/login`: the QR codes of the accounts, for whoever sits at this machine or holds the code that the terminal
 * printed. Whoever scans such a code puts their own account in the bot's place, so nobody else may see it.
 */
export function loginRoutes(
  server: FastifyInstance,
  options: {
    accounts: () => Supervised[]
    codes: LoginCodes
    /** False where a proxy may stand before us: one that names nobody makes all the world look like this machine. */
    trustHere: boolean
  },
): void {
  const { accounts, codes, trustHere } = options

  server.get('/wechat/login', async (request, reply) => {
    reply.headers(headers).type('text/html; charset=utf-8')
    const { code } = request.query as { code?: unknown }
    const session = typeof code === 'string' ? codes.take(code) : undefined
    // Away from the address that holds the code, which is worth nothing any more.
    if (session) return reply.header('set-cookie', cookie(session)).redirect('/wechat/login', 303)
    if (!(trustHere && isHere(request)) && !codes.isOpen(cookieOf(request))) return refuse(reply)
    return loginPage(await Promise.all(accounts().map(shown)), { refreshSeconds })
  })
}

function cookie(session: string): string {
  return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/wechat/login; Max-Age=${sessionMs / 1000}`
}

function refuse(reply: FastifyReply) {
  return reply.code(403).send(codePage())
}

/**
 * A browser on this very machine: not through a proxy, which would make everybody one, nor by a foreign name for this
 * machine (DNS rebinding).
 */
function isHere({ socket, headers: sent }: FastifyRequest): boolean {
  const name = (sent.host ?? '').replace(/:\d+$/, '')
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((header) => header in sent)
  return !proxied && loopback.includes(socket.remoteAddress ?? '') && loopbackNames.includes(name)
}

function cookieOf({ headers: sent }: FastifyRequest): string {
  const found = (sent.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${cookieName}=`))
  return found?.slice(cookieName.length + 1) ?? ''
}

async function shown(account: Supervised): Promise<ShownAccount> {
  const [qr, self, trouble] = [account.qr(), account.self(), account.trouble()]
  const waiting = qr?.status === 'waiting' && qr.url !== ''
  return {
    name: account.name,
    state: account.health(),
    scanned: qr?.status === 'scanned' || qr?.status === 'confirmed',
    ...(self && { nick: self.name }),
    ...(waiting && { qrSvg: await qrcode.toString(qr.url, { type: 'svg', margin: 2 }) }),
    ...(trouble && { since: `${localDate(trouble.since)} ${localTime(trouble.since)}` }),
  }
}

function newSecret(): string {
  return randomBytes(16).toString('base64url')
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
