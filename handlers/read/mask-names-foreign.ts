import type { Span } from './mask.ts'
import { englishNames, foreignSounds, minoritySounds } from './mask-names-lists.ts'

const sound = `[${foreignSounds}${minoritySounds}]`
/** 约翰·史密斯, 阿依古丽·买买提: a point between sounds of names. */
const pointed = new RegExp(`(?<!${sound})${sound}{2,7}(?:[·•．・]${sound}{1,8})+`, 'g')
/** What in running text is hardly anything but the name, or part of the name, of a Uighur, Tibetan or Mongol. */
const single = new RegExp(
  `${sound}{0,4}(?:次仁|卓玛|扎西|央金|旺堆|才让|多吉|罗布|古丽|买买提|吐尔逊|阿卜杜|阿不都|艾买提|热合曼|巴特尔|其其格|格日勒|木拉提|迪丽热巴)${sound}{0,4}`,
  'g',
)
const english = new RegExp(`(?<![A-Za-z])(?:${englishNames})(?: [A-Z][a-z]{1,11})?(?![A-Za-z])`, 'g')
/** Who is called with an @ by what they call themselves; a role (物业, 网格员) and the bot are nobody. */
const handle =
  /(?<=[@＠])(?![^\s]{0,10}(?:所有人|全体|助手|机器人|物业|网格员|民警|警官|群主|管理员|管家|居委|社区|业委会|客服|主任|书记|保安|师傅|bot|all))[^\s@＠,，。:：!！?？;；*]{2,16}(?=[\s\u2005,，:：]|$)/gi

/** Names that no Chinese surname begins, as a whole: foreign ones, those of minorities, English ones, nicknames after an @. */
export function foreignNames(text: string, post: boolean): Span[] {
  // In a post of social media an @ leads to a public page.
  return [pointed, single, english, ...(post ? [] : [handle])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Span => [match.index, match.index + match[0].length]),
  )
}
