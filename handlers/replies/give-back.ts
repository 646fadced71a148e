export function tooLateToGiveBack(number: string): string {
  return `${number} 期限已经过半,不能退单了。要时间:/延期 ${number} 天数 理由;确实办不了请找所长。`
}

export function nobodyTakesItBack(number: string): string {
  return `没有可以接回 ${number} 的同事,请直接联系所长或值班室。`
}

export function givenBackTo(number: string, name: string): string {
  return `已退单,${number} 回到 ${name} 手里。`
}

export function givenBack(name: string, reason: string): string {
  return `${name} 退单:${reason}。请您接单,或重新交办。`
}
