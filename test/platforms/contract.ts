import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { drafts, inbox, matters } from '../../db/schema/index.ts'
import { hour, type Scene, type Stand } from '../support/stands/stand.ts'

/** A hazard, with a word of it that may stand in no group. */
const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const told = /杂物|楼道|6号/
const chatter = '今天的排骨真新鲜 晚上炖汤喝'
const confirm = /确认/

/** What the bot owes people on every platform, whatever that platform does to it. */
export function keepsTheContract(stand: Stand): void {
  describe(stand.name, () => {
    onAnOrdinaryDay(stand)
    onABadDay(stand)
  })
}

/** Tests that do not get into each other's way share one noon. */
function onAnOrdinaryDay(stand: Stand): void {
  let scene: Scene
  beforeAll(async () => {
    scene = await stand.open()
  })
  afterAll(() => scene?.end())

  it('says in every group what it is, before anything else', () => {
    for (const group of ['anhe3', 'liuan', 'gongzuo']) expect(scene.heard(group)[0]).toMatch(/机器人/)
  })

  it('keeps nothing of chatter, nor of what is not said to it where it only answers', async () => {
    const before = await keptIn(scene)
    await scene.says('zhang', chatter, { in: 'anhe3' })
    await scene.says('qin', report, { in: 'liuan' })
    expect(await keptIn(scene)).toBe(before)
    expect(scene.logged()).not.toMatch(/排骨|杂物/)
  })

  it('hears a report in passing and asks its reporter alone', async () => {
    await scene.says('zhang', report, { in: 'anhe3' })
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
    expect(scene.heard('anhe3').join()).not.toMatch(told)
    await scene.chooses('zhang', confirm)
    expect(await mattersIn(scene)).toBe(1)
    expect(scene.heard('zhang').at(-1)).toMatch(/已登记/)
  })

  it('hears who calls it where it only answers', async () => {
    await scene.says('qin', '9号楼路灯坏了三天了 晚上黑得看不见路', { in: 'liuan', toBot: true })
    expect(draftsShown(scene, 'qin')).toHaveLength(1)
  })

  it('takes a bare number in private for the button', async () => {
    await scene.says('baoma', '2号楼1单元门口的路灯坏了三天了 晚上黑得看不见路')
    const before = await mattersIn(scene)
    await scene.says('baoma', '1')
    expect(await mattersIn(scene)).toBe(before + 1)
  })

  it('obeys a slash', async () => {
    await scene.says('liu', '/帮助')
    expect(scene.heard('liu').at(-1)).toMatch(/\/我的|查进度/)
  })

  it('drops a draft whose words were taken back', async () => {
    const before = await openDraftsIn(scene)
    const id = await scene.says('dapeng', '3号楼门口井盖坏了 露着个大洞', { in: 'anhe3' })
    expect(await openDraftsIn(scene)).toBe(before + 1)
    await scene.recalls('dapeng', id)
    expect(await openDraftsIn(scene)).toBe(before)
  })

  it('tells a newcomer what it is', async () => {
    const before = scene.heard('anhe3').length
    await scene.joins('qin', 'anhe3')
    expect(scene.heard('anhe3')).toHaveLength(before + 1)
    expect(scene.heard('anhe3').at(-1)).toMatch(/机器人告知/)
  })
}

/** Each with a community of its own. */
function onABadDay(stand: Stand): void {
  let scene: Scene
  const open = async () => {
    scene = await stand.open()
  }
  afterEach(() => scene?.end())

  it('asks in the group without a word of it where no private message arrives', async () => {
    await open()
    await scene.shuts('zhang')
    await scene.says('zhang', report, { in: 'anhe3' })
    expect(draftsShown(scene, 'zhang')).toHaveLength(0)
    expect(scene.heard('anhe3').at(-1)).toMatch(/发不了私信/)
    await scene.says('huang', '1', { in: 'anhe3', toBot: true })
    expect(await mattersIn(scene)).toBe(0)
    await scene.says('zhang', '1', { in: 'anhe3', toBot: true })
    expect(await mattersIn(scene)).toBe(1)
    expect(scene.heard('anhe3').join()).not.toMatch(told)
  })

  it('says once what was refused as too many', async () => {
    await open()
    scene.throttles(2)
    await scene.says('zhang', report, { in: 'anhe3' })
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
  })

  it('says once what was said and never acknowledged', async () => {
    await open()
    scene.losesAnswers(1)
    await scene.says('zhang', report, { in: 'anhe3' })
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
    await scene.chooses('zhang', confirm)
    expect(await mattersIn(scene)).toBe(1)
  }, 60_000)

  it('loses nothing and doubles nothing when it ends in the middle', async () => {
    await open()
    await scene.says('zhang', report, { in: 'anhe3', atOnce: true })
    await scene.restarts()
    await scene.forward(20_000)
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
    await scene.restarts()
    await scene.chooses('zhang', confirm)
    expect(await mattersIn(scene)).toBe(1)
  })

  it(awayTitle(stand), async () => {
    await open()
    await scene.restarts(async () => void (await scene.says('zhang', report, { in: 'anhe3', atOnce: true })))
    await scene.forward(20_000)
    expect(draftsShown(scene, 'zhang')).toHaveLength(stand.cannot?.hearsWhatWasSaidWhileAway ? 0 : 1)
    await scene.says('zhang', report, { in: 'anhe3' })
    expect(await openDraftsIn(scene)).toBe(1)
  })

  it('takes the same message once, however often it comes', async () => {
    await open()
    const id = await scene.says('zhang', report, { in: 'anhe3' })
    await scene.repeats(id)
    await scene.forward(6 * hour)
    await scene.repeats(id)
    await scene.restarts()
    await scene.repeats(id)
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
    expect(await openDraftsIn(scene)).toBe(1)
  })

  it('hears what comes six hours late', async () => {
    await open()
    const id = await scene.says('zhang', report, { in: 'anhe3', lateMs: 6 * hour })
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
    await scene.repeats(id)
    expect(draftsShown(scene, 'zhang')).toHaveLength(1)
  })
}

const awayTitle = ({ cannot }: Stand) =>
  cannot?.hearsWhatWasSaidWhileAway
    ? `hears nothing of what was said while it was away: ${cannot.hearsWhatWasSaidWhileAway}`
    : 'hears what was said to it while it was away'
const draftsShown = (scene: Scene, who: string) =>
  scene.heard(who).filter((text) => text.includes('请您确认'))
/** Messages; that the bot came into a group may be told more than once, and later. */
const keptIn = async ({ store }: Scene) =>
  (await store.db.select().from(inbox)).filter(({ messageId }) => !/bot_added|@@/.test(messageId)).length
const mattersIn = async ({ store }: Scene) => (await store.db.select().from(matters)).length
const openDraftsIn = async ({ store }: Scene) =>
  (await store.db.select().from(drafts)).filter((one) => one.state === 'open').length
