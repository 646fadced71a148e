/** The text of the first such element, CDATA and entities read; empty where there is none. For WeChat's small XML only. */
export function textOf(xml: string, element: string): string {
  const found = new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, 'i').exec(xml)?.[1] ?? ''
  const inner = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(found)?.[1]
  return (inner ?? plain(found)).trim()
}

/** An attribute of the first such element. */
export function attributeOf(xml: string, element: string, name: string): string {
  return plain(new RegExp(`<${element}\\s[^>]*?\\b${name}="([^"]*)"`, 'i').exec(xml)?.[1] ?? '').trim()
}

export function isXml(text: string): boolean {
  return /^\s*(?:[\w@-]+:\s*)?<(?:\?xml|msg|sysmsg|appmsg|location)\b/.test(text)
}

/** `&amp;` last, so that nothing is read twice. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replaceAll('&amp;', '&')
}
