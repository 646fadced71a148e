import type { Card } from '../../matters/message.ts'
import { plain } from './refusals.ts'

/** One topic of the library: how it is asked for, and its lines, each whole in itself (requirements A220–A222). */
export interface Topic {
  name: string
  aliases: readonly string[]
  lines: readonly string[]
}

/** Plain, kind, with a smile where it fits; nobody is made fun of, and every line says what to do. */
export const topics: readonly Topic[] = [
  {
    name: '反诈',
    aliases: ['防骗', '诈骗'],
    lines: [
      '刷单返利:先让您尝口甜的,再端走您的锅。凡是要先垫钱的兼职,都不做。',
      '投资理财:群里个个赚钱,就差您一个?真有这种好事,人家不会满世界找生人。不进群,不转钱。',
      '购物服务:价钱低得出奇,还要绕开平台转账,这便宜咱不占。只在平台里付钱。',
      '冒充客服:说要退款、理赔,又让您点链接、共享屏幕?先挂电话,自己进平台问。',
      '贷款征信:正规贷款,放款前不收一分钱。先收“手续费”“解冻费”的,都是骗。',
      '冒充领导熟人:微信里“领导”“儿子”急着借钱?先打他平时的电话,听听声音再说。',
      '冒充公检法:民警不会在电话里办案,世上没有“安全账户”。一听这四个字,挂掉就对了。',
      '网上交友:还没见过面,先谈钱,这缘分八成是剧本。不转钱,和家人说一声。',
      '游戏交易:装备便宜卖,要您绕开平台转账?东西没到,付出去的先没影了。孩子的手机也看一眼。',
      '退改签:短信说航班取消、要退钱给您?别点链接,打航空公司或12306官方电话问。',
    ],
  },
  {
    name: '消防',
    aliases: ['防火', '火灾'],
    lines: [
      '出门前回头看一眼:火关了没,电断了没。看一眼几秒钟,心里踏实一整天。',
      '楼道是逃生的路,不是仓库。纸箱、旧家具请搬回家,邻居谢谢您。',
      '炒菜时别走开。油锅着了,先关火再盖盖,千万别泼水。',
      '有了浓烟往低处走,湿毛巾捂口鼻,不坐电梯,到外面打119。',
      '消防通道停不得车。真着火时,一分钟比一年的停车费都贵。',
    ],
  },
  {
    name: '电动车',
    aliases: ['充电', '电瓶车', '飞线'],
    lines: [
      '电动车不上楼,电瓶不进家。它在车棚里过夜,您在家睡得香。',
      '从窗口拉线充电,省了几步路,悬着一楼人的心。请到充电桩充。',
      '充电别过夜,充满就拔。电池发烫、鼓包,马上停用,找正规店换。',
      '骑车戴好头盔,扣上带子。头盔挂在车把上,保护的是车把。',
    ],
  },
  {
    name: '燃气',
    aliases: ['煤气', '天然气'],
    lines: [
      '闻到燃气味:先关阀,再开窗,不开灯不打火,到屋外再打燃气公司电话。',
      '睡前出门前,燃气阀拧一下,举手之劳。',
      '燃气软管有寿命,老化、开裂赶紧换。请燃气公司的师傅来,别自己动手。',
      '用燃气热水器洗澡,窗留条缝。人暖和,气也要通。',
    ],
  },
  {
    name: '防盗',
    aliases: ['盗窃', '小偷'],
    lines: [
      '下楼拿个快递也锁门。多转一圈钥匙,少操一份心。',
      '几天不在家,请邻居帮忙收收门口的传单和快递。远亲不如近邻。',
      '生人跟着进单元门,可以客气问一句找哪家。门带上,大家安心。',
      '车里不放包和现金,走时拉一下车门再走。',
    ],
  },
  {
    name: '老人',
    aliases: ['养老', '保健品'],
    lines: [
      '免费鸡蛋领了就领了,听课买药先等等。回家和孩子商量一声,药还是听医生的。',
      '儿女们:有空给爸妈打个电话。您多说几句,骗子就少一句话的空。',
      '爸妈手机上不认识的软件,周末回家帮着看看。要耐心,当年他们教您用筷子也不急。',
      '买养老产品、签合同,不急着当天定。先拿回家看三天,真的好事等得起。',
    ],
  },
  {
    name: '儿童',
    aliases: ['孩子', '防溺水', '学生'],
    lines: [
      '孩子玩水要有大人看着,手机放一放,眼睛别离开。',
      '窗边不放凳子、沙发,窗户装好限位。孩子爬得比您想的快。',
      '教孩子记住家长电话,走散了找穿制服的人,或原地等。',
      '孩子说不想上学、不爱说话,先听他讲完。拿不准,可以问老师,也可以私聊我。',
    ],
  },
  {
    name: '交通',
    aliases: ['出行', '开车'],
    lines: [
      '喝了酒就不开车,叫个代驾,家里人睡得着。',
      '过马路看灯不看手机。消息晚回一分钟,没人怪您。',
      '小区里车速慢一点,拐角处可能有追球的孩子和买菜的老人。',
      '上车系安全带,后排也系。咔哒一声,全家放心。',
    ],
  },
  {
    name: '邻里',
    aliases: ['噪音', '和睦', '纠纷'],
    lines: [
      '晚上十点后,脚步轻一点,音量小一点。楼下那位明天也要早起。',
      '有话当面好好说,说不拢可以找我登记,网格员和民警帮着一起说。',
      '装修前和上下左右打声招呼,一句“打扰了”,抵得上半面隔音墙。',
      '遛狗牵绳,便便带走。狗狗开心,邻居也开心。',
    ],
  },
]

