import { FileBox } from 'file-box'
import { type Wechaty, WechatyBuilder } from 'wechaty'
import type { impls } from 'wechaty-puppet'
import { exitCodes, type FromChild, type Launch, type Order } from './child-orders.ts'
import { forwardFacts, readPerson, readRoom } from './child-read.ts'

// One WeChat account, in a process of its own: wechaty keeps one session, one memory card and its leaks to itself. What
// it prints goes nowhere (its log would hold people's words): the parent gives it no output. It knows no database.

type Puppet = impls.PuppetInterface

let puppet: Puppet | undefined
let bot: Wechaty | undefined

/** Rooms and people of a whole district. wechaty's own sizes (100 rooms, 100 lists of members) thrash far below it. */
const cache = {
  contact: 50_000,
  friendship: 500,
  // A message is read when it comes and never again: the fewer are remembered the better.
  message: 200,
  room: 5_000,
  roomMember: 5_000,
}

function tell(said: FromChild): void {
  if (process.connected) process.send?.(said)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

process.on('uncaughtException', (error) => {
  tell({ fact: { kind: 'error', name: nameOf(error) } })
  process.exit(exitCodes.unexpected)
})
// wechaty and its puppets reject here and there without anybody waiting; that is told, and no reason to end.
process.on('unhandledRejection', (error) => tell({ fact: { kind: 'error', name: nameOf(error) } }))
// Nobody listens any more: an account that hears for nobody must not go on hearing.
process.on('disconnect', () => process.exit(exitCodes.orphaned))
// Ctrl-C in a terminal and the stop of a service reach the whole group of processes; the parent ends us in its order.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('message', async ({ n, ...order }: Order & { n: number }) => {
  try {
    tell({ answers: n, result: await obey(order as Order) })
  } catch (error) {
    tell({ answers: n, failure: nameOf(error) })
    if (order.order === 'begin') process.exit(exitCodes.cannotBegin)
  }
})

async function obey(order: Order): Promise<unknown> {
  if (order.order === 'begin') return await begin(order.launch)
  if (order.order === 'stop') return await stop()
  if (!puppet) throw new Error('not begun')
  if (order.order === 'rooms') return await rooms(puppet)
  if (order.order === 'members') return await members(puppet, order.roomId)
  if (order.order === 'people') return await people(puppet)
  if (order.order === 'accept') return await puppet.friendshipAccept(order.friendshipId)
  if (order.order === 'remark') return await puppet.contactAlias(order.contactId, order.mark)
  if (order.order === 'say')
    return (await puppet.messageSendText(order.to, order.text, order.mentionIds)) ?? null
  const file = FileBox.fromBase64(order.png, 'picture.png')
  return (await puppet.messageSendFile(order.to, file)) ?? null
}

async function begin({ memory, puppet: name, token, endpoint }: Launch): Promise<void> {
  const Puppet = await puppetClass(name)
  puppet = new Puppet({ cache, ...(token && { token }), ...(endpoint && { endpoint }) })
  // wechaty's watchdog would stop and start within the process, and leak its listeners each time (watchdog-agent.ts
  // takes off others than it put on). A new process is the clean way to the same.
  Object.assign(puppet, { reset: async () => process.exit(exitCodes.watchdog) })
  bot = WechatyBuilder.build({ name: memory, puppet }) as Wechaty
  bot.on('error', (error) => tell({ fact: { kind: 'error', name: nameOf(error) } }))
  forwardFacts(puppet, (fact) => tell({ fact }))
  await bot.start()
}

/** The default export, of an ES module or wrapped once more by CommonJS. */
async function puppetClass(name: string): Promise<new (options: object) => Puppet> {
  let found: unknown = await import(name)
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default
  if (typeof found !== 'function') throw new Error(`${name} exports no puppet`)
  return found as new (
    options: object,
  ) => Puppet
}

async function stop(): Promise<void> {
  puppet?.removeAllListeners()
  setImmediate(() => process.exit(0))
}

async function rooms(from: Puppet) {
  const found = await Promise.all((await from.roomList()).map((id) => readRoom(from, id).catch(() => null)))
  return found.filter((room) => room !== null)
}

async function members(from: Puppet, roomId: string) {
  const ids = await from.roomMemberList(roomId)
  return await Promise.all(ids.map((id) => readPerson(from, id, roomId)))
}

async function people(from: Puppet) {
  return await Promise.all((await from.contactList()).map((id) => readPerson(from, id)))
}
