/** What shows for a moment where a button was pressed, while the work goes its way. As the platform writes it. */
export interface Toast {
  toast: { type: 'info' | 'warning'; content: string }
}

export const clickTaken: Toast = { toast: { type: 'info', content: '收到,正在处理' } }
export const clickLost: Toast = {
  toast: { type: 'warning', content: '可能没有收到。稍等没有变化,请再点一次,或者打字。' },
}
