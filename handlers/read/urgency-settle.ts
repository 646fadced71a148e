import type { Danger } from '../../matters/reading.ts'
import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import type { Categorised } from './category.ts'
import { tellsOfHunt } from './rules.ts'
import type { Part } from './split.ts'
import { categoryOfDanger } from './urgency-category.ts'

/** Danger decides; what was guarded may not come in by the back door of an alarming category. */
export function settle(
  part: Part,
  guess: Categorised,
  danger: Danger | null,
  guard: string | null,
): Categorised {
  if (part.category) return { ...guess, category: part.category, score: Math.max(guess.score, 0.8) }
  if (danger) {
    const category = categoryOfDanger(danger, part.text, guess.choices)
    return { ...guess, category, score: Math.max(guess.score, 0.9) }
  }
  if (guard === thanks || onlyThanks(part.text, guess))
    return { ...guess, kind: 'feedback', category: 'feedback.praise', score: 0.8 }
  if (guess.category === null && asksIfTrue(part.text))
    return { ...guess, kind: 'tip', category: 'tip.fraud.other', score: 0.6 }
  if (guess.category === null && guard === null && tellsOfHunt(part.text))
    return { ...guess, kind: 'tip', category: 'tip.threat', score: 0.6 }
  if (wantsToTalk.test(part.text) && lowSpirits.test(part.text))
    return { ...guess, kind: 'care', category: 'care.mental_support', score: 0.8 }
  if (wantsCarMoved(part.text, guess.category))
    return { ...guess, kind: 'service', category: 'service.move_car', score: 0.8 }
  const calm = (id: CategoryId) => categories.get(id)?.urgency !== 'emergency'
  if (guess.category === null || calm(guess.category)) return guess
  if (guess.score < alarmingFrom) return calmly(guess)
  if (guard === null || reallyHappened.test(guard)) return guess
  const choices = guess.choices.filter(calm)
  return { ...guess, kind: null, category: null, score: 0, choices }
}

/** 楼道里堆满纸箱和电动车: nearest to a fire by its words, and without any sign of one; then what comes next is meant. */
function calmly(guess: Categorised): Categorised {
  const { calm } = guess
  if (!calm || calm.share < calmFrom) return { ...guess, kind: null, category: null }
  return { ...guess, kind: categories.get(calm.id)?.kind ?? null, category: calm.id, score: calm.share }
}

const calmFrom = 0.35

/** A category that alarms by its name has to be likelier than not where no sign of danger stands beside it. */
const alarmingFrom = 0.5

const thanks = '表扬或感谢'
const thanked =
  /(?:谢谢|感谢|多谢|表扬|点赞|致谢|锦旗).{0,24}(?:民警|警官|警察|网格员|保安|物业|师傅|社区|消防|志愿者|邻居|大哥|小伙|医生|居委)|(?:民警|警官|警察|网格员|保安|师傅|社区|消防|志愿者).{0,24}(?:谢谢|感谢|多谢|表扬|点赞|锦旗|致谢)/
const stillAsks = /但是?|可是|不过|希望|能不能|怎么办|投诉|求|帮忙|还没|快来/

/** Thanks for a rescue name the danger that is over. */
function onlyThanks(text: string, guess: Categorised): boolean {
  const saved =
    guess.kind === 'care' || guess.kind === 'tip' || guess.kind === 'hazard' || guess.kind === null
  return saved && thanked.test(text) && !stillAsks.test(text)
}

/** 我爸收着的 还没点 是真的不: what came by telephone or message and asks to be believed. */
function asksIfTrue(text: string): boolean {
  return doubts.test(text) && received.test(text) && !/传闻|听说|新闻|群里(?:说|传)/.test(text)
}
const doubts =
  /是(?:不是)?真的(?:不|吗|么|假的)?|真的假的|真假|能信(?:不|吗)|可信(?:不|吗)|是不是(?:骗|诈)|靠谱[不吗]/
const received =
  /收(?:着|到|了)[^。]{0,10}(?:短信|信息|链接|邮件|电话|没点|没转|没填)|(?:短信|链接|二维码|来电|陌生电话)|(?:还|都)?没(?:敢)?[点扫填][^名]/

const wantsToTalk =
  /找(?:个)?人(?:说|聊|谈|倾诉)|心理(?:老师|咨询|医生|热线|疏导|辅导|援助)|(?:能|可以)聊|谈谈心|倾诉|说说(?:话|心里话)|陪我(?:说|聊)/
const lowSpirits =
  /睡不着|失眠|睡不好|憋得慌|心里(?:堵|难受|闷|苦|乱|不好受)|情绪|压力|焦虑|抑郁|难过|崩溃|发懵|做傻事|孤单|一个人/

/** Somebody's car stands in the way now: it has to be moved; one that always does is a dispute. */
function wantsCarMoved(text: string, category: CategoryId | null): boolean {
  if (category !== null && !/parking|move_car/.test(category)) return false
  if (/天天|每天|总是|老是|经常|长期|消防/.test(text)) return false
  return /挪(?:一?下)?车|移车|车.{0,14}(?:挡|堵|别|拦)(?:住|着|了|到|死)*(?:我|出|车)|(?:挡|堵|别|拦)(?:住|着|了|到|死)*我.{0,10}(?:车|出不|一?小时|分钟|半天)/.test(
    text,
  )
}

const reallyHappened = /从前|前些天|经常|就医|擦碰|找到|油烟|管教/
