import type * as PUPPET from 'wechaty-puppet'
import { PuppetMock } from 'wechaty-puppet-mock'
import { WebSocket } from 'ws'
import type { Ask, Told } from './wire.ts'

/**
 * A puppet for tests: real wechaty runs on it, and the WeChat behind it is the test's (`openFakeWechat`), reached at
 * `endpoint`. It keeps its session in the memory card as wechat4u does, and knows nothing by itself.
 */
export default class TestPuppet extends PuppetMock {
  private socket: WebSocket | undefined
  private asked = 0
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()

  override async onStart(): Promise<void> {
    const socket = new WebSocket(String(this.options.endpoint))
    this.socket = socket
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    socket.on('message', (data) => void this.hear(JSON.parse(String(data)) as Told))
    socket.on('error', () => {})
    const session = await this.memory.get('session')
    await this.ask({ ask: 'hello', ...(session && { session }) })
  }

  override async onStop(): Promise<void> {
    this.socket?.close()
    this.socket = undefined
  }

  private async hear(told: Told): Promise<void> {
    if ('answers' in told) {
      const { resolve, reject } = this.waiting.get(told.answers) ?? {}
      this.waiting.delete(told.answers)
      if (told.failure === undefined) resolve?.(told.result)
      else reject?.(new Error(told.failure))
    } else if ('login' in told) {
      await this.memory.set('session', told.login.session)
      await this.memory.save()
      this.login(told.login.contactId)
      this.emit('ready', { data: 'fake' })
    } else if ('logout' in told) {
      await this.memory.delete('session')
      await this.memory.save()
      await this.logout(told.logout)
    } else if ('crash' in told) process.kill(process.pid, 'SIGKILL')
    else if ('hang' in told) for (;;);
    else this.emit(told.event as 'message', told.payload as unknown as PUPPET.payloads.EventMessage)
  }

  private ask<T>(ask: Ask): Promise<T> {
    const n = ++this.asked
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(n, { resolve: resolve as (result: unknown) => void, reject })
      if (this.socket) this.socket.send(JSON.stringify({ ...ask, n }))
      else reject(new Error('the puppet is stopped'))
    })
  }

  override contactList(): Promise<string[]> {
    return this.ask({ ask: 'people' })
  }

  override contactRawPayload(id: string): Promise<PUPPET.payloads.Contact> {
    return this.ask({ ask: 'person', id })
  }

  override contactAlias(id: string): Promise<string>
  override contactAlias(id: string, remark: string | null): Promise<void>
  override contactAlias(id: string, remark?: string | null): Promise<never> {
    return this.ask({ ask: 'remark', id, remark: remark ?? '' })
  }

  override roomList(): Promise<string[]> {
    return this.ask({ ask: 'rooms' })
  }

  override roomRawPayload(id: string): Promise<PUPPET.payloads.Room> {
    return this.ask({ ask: 'room', id })
  }

  override async roomMemberList(roomId: string): Promise<string[]> {
    return (await this.roomRawPayload(roomId)).memberIdList
  }

  override roomMemberRawPayload(roomId: string, id: string): Promise<PUPPET.payloads.RoomMember> {
    return this.ask({ ask: 'member', id, roomId })
  }

  override messageRawPayload(id: string): Promise<PUPPET.payloads.Message> {
    return this.ask({ ask: 'message', id })
  }

  override friendshipRawPayload(id: string): Promise<unknown> {
    return this.ask({ ask: 'friendship', id })
  }

  override friendshipAccept(id: string): Promise<void> {
    return this.ask({ ask: 'accept', id })
  }

  override roomInvitationRawPayload(id: string): Promise<unknown> {
    return this.ask({ ask: 'invitation', id })
  }

  /** As wechat4u: nothing on web WeChat takes an invitation. */
  override async roomInvitationAccept(): Promise<void> {
    throw new Error('unsupported')
  }

  override messageSendText(to: string, text: string, mentions: string[] = []): Promise<void> {
    return this.ask({ ask: 'send', to, text, mentions })
  }

  override async messageSendFile(to: string, file: SentFile): Promise<void> {
    return await this.ask({ ask: 'send', to, text: '', mentions: [], image: await file.toBase64() })
  }
}

type SentFile = Parameters<PuppetMock['messageSendFile']>[1]
