/** An account as the login page shows it. */
export interface ShownAccount {
  name: string
  state: 'up' | 'doubtful' | 'down'
  /** The account's own nickname, once it is logged in. */
  nick?: string
  /** The QR code to scan, as SVG of our own making; absent while there is none. */
  qrSvg?: string
  scanned: boolean
  /** Since when it has not heard, as it is to be read. */
  since?: string
}

const states = { up: '在线', doubtful: '异常,正在恢复', down: '未登录' } as const

/** The page on which an administrator logs the WeChat accounts in. It asks anew by itself and runs no script. */
export function loginPage(accounts: ShownAccount[], options: { refreshSeconds: number }): string {
  return page(
    `<p class="lead">用各账号自己的手机微信扫码登录。本页每 ${options.refreshSeconds} 秒刷新。</p>
    ${accounts.map(section).join('\n')}
    <p class="risk">个人微信自动化不是官方接口,账号可能被限制或封禁。请用专门的账号,并优先使用飞书等官方渠道。</p>`,
    `<meta http-equiv="refresh" content="${options.refreshSeconds}">`,
  )
}

/** What a stranger to this page sees. */
export function codePage(): string {
  return page(
    '<p class="lead">请从服务器终端里打印的链接打开本页:链接里带一次性口令,用过一次或重启后即失效。</p>',
    '',
  )
}

function section({ name, state, nick, qrSvg, scanned, since }: ShownAccount): string {
  const title = `<h2>${escaped(name)}<span class="state ${state}">${states[state]}</span></h2>`
  return `<section>${title}${inside()}</section>`

  function inside(): string {
    const from = since ? `<p class="since">${escaped(since)} 起没有在听。</p>` : ''
    if (nick !== undefined) return `<p>已登录:${escaped(nick)}</p>${from}`
    if (scanned) return `<p class="big">已扫码,请在手机上点“登录”。</p>${from}`
    if (!qrSvg) return `<p>正在等待微信给出二维码……</p>${from}`
    return `<div class="qr" role="img" aria-label="${escaped(name)} 的登录二维码">${qrSvg}</div>${from}`
  }
}

function page(body: string, head: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>微信账号登录</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>微信账号登录</h1>
${body}
</main>
</body>
</html>
`
}

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f2f4f3; color: #1d2421; font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); align-items: start; }
h1, .lead, .risk { grid-column: 1 / -1; margin: 0; }
h1 { font-size: 1.4rem; }
h2 { margin: 0 0 .75rem; font-size: 1.1rem; display: flex; justify-content: space-between; align-items: baseline; gap: .75rem; overflow-wrap: anywhere; }
section { background: #fff; border: 1px solid #d5dcd8; border-radius: .75rem; padding: 1rem 1.25rem 1.25rem; }
section p { margin: 0; }
.state { flex: none; font-size: .85rem; font-weight: 600; padding: .05rem .6rem; border-radius: 1rem; }
.up { background: #dff3e4; color: #14532d; }
.doubtful { background: #fdf0cf; color: #6b4a00; }
.down { background: #fbe1df; color: #7f1d1d; }
.qr { max-width: 18rem; margin: 0 auto; }
.qr svg { display: block; width: 100%; height: auto; }
.big { font-size: 1.15rem; font-weight: 600; }
.since, .risk { color: #55605b; font-size: .9rem; }
section .since { margin-top: .75rem; }
`

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
