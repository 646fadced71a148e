/** The community's code stands in what was written with the request; fewer than four characters prove nothing. */
export function carriesCode(hello: string, code: string | undefined): boolean {
  const tidy = (text: string) => text.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
  return code !== undefined && tidy(code).length >= 4 && tidy(hello).includes(tidy(code))
}
