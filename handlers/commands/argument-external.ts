import type { Argument } from './arguments.ts'
import { named } from './arguments.ts'

/** A matter's number at another desk: letters, digits and dashes. A person's number is none, so that none is kept. */
const externalNumber: Argument<string> = {
  label: '外部编号',
  type: 'number',
  optional: false,
  example: '外部编号=12345-20261117-001',
  take([word = '']) {
    const said = word.normalize('NFKC').replace(/[—–]/gu, '-')
    if (personal.test(said)) return { problem: '外部编号看着像个人的手机号或证件号,没有记。请核对。' }
    if (!/^[\w-]{3,40}$/u.test(said))
      return { problem: '外部编号只能有字母、数字和横线,3到40位。例如:外部编号=12345-20261117-001' }
    return { value: said, rest: [] }
  },
}

/** A mobile telephone or an identity card, however it is cut by dashes. */
const personal = /^(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}$|^[1-9]\d{5}-?(?:18|19|20)\d{2}-?\d{4}-?\d{3}[\dxX]$/u

export const external = named(externalNumber)
