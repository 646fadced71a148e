/** The chat service says no to a person: `message` is Chinese and may be shown, `statusCode` is for HTTP. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message)
  }
}
