import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readKnowledge } from '../../handlers/match-weights.ts'
import { alikesOf } from '../../scripts/cluster/alike.ts'
import { authorsOf } from '../../scripts/cluster/authors.ts'
import { Incidents } from '../../scripts/cluster/incidents.ts'
import { bcubed, pairwise } from '../../scripts/evaluate/clusters-figures.ts'

const root = new URL('../..', import.meta.url)
const at = '2026-03-02T10:00:00+08:00'
const garbage =
  '安和花园三期北门垃圾成堆没人清运 北门的垃圾站半个月没有清运,夏天臭气熏天,业主投诉物业没有结果。'
const garbageToo =
  '请管管安和花园三期的垃圾 安和花园三期北门垃圾站垃圾堆成山,臭气熏天,物业半个月不清运,蚊虫很多。'
const elsewhere = garbage.replaceAll('安和花园', '柳岸雅苑')
const line = (id: string | number, text: string) => JSON.stringify({ id, text, at })

describe('npm run -s cluster', () => {
  it('answers every line in order with its id and the incident it is of', async () => {
    const { out, err, code } = await cluster(
      [line(1, garbage), line('b', elsewhere), line(3, garbageToo)].join('\n'),
    )
    expect([err, code]).toEqual(['', 0])
    const [first, other, again] = out
    expect([first?.id, other?.id, again?.id]).toEqual([1, 'b', 3])
    expect(again?.cluster).toBe(first?.cluster)
    expect(other?.cluster).not.toBe(first?.cluster)
  })

  it('answers a line before the next is written', async () => {
    const child = start()
    const said: string[] = []
    child.stdout.on('data', (chunk) => said.push(String(chunk)))
    child.stdin.write(`${line(1, garbage)}\n`)
    await expect.poll(() => said.join(''), { timeout: 20_000 }).toBe('{"id":1,"cluster":1}\n')
    child.stdin.end()
  })

  it('names malformed lines on stderr, goes on and ends with 1', async () => {
    const bad = [
      '{bad',
      '[]',
      '{"text":"a"}',
      '{"id":1}',
      '{"id":1,"text":"a"}',
      '{"id":1,"text":"a","at":"x"}',
    ]
    const { out, err, code } = await cluster([...bad, '', line(7, garbage)].join('\n'))
    expect(out.map((one) => one.id)).toEqual([7])
    expect(err.trim().split('\n')).toHaveLength(bad.length)
    expect(err).toMatch(
      /^line 1: not JSON; each line must be .*"at" \(ISO time\). Skipped\.\nline 2: not an obj/,
    )
    expect(err).toMatch(/line 6: "at" is missing or no ISO time/)
    expect(code).toBe(1)
  })
})

describe('Incidents', () => {
  const knowledge = readKnowledge()

  it('looks at no more tellings when twice as many incidents are open', () => {
    const looked = [400, 800].map((many) => {
      const incidents = new Incidents(knowledge)
      for (let n = 0; n < many; n++) incidents.place(complaint(n), n * 3_600_000)
      const before = incidents.looked
      for (let n = 0; n < 50; n++) incidents.ask(complaint(7 * n), many * 3_600_000)
      return incidents.looked - before
    })
    expect(looked[1]).toBeLessThan(1.3 * (looked[0] ?? 0))
  })

  it('lets one half of an incident grow once a telling fits both', () => {
    const incidents = new Incidents(knowledge)
    const parking = '安和花园三期物业乱收停车费 物业从三月起把地面停车费涨到每月三百元,没有公示收费依据。'
    const both = `安和花园三期垃圾成堆、乱收停车费\n${garbage}${parking}`
    const [one, other, joint, ...again] = [garbage, parking, both, garbage, parking].map(
      (text, hour) => incidents.place(text, hour * 3_600_000).incident,
    )
    expect(other).not.toBe(one)
    expect([one, other]).toContain(joint)
    expect(again).toEqual([joint, joint])
  })

  it('keeps a copy with another name out of both halves of one incident', () => {
    const incidents = new Incidents(knowledge)
    const parking = '安和花园三期物业乱收停车费 物业从三月起把地面停车费涨到每月三百元,没有公示收费依据。'
    const both = `安和花园三期垃圾成堆、乱收停车费\n${garbage}${parking}`
    for (const [hour, text] of [garbage, parking, both, garbageToo].entries())
      incidents.place(text, hour * 3_600_000)
    for (const text of [garbage, parking, both])
      expect(incidents.ask(text.replaceAll('安和花园', '柳岸雅苑'), 5 * 3_600_000)).toBeNull()
  })

  it('asks the three tellings of an incident that are most alike, not one alone', () => {
    const night = (what: string) =>
      `安和花园三期旁工地深夜施工扰民 安和花园三期旁的工地每天施工到凌晨三点,${what}`
    const tellings = [
      '噪音很大,老人无法入睡。',
      '孩子没法睡觉,投诉无果。',
      '打桩声震耳,住户苦不堪言。',
      '希望城管来查处。',
    ].map(night)
    const wages = '安和花园三期旁工地拖欠工资 工地打桩声震耳,住户苦不堪言,工人拿不到工资。'
    const sureBeside = (told: string[]) => {
      const incidents = new Incidents(knowledge)
      for (const text of told) incidents.place(text, 0)
      return incidents.ask(wages, 3_600_000)?.sure ?? 0
    }
    const [first = 0, second = 0, third = 0] = tellings
      .map((telling) => sureBeside([telling]))
      .sort((a, b) => b - a)
    expect(first - third).toBeGreaterThan(0.005)
    expect(sureBeside(tellings)).toBeCloseTo((first + second + third) / 3, 3)
  })

  it("does not join one author's set phrases about ever other things", () => {
    const incidents = new Incidents(knowledge)
    const wishes = [
      '图书馆',
      '体育中心',
      '儿童医院',
      '园博园',
      '高铁西站',
      '公办学校',
      '食品安全',
      '流动摊位',
    ]
    const placed = wishes.map((wish, day) =>
      incidents.place(
        `请加快${wish}的推进力度 地处人口密集片区,${wish}多年未见动静,不知相关部门有何具体行动时间表?`,
        day * 24 * 3_600_000,
      ),
    )
    expect(placed.filter((one) => one.joined)).toEqual([])
  })
})

