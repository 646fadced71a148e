import type { Span } from './mask.ts'

const surnames =
  '王李张刘陈杨赵吴徐孙朱胡郭林罗郑梁宋唐韩冯邓曹彭肖田董袁潘蒋蔡杜程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹秦邱薛闫侯史陶黎郝龚邵覃武戴莫汤阎卞赖庞樊殷翟倪葛洪伍耿聂焦岳柯缪詹冉祁骆屈褚佘宫冼饶阮佟隋'
/** Surnames that are as often ordinary words or places (方向, 石龙, 高兴): believed only where the context says a name. */
const ambiguous =
  '付施蓝黄周马何高谢许曾于余任金石夏白孟熊江尹雷龙贺顾毛万钱严孔向齐乔兰庄章鲁安牛童欧翁霍裴柴游宁祝纪甘尤叶包单方时常文明华成温路全申连楚古易水平关'
const compound = '欧阳|上官|司马|诸葛|司徒|皇甫|慕容|令狐|尉迟|公孙|夏侯|端木'
/** Characters given names are made of. */
const given =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英华玉萍红梅兰琴淑珍凤莲芬翠云香荣爱惠琳佳欣怡雪倩雅婷慧颖莉燕玲洁瑞鑫鹏斌峰辉波浩宇博文俊豪晨阳旭东建国志明海林森泽源振兴福贵财根德顺宝祥庆忠诚信胜利坤亮飞龙虎彪雄威武松柏山川江河梓涵诗琪晴萱雯悦彤瑶薇蓉蕾丹晶莹璐媛嫣妍姗珊岚菲菊春秋冬月星辰光耀昌盛隆永康健宁平成立新民邦家齐世仁礼智孝廉贤良才思远航程帆凯翔奇伦睿哲宏达启茂楠桐柔蓓茜筠炜炳焕煜烨钰锋锐铁铭锦银钧淼润泓澜清洪沛泰岩峻崇嵩巍嘉晗昕昊煊轩萌妮若素希羽逸馨瑜瑾璇珂珺琦琰韵霏霖霄露骏骁鸿鹤麟懿毅珠翰聪苗菁菱蕴蕊虹裕谦谨贞赫跃迪雁霆靖韬颂馥鹃守天全学占仕先克万喜延长金胤培'
const noGiven =
  '国家|国土|国学|建立|建国门|阳光|安全|健康|健全|和平|青春|清新|新春|福利|胜利|森林|泰国|家园|家庭|文明|平安|春天|新城|学家|先天|天天|长江|江河|光明|光荣|国庆|全家|全国|喜欢|学习|学生|明天|明年|月光|长城|金融|家长|海洋|东海|江东|东江|文学|文化|宝山|龙山|国际|海东|山东|广东|信片|似锦|铁塔|海儿|建设|佣金|学费|定金|流程|成功|城邦|股长|思源|福源|源海'
const titles =
  '先生|女士|小姐|同志|阿姨|叔叔|大爷|大妈|大娘|奶奶|爷爷|伯伯|老师|医生|护士|警官|民警|主任|书记|经理|师傅|老板|局长|所长|队长|科长|校长|律师|同学'
const cue =
  '姓名|名字|名叫|叫做|他叫|她叫|我叫|叫|我是|联系人|业主|住户|租客|房东|房主|户主|法人|当事人|受害人|嫌疑人|患者|收件人|收款人|开户名|户名|本人|举报|网格员|民警|辅警|医生|司机|老板娘?|邻居|老公|老婆|丈夫|妻子|儿子|女儿|孙子|孙女|父亲|母亲|爸爸|妈妈|弟弟|妹妹|哥哥|姐姐|同事|(?<=[号楼栋室房\\d])'

// 那张, 3张 count.
const sheet = '(?!(?<=[那这几两每一\\d])张)'
const some = `(?:${compound}|${sheet}[${surnames}])`
// 支付学费, 设施建设, 如何利民 hold a surname that is none.
const any = `(?<![支设好如规正属由关对])(?:${compound}|${sheet}[${surnames}${ambiguous}])`
const two = `(?!.?(?:${noGiven}))`
/** Hardly ever in a name, though names are open to all else. */
const grammar =
  '的了是在不我你他她它这那有都也就要会说能和跟与及或很太最更还又再被把将让给从到去来上下里外前后左右大小多少个只些么吗呢吧啊呀哦嘛哈啦着过得地对为以于而但因所如果没无非未已经常每各某此其之人家店路街村镇县市省区厂校局所院部门公司室号楼层栋幢车水电气火年月日时分点元块钱一二三四五六七八九十百千万亿两几第件条张位名次回遍种类样式面头边方向事情问题什谁哪怎可应该必须需想看听讲叫做用买卖吃喝睡打拿放开关进出起落走跑站坐住工作业务物品机构社会政府民生活动员工总经理主任书记老师医警察投诉反映举报处理解决'
const other = `(?![${grammar}])[\\u4e00-\\u9fa5]`
const edge = '(?<=^|[^\\u4e00-\\u9fa5某])'
const close = '(?=$|[^\\u4e00-\\u9fa5])'
const then = '(?=$|[^\\u4e00-\\u9fa5]|[的跟和与及在住是被把将说也又都去来打电家于因欠让骗拿给已系有没不手身])'

/** From the surest context to none; the group is the name. */
const rules = [
  `(?:${cue})[:：是叫\\s]{0,2}(${any}${two}[${given}][\\u4e00-\\u9fa5]?)${then}`,
  `(${any}${two}[${given}][${given}]?)(?=${titles})`,
  `(${any}某(?:某|[${given}]))`,
  `(${some}${two}[${given}][${given}])`,
  `${edge}(${any}${two}[${given}][${given}])${then}`,
  `(${any}${two}[${given}][${given}])${close}`,
  `(${some}${two}(?:[${given}]${other}|${other}[${given}]))${then}`,
  `${edge}(${some}[${given}])${close}`,
].map((source) => new RegExp(source, 'g'))
const doubleSurname = new RegExp(`^(?:${compound})`)

/** Full names of people: 刘翠萍 → 刘**. Rules and lists only; who is called by kin or title alone stays. */
export function maskedNames(text: string): Span[] {
  return rules.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Span => {
      const name = match[1] ?? ''
      const start = match.index + match[0].length - name.length
      return [start + (doubleSurname.test(name) ? 2 : 1), start + name.length]
    }),
  )
}
