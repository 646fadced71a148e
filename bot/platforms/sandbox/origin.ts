import type { FastifyRequest } from 'fastify'
import { Refused } from './refused.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Refuses what a page of another site sends here: a foreign `Origin`, or a `Host` that is a stranger's name for this
 * machine (DNS rebinding). Programs without an Origin may pass; no browser leaves it out of a cross-origin POST.
 */
export function refuseStrangers(request: FastifyRequest, hosts: readonly string[]): void {
  const host = request.headers.host ?? ''
  const name = host.replace(/:\d+$/, '')
  if (![...loopback, ...hosts].includes(name)) throw new Refused(403, `沙箱不在“${name}”这个地址上开放。`)
  const { origin } = request.headers
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    throw new Refused(403, '沙箱只接受自己页面发来的请求。')
  }
}