describe('look-alikes', () => {
  const post = (id: number, cluster: number, title: string, body: string) => ({
    id,
    title,
    body,
    at: id,
    cluster,
  })
  const board = {
    names: new Map([
      [1, '翠湾小区垃圾清运'],
      [2, '鹿溪路路灯'],
    ]),
    posts: [
      post(1, 1, '翠湾小区垃圾没人清运', 'A3区翠湾小区的垃圾半个月没人清运,翠湾的业主意见很大。'),
      post(2, 1, '翠湾小区垃圾成堆', '翠湾小区垃圾站离鹿溪路口不远,臭气熏天。'),
      post(3, 2, '鹿溪路路灯全灭', '鹿溪路晚上一片漆黑,路灯坏了一个月。'),
      post(4, 2, '鹿溪路路灯不亮', '鹿溪路路灯不亮,行人摔倒。'),
    ],
  }
  const made = (kind: string, of: number) =>
    alikesOf(board).filter((alike) => alike.kind === kind && alike.of.id === of)

  it('hold the old name nowhere, nor a part of it', () => {
    for (const { kind, text, of } of alikesOf(board))
      if (kind !== 'other district') expect(text).not.toContain(of.cluster === 1 ? '翠湾' : '鹿溪')
    expect(made('other place', 1)[0]?.text).toMatch(
      /^(..)小区垃圾没人清运\nA3区\1小区的垃圾半个月没人清运,\1的业主/,
    )
  })

  it('are left out where the new name stood there before', () => {
    expect(made('other place', 3)).toHaveLength(1)
    expect(made('other matter there', 2)).toEqual([])
  })

  it('name another district where one is named', () => {
    expect(made('other district', 1)[0]?.text).toMatch(/A7区翠湾小区/)
    expect(made('other district', 3)).toEqual([])
  })

  it("are as many by each author as there are matters, all in that author's phrases", () => {
    const authors = authorsOf(board)
    expect(authors.every((posts) => posts.length === 2)).toBe(true)
    for (const [one, other] of authors) {
      expect(other?.body.slice(-20)).toBe(one?.body.slice(-20))
      expect(other?.title).toContain('鹿溪路路灯全灭')
    }
  })
})

/** Short complaints of many places about a few things, as a board has them. */
function complaint(n: number): string {
  const letters = '安宝长常成春大德东凤福高古广海汉合河恒红湖华惠吉江金锦静兰乐'
  const name = [n % 30, Math.floor(n / 30) % 30, (7 * n) % 30].map((at) => letters[at]).join('')
  const matters = ['垃圾没人清运', '电梯坏了没人修', '夜里施工吵得睡不着', '路灯全灭', '楼道堆满电动车']
  return `${name}花园${matters[n % 5]} 我是${name}花园的业主,${matters[n % 5]},物业不管,请领导督促。`
}

describe('figures', () => {
  it('count pairs and messages as the textbooks do', () => {
    const all = [
      { gold: 1, found: 1 },
      { gold: 1, found: 1 },
      { gold: 1, found: 2 },
      { gold: 2, found: 2 },
    ]
    expect(pairwise(all).map((one) => one.value)).toEqual([0.5, 1 / 3, 0.4])
    const [precision, recall] = bcubed(all)
    expect(precision?.value).toBeCloseTo(0.75)
    expect(recall?.value).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
  })
})

interface Ended {
  out: { id: string | number; cluster: number }[]
  err: string
  code: number | null
}

function start() {
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/cluster.ts'], { cwd: root })
}

function cluster(input: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = start()
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk) => {
      said.out += chunk
    })
    child.stderr.on('data', (chunk) => {
      said.err += chunk
    })
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        out: said.out
          .split('\n')
          .filter(Boolean)
          .map((one) => JSON.parse(one)),
        err: said.err,
        code,
      }),
    )
    child.stdin.end(`${input}\n`)
  })
}
