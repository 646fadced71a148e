import { digits, grouped, mapped, type Written } from './mask-forms.ts'
import { pick, type Random } from './mask-random.ts'

const provinces = [...'京沪鲁粤浙苏川湘豫皖闽鄂新云']
const plateLetters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']

/** A number plate, petrol or new energy. */
export function plate(random: Random): Written {
  const head = pick(random, provinces) + pick(random, plateLetters.slice(0, 12))
  const plain = () => (random() < 0.3 ? pick(random, plateLetters) : String(Math.floor(random() * 10)))
  const body =
    random() < 0.5
      ? `${pick(random, ['D', 'F'])}${pick(random, [plain(), 'A'])}${digits(random, 4)}`
      : `${plain()}${plain()}${digits(random, 2)}${plain()}`
  const between = pick(random, ['', '·', ' ', '•', '-', '·', '.'])
  const inner = random() < 0.2 ? `${body.slice(0, 2)} ${body.slice(2)}` : body
  const text = pick(random, [
    `${head}${between}${inner}`,
    `${head[0]} ${head[1]}${between}${inner}`,
    `${head}${between}${inner}`.toLowerCase(),
  ])
  return { text, secret: body }
}

const nicks = 'zhangsan|wxid_8k2m|li-si88|happy_2020|abc123456|z13912|cat_dog|a123456789'.split('|')

/** A mail address, also one that is hidden from machines. */
export function email(random: Random): Written {
  const user = `${pick(random, nicks)}${digits(random, 2)}`
  const host = pick(random, ['qq', '163', 'gmail', 'example', 'mail.sina'])
  const at = pick(random, ['@', '@', '＠', '(at)', '（at）', '[at]', ' at ', '艾特', ' @ ', '#at#', '(AT)'])
  const dot = host.includes('.') ? '.' : pick(random, ['.', '.', '点', '．', ' . ', '(dot)', '。'])
  return { text: `${user}${at}${host}${dot}com`, secret: user }
}

const apps =
  '微信号|微信|微信号：|微信：|vx|VX:|vx：|V信|v信:|薇信|威信|wx|WX：|wechat:|WeChat |加V:|加v |+V：|➕薇|加微|加我微信|微信号是|威信号是|V:|v：|微 信：|徽信号|weixin |V-X：|抖音号：|微信同号 '.split(
    '|',
  )

/** A name in WeChat or another app, told as people tell it. */
export function wechat(random: Random): Written {
  const id = pick(random, nicks) + digits(random, 3)
  return { text: pick(random, apps) + id, secret: id }
}

const cues = 'QQ|qq|QQ号|QQ：|qq:|扣扣|扣扣号是|Q:|q：|企鹅号|加Q |QQ号码是|QQ '.split('|')

/** A QQ number as people give it. */
export function qq(random: Random): Written {
  const id = `${1 + Math.floor(random() * 9)}${digits(random, 5 + Math.floor(random() * 5))}`
  const cue = pick(random, cues)
  const text = pick(random, [id, id, grouped(id, [3, 3, 3], ' '), mapped(id, '零一二三四五六七八九')])
  return { text: cue + text, secret: id }
}
