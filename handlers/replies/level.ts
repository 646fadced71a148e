export const needsStreetOrChiefs =
  '上行不出街道:报到区里,要有街道会议或三长的决定。请在理由里写明,例如:/升级 编号 区 街道例会11月20日决定'
export const needsStreet =
  '进党政大闭环由街道决定。请在理由里写明街道的会议或决定,例如:/升级 编号 大环 街道会议决定'

export function highEnough(number: string, at: string): string {
  return `${number} 已在「${at}」,只能往上升。`
}

export function raisesTo(number: string, from: string, to: string, reason: string): string[] {
  return [`${number} 从「${from}」升到「${to}」,升了不能自行降回。`, `理由:${reason}`]
}

export function raised(number: string, to: string): string {
  return `${number} 已升到「${to}」,理由已记。`
}

export function wasRaised(to: string, reason: string): string {
  return `已升到「${to}」:${reason}`
}
