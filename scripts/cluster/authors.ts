import type { Board, Post } from './board.ts'

/** What somebody writes around whatever it is about: before and behind a title, before and behind what happened. */
interface Manner {
  title: [string, string]
  body: [string, string]
}

const manners: Manner[] = [
  {
    title: ['请加快解决', '的工作力度'],
    body: [
      '作为一名普通市民,长期关心本地的建设和发展,现就身边的情况反映如下:',
      '在国家大力倡导以民为本的大背景下,群众翘首以盼已有多年,希望有关部门高度重视,拿出具体的政策、行动和时间表,让百姓早日看到实实在在的变化!',
    ],
  },
  {
    title: ['再次恳请领导过问', '一事'],
    body: [
      '尊敬的领导:您好!百忙之中打扰了。我是一个老实本分的老百姓,不到万不得已不会给您写信。事情是这样的:',
      '我多次打电话、多次上门,得到的答复都是正在研究、尽快处理,一拖再拖,互相推诿。恳请领导为民做主,给我们一个满意的答复。此致敬礼!',
    ],
  },
  {
    title: ['实名举报:', ',谁来管?'],
    body: [
      '请各级纪检监察部门和新闻媒体关注!我对以下所说的一切承担法律责任。',
      '谁给了他们这样的胆子?背后有没有保护伞?职能部门为何视而不见?强烈要求彻查到底,追究相关人员的责任,并向社会公开处理结果!我们将持续关注,直到问题解决为止。',
    ],
  },
  {
    title: ['咨询', '相关问题'],
    body: [
      '您好,想咨询以下问题:',
      '请问:一、目前进展到了哪一步?二、由哪个部门具体负责?三、什么时候能够解决?四、有没有相关的文件依据?盼复,谢谢。',
    ],
  },
]

/** So many letters of what happened stand between the phrases. */
const told = 60

/**
 * By each of some authors a message about every cluster's matter, all in that author's own phrases: what they share is
 * the writer's and nothing of the matter.
 */
export function authorsOf({ posts, names }: Board): Post[][] {
  const firsts = [...names.keys()].flatMap((cluster) => posts.find((post) => post.cluster === cluster) ?? [])
  return manners.map(({ title, body }) =>
    firsts.map((post) => ({
      ...post,
      title: title.join(post.title),
      body: body.join(post.body.slice(0, told)),
    })),
  )
}
