const asides =
  /登记(?:一下)?|记(?:一下|下)|麻烦(?:您|你|大家)?(?:了|给)?|帮(?:忙|帮|我)?(?:看看|处理|管管|反映|解决|登记|问问)?(?:一?下)?|(?:你|您|你们)?(?:到底)?(?:管不管|管管|能管吗?|管得了吗?|管吗|处理)(?:这(?:个|种)?(?:事|问题)?)?|这(?:个|种|件)?事儿?|求助|求(?:管|帮)|谢谢|感谢|在吗|(?:让|请)?(?:民警|警察|领导|社区|网格员|派出所)(?:来)?(?:给|帮)?(?:评评理|看看|管管|处理)?(?:一下)?|上面(?:说的|那(?:个|条))|我(?:刚|上面)?说的|怎么办|咋办|评评理|给个说法|有没有人管|没人管吗?|拜托|急|了|吗|吧|呢|啊|呀|的|一下|@\S+|我(?:是|家|住)?(?=\d)/g
const doors = /\d+(?:[-—－]\d+)*(?:栋|号楼|幢|单元|室|号|楼)?/g

/** The message without who was mentioned. Smileys stay: they tell jest from earnest. */
export function withoutMentions(text: string): string {
  return text
    .replace(/@(?:平安|社区|警务)?(?:小助手|助手|机器人|小管家|管家|bot)(?=[^\s]|$)/gi, ' ')
    .replace(/@[^\s@,，。!！?？:：]{1,16}(?=[\s\u2005,，:：]|$)/g, ' ')
    .trim()
}

/** The words without what a platform adds: [语音转文字], [图片], [捂脸]. */
export function plainWords(text: string): string {
  return text
    .replace(/\[[^[\]\d\n]{1,8}\]|【(?:图片|视频|语音转文字)】/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** Little content of its own: 你管不管这事, 麻烦您了, 登记一下 我401. What is meant stands in earlier words. */
export function isThin(words: string): boolean {
  return (
    words
      .replace(asides, '')
      .replace(doors, '')
      .replace(/[\s\p{P}\p{S}]/gu, '').length <= 3
  )
}
