import { read } from '../../../handlers/read/index.ts'

/** Told in private: a dispute at most, a sum without a unit, nothing of where or when. */
const lines = [
  '他替我垫的那三千一直不肯认 说没这回事',
  '他那三千的事一直赖着 说没这回事',
  '说好给我的三千 他一直不给个说法',
  '那三千他就是不给个说法 让我找谁说理去',
  '他拿了三千就不认了 这事你们能管吗',
  '那三千到底算谁的 他跟我扯不清',
  '他一直拖着那三千 我说了好几回都不理我',
  '我跟他为那三千闹得很僵 你们能不能给说说',
  '他答应我的三千没兑现 问他就装糊涂',
  '他占着我那三千 好说歹说都没用',
  '那三千他压根不提了 我心里憋屈',
  '为了三千他跟我翻来覆去扯皮 谁给评评理',
  '我跟他们之间那三千的事 怎么弄都弄不明白',
  '就那三千 他一口咬定不是这么回事',
  '他那个三千的说法前后对不上 我想不通',
  '那三千的事情闹到今天还没个头',
  '他为那三千跟我赌气 话也不接',
  '我心里一直放不下那三千 他倒像没事人',
  '那三千我说东他说西 谁也不服谁',
  '他当着我面把那三千的事推得一干二净',
  '三千说没就没了 他还怪到我头上',
  '关于那三千 他左一套右一套 我都听糊涂了',
  '那三千他先点头后摇头 让人没法弄',
  '为那三千我们两家现在见面都不说话',
]

/**
 * Those of them in which the local rules, as they are today, leave category, place, time and sum open. The rules are
 * retrained now and then, so the lines are looked for and not named.
 */
const open = lines.filter((text) => {
  const [reading, another] = read({
    ...{ text, nick: '张大妈', at: new Date('2026-11-17T12:00:00+08:00'), heard: 'direct', type: 'text' },
    ...{ neighbours: [], chatName: '', role: 'resident' },
  })
  if (!reading || another) return false
  const { kind, category, place, time, amount } = reading
  return (kind === null || kind === 'dispute') && [category, place, time, amount].every((one) => one === null)
})

function line(at: number): string {
  const found = open[at]
  if (!found) throw new Error('the rules leave too few lines open of test/support/model/vague.ts: add some')
  return found
}

export const vague = line(0)
/** Further words of that kind. */
export const vagueToo = line(1)
