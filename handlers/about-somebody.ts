import { mask } from './read/mask.ts'

const somebody =
  /谁|(?:哪|这|那|某|几)(?:一?[家户位]|个人)|某[人某]|[老小][\p{Script=Han}](?=[,。!?的该]|$)|[\p{Script=Han}](?:大妈|大爷|阿姨|大叔|大姐|警官|主任|书记|师傅|医生|经理|老板|先生|女士)|罢免|选举|选他|选她|赶走|赶出/u

/** Names, doors, numbers, one household, or a title with a name: a question put to a group is about none of them. */
export function isAboutSomebody(text: string): boolean {
  return somebody.test(text) || mask(text) !== text
}
