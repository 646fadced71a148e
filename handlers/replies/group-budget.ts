/** What is said about how often the bot speaks up in a group unasked. */
export const groupBudgetTexts = {
  now: (posts: number) => `打扰:我每天最多主动发${posts}条(紧急的、回答大家的不算)`,
  set: (posts: number | null) => {
    if (posts === null) return '好的,按默认的来。紧急的、回答大家的不算。'
    return posts === 0
      ? '好的,以后我不主动在本群发消息。有人找我、有紧急情况才说话。'
      : `好的,以后我每天最多主动发${posts}条。紧急的、回答大家的不算。`
  },
  howTo: '请写0到3,例如:/群设置 打扰 1;恢复默认:/群设置 打扰 默认',
  notYours: '这一项由群主或管理员来定。',
} as const