/** The topic that somebody meant by a word. */
export function topicNamed(word: string): Topic | undefined {
  return topics.find(({ name, aliases }) => name === word || aliases.includes(word))
}

/** A line of a topic, as its group reads it: the name of the topic tells at a glance what it is. */
export function publicityCard({ name }: Topic, line: string): Card {
  return { tone: 'blue', title: `小提醒|${name}`, lines: [line] }
}

const everyTopic = topics.map(({ name }) => name).join('、')

export const publicityTexts = {
  which: plain(`发哪一种:${everyTopic}?`, '例如:/宣传 反诈 安和三期群。每个群一天最多一条。'),
  whichGroup: (names: string[]) =>
    names.length > 0
      ? plain(`发到哪个群:${names.join('、')}?`, '例如:/宣传 反诈 群名')
      : plain('您管的片区里还没有能发的群。'),
  notYours: plain('这个群不在您管的片区,没有发。'),
  off: (group: string) => plain(`${group}关了宣传,没有发。`, '要开,请群主或管理员在群里发:/群设置 宣传 开'),
  today: (group: string) => plain(`${group}今天已经发过一条宣传,没有再发。明天可以发。`),
  quiet: plain('现在是晚上10点到早上7点,不打扰大家,没有发。早上7点以后再发。'),
  spent: (group: string) => plain(`${group}今天已有别的消息,为不打扰大家,没有发。明天可以发。`),
  silent: (group: string) => plain(`现在不能在${group}发:群里还没有发告知,或机器人已不在群里。`),
  posted: (group: string, line: string) => plain(`已发到${group}:`, line),
  switched: (on: boolean) =>
    on
      ? plain('本群宣传已打开:一天最多一条,晚上不发。', '要关:/群设置 宣传 关')
      : plain('本群宣传已关,以后不发。', '要开:/群设置 宣传 开'),
  state: (on: boolean) => `宣传:${on ? '开' : '关'}`,
  howToSwitch: (on: boolean) =>
    plain(`本群宣传:${on ? '开' : '关'}。`, '要改,请群主或管理员发:/群设置 宣传 开,或 /群设置 宣传 关'),
  onlyOwner: '宣传的开关由群主或管理员来定。',
} as const
