import type { Card } from '../../matters/message.ts'
import type { Danger } from '../../matters/reading.ts'
import type { MatterView } from '../../matters/view.ts'
import { localTime } from '../../matters/working-time.ts'
import type { Lateness } from '../heard-late.ts'

/**
 * Fixed safety steps (rule W-6). `reviewed` names the professional who checked them before use in the field; until
 * then it says so and an operator sees it at start.
 */
export const safetySteps: Record<
  Danger,
  { group: string | null; reporter: string; reviewed: string | null }
> = {
  fire: {
    group:
      '⚠️火情提醒:请走楼梯往楼外撤,不坐电梯;有烟就低身、湿布捂口鼻;出不来就关紧门,到窗口呼救。请拨119,说清楼栋单元。行动不便的人请告诉119。',
    reporter: '请先撤到安全处,再拨119说清楼栋单元和有没有人被困。',
    reviewed: null,
  },
  gas: {
    group:
      '⚠️燃气异味:不要开关电器和灯,不在屋里打电话;顺手能关就关总阀,开窗,往楼外走。到楼外再拨119或燃气抢修。',
    reporter: '请先到楼外,再拨119或燃气抢修;不要自己回去查看。',
    reviewed: null,
  },
  trapped: {
    group: '⚠️有人被困:请不要强行扒门、攀爬或下水施救。请拨119,在安全处等待救援。',
    reporter: '请待在安全处,保持通话;电梯被困按紧急呼叫键,不要扒门。请拨119。',
    reviewed: null,
  },
  medical: {
    group: '⚠️有人需要急救:请拨120,说清位置;不要随意搬动,腾出通道,会急救的邻居请搭把手。',
    reporter: '请马上拨120,按电话里的指导做;派人到路口接救护车。',
    reviewed: null,
  },
  electric: {
    group:
      '⚠️可能漏电:请绕开积水、灯杆、掉落的电线和带电的铁件,离8米以上;不要蹚水,不要去拉已经倒下的人或动物,不要自己拉闸。供电抢修95598;有人触电拨120、119。',
    reporter: '请先离开,不要再碰,也不要徒手拉人。供电抢修95598;有人触电马上拨120、119。',
    reviewed: null,
  },
  violence: {
    group: '⚠️请暂时远离现场,不要围观和拍摄;看到危险举动直接拨110。',
    reporter: '请先到安全的地方,直接拨110,说清位置、人数、有没有伤者。',
    reviewed: null,
  },
  missing: {
    group: null,
    reporter: '走失不用等,现在就拨110;请准备走失时间、地点、衣着,留人在家等候。',
    reviewed: null,
  },
  child: {
    group: null,
    reporter:
      '孩子的安全最要紧。请先让孩子到人多的地方或可信的大人身边,直接拨110。不要在群里说孩子的名字和班级。',
    reviewed: null,
  },
  self_harm: {
    group: null,
    reporter:
      '您愿意说出来很重要。现在有人陪在身边吗?可以拨12356心理援助热线,24小时有人接听;情况紧急请拨110或120。值班民警马上联系您。',
    reviewed: null,
  },
  fraud: {
    group: null,
    reporter:
      '请马上停止转账,不要再听对方的话,关掉共享屏幕。已转账请立刻拨110报警,再拨96110;保留记录,联系银行止付。越快越好。',
    reviewed: null,
  },
}

export const notPolice = '我是机器人,不是110。'

export function groupSafety(danger: Danger): Card | null {
  const steps = safetySteps[danger].group
  return steps ? { tone: 'red', lines: [steps, notPolice] } : null
}

export function reporterSafety(danger: Danger, number: string): Card {
  return {
    tone: 'red',
    title: '已通知值班室',
    lines: [
      safetySteps[danger].reporter,
      notPolice,
      `编号 ${number}。说错了也没关系,请告诉我,由值班室核实后解除。`,
    ],
  }
}

/** Once to whoever raised an alarm and goes on telling: that it is heard, and that no more answers will come. */
export function stillListening(number: string, silent: boolean): Card {
  const how = silent
    ? '已告诉值班室:不要给您打电话。请把手机调成静音;能悄悄报警就发短信到12110,写清地点。'
    : '地点、人数、有没有受伤,我都马上转给值班室;最快还是直接拨110,不便出声可发短信到12110。'
  return {
    tone: 'red',
    title: `${number} 在听`,
    lines: [how, '为免手机一直响,后面不再逐条回复。', notPolice],
  }
}

/** To who is on duty: cries that were taken for a drill, a film or a game. */
export function playedCard(where: string): Card {
  return {
    tone: 'yellow',
    title: `像是演练或玩笑|${where}`,
    lines: ['群里有人喊险情,但正说着演练、拍戏或游戏,没有当紧急处理。请看一眼群;若是真的,发 /紧急。'],
  }
}

/** What the duty desk gets: everything it needs in one look, and the two buttons only it has. */
export function dutyPage(matter: MatterView, byHand?: 'clear' | 'unclear'): Card {
  return {
    tone: 'red',
    title: `🔴紧急|${matter.title}|${matter.place}`,
    fields: [
      { name: '编号', value: matter.number },
      { name: '地点', value: matter.place },
      { name: '规则', value: matter.colourRules.join(' ') || '—' },
      { name: '摘要', value: matter.summary },
    ],
    lines: [
      ...(byHand ? ['同事现场发出的紧急。'] : []),
      ...(byHand === 'unclear'
        ? [`类别没听清,暂按「${matter.title}」,请核对:/研判 ${matter.number} 类别=…`]
        : []),
      '5分钟内请接单。只有值班室能解除。',
    ],
    actions: [
      { label: '接单', command: `/接单 ${matter.number}` },
      { label: '看详情', command: `/看 ${matter.number}` },
      { label: '误报解除', command: `/解除 ${matter.number} 核实为误报` },
    ],
  }
}

/** What was told a while ago and heard only now may be over, or far worse. */
export function toldEarlier(page: Card, late: Lateness | null): Card {
  if (!late) return page
  const line = `⏰ 这是${localTime(late.saidAt)}说的,我${late.minutes}分钟后才收到,请先核实现在的情况。`
  return { ...page, lines: [line, ...page.lines] }
}

/** The same to whoever is called because nobody before them has taken it. */
export function calledNext(page: Card, minutes: number, dutyPhone: string): Card {
  return {
    ...page,
    lines: [`${minutes}分钟没有接单,请您马上接单,或打值班室 ${dutyPhone}。`],
    // 误报解除 is the duty desk's alone.
    actions: (page.actions ?? []).filter(({ label }) => label !== '误报解除'),
  }
}

export function dutyUpdate(matter: MatterView, what: string): Card {
  return {
    tone: 'red',
    title: `🔴补充|${matter.number}|${matter.place}`,
    lines: [what],
    actions: [
      { label: '看详情', command: `/看 ${matter.number}` },
      { label: '误报解除', command: `/解除 ${matter.number} 核实为误报` },
    ],
  }
}
