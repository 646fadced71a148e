/** What the platform answers instead of doing what was asked. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly status = 400,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

/** The codes of facts 1.5 with the platform's words. */
export const refusals = {
  noBearer: () => new Refusal(99991661, 'Missing access token for authorization.'),
  badToken: () =>
    new Refusal(99991663, 'Invalid access token for authorization. Please make a test attempt.'),
  noScope: (scopes: readonly string[]) =>
    new Refusal(99991672, `Access denied. One of the following scopes is required: [${scopes.join(', ')}].`),
  tooOften: (limit: number, resetSeconds: number) =>
    new Refusal(99991400, 'request trigger frequency limit', 429, {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(resetSeconds),
    }),
  tooOftenHere: () => new Refusal(230020, 'This operation triggers the frequency limit.'),
  badField: (what: string) => new Refusal(99992402, `field validation failed: ${what}`),
  badParameter: (what: string) =>
    new Refusal(230001, `Your request contains an invalid request parameter, ext=${what}`),
  notInGroup: () => new Refusal(230002, 'The bot can not be outside the group.'),
  recalled: () => new Refusal(230011, 'The message is recalled.'),
  notSender: () => new Refusal(230012, 'The bot is NOT the sender of the message.'),
  notReachable: () => new Refusal(230013, 'Bot has NO availability to this user.'),
  foreignResource: () => new Refusal(230017, 'Bot is NOT the owner of the resource.'),
  muted: () => new Refusal(230018, 'The operation is not allowed: the group is muted.'),
  tooLong: () => new Refusal(230025, 'The length of the message content reaches its limit.'),
  lacksRight: () => new Refusal(230027, 'Lack of necessary permissions.'),
  leaksPrivate: () => new Refusal(230028, 'The message DLP audit is not approved.'),
  tooOld: () => new Refusal(230031, 'Message can only be modified within 14 days after sending.'),
  noThreads: () => new Refusal(230071, 'This group does not support reply in thread.'),
  card: (subCode: number, why: string) =>
    new Refusal(230099, `Failed to create card content, ext=ErrCode: ${subCode}; ErrMsg: ${why}; `),
  deleted: () => new Refusal(230110, 'The message has been deleted.'),
  dissolved: () => new Refusal(232009, 'Your request specifies a chat which has already been dissolved.'),
  outOfChat: () => new Refusal(232011, 'Operator can NOT be out of the chat.'),
  noExternal: () =>
    new Refusal(
      232033,
      'The operator or invited bots does NOT have the authority to manage external chats without the scope.',
    ),
  noContact: () => new Refusal(41050, 'no user authority error'),
}
