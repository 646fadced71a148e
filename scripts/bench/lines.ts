import { existsSync, readFileSync } from 'node:fs'

/** Reports of categories that are not related to each other, so that two of them are never one story. */
export const reports = [
  '楼上半夜拖椅子吵得睡不着,天天这样',
  '有人遛狗不牵绳,小孩吓哭了',
  '楼上漏水,把我家天花板泡坏了,物业也不管',
  '楼道里又有人给电动车飞线充电',
  '电梯坏了三天了,老人上下楼走不动',
  '楼上又往下扔烟头和垃圾袋',
  '楼下烧烤店油烟太大,窗户都不敢开',
  '邻居占了我的车位不肯挪,还骂人',
  '路灯坏了半个月,晚上黑得看不见路',
  '昨晚电动车电瓶被偷了',
  '房东不退押金,说我弄坏了墙',
  '老板拖欠工资三个月了不给',
]

const smallTalk = [
  '今天菜场的丝瓜好新鲜',
  '谁家有多的葱借我两根',
  '哈哈哈哈',
  '收到,谢谢',
  '明早团购鸡蛋还差两份,要的扣1',
  '周末天气不错,有一起爬山的吗',
  '孩子作业写到几点啊你们家的',
  '[微笑]',
]

/** Messages as they come in a group: our own examples where they are there, else a few invented ones. */
export function examples(): { chatter: string[]; reports: string[] } {
  return { chatter: linesOf('chatter') ?? smallTalk, reports: linesOf('reports') ?? reports }
}

function linesOf(name: string): string[] | undefined {
  const file = new URL(`../../prompts/examples/${name}/00-first.jsonl`, import.meta.url)
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => String(JSON.parse(line).text))
}
