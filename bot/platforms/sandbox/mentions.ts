interface Named {
  id: string
  nick: string
}

/** What the bot answers to behind an “@”: its full name, without the bracket behind it, or as people shorten it. */
export function callsOf(botName: string): string[] {
  return [botName, botName.replace(/[(（].*$/, ''), '平安小助手', '小助手', '助手'].filter(
    (name) => name !== '',
  )
}

export function mentionsBot(text: string, botName: string): boolean {
  return callsOf(botName).some((name) => text.includes(`@${name}`))
}

/** The people whose `@name` stands in the text. A longer name wins over one it begins with (@李四光, @李四). */
export function readMentions(text: string, people: Named[]): Named[] {
  let rest = text
  const found: Named[] = []
  for (const person of people.toSorted((a, b) => b.nick.length - a.nick.length)) {
    if (person.nick === '' || !rest.includes(`@${person.nick}`)) continue
    rest = rest.replaceAll(`@${person.nick}`, ' ')
    if (!found.some((one) => one.id === person.id)) found.push(person)
  }
  return found
}
