import type { MediationType } from '../../matters/mediation.ts'
import { choice, text } from './argument-kinds.ts'
import { pastDay } from './argument-past-day.ts'
import { optional } from './arguments.ts'

/** As people call the four kinds. */
export const typeNames: Record<MediationType, string> = {
  people: '人民调解',
  administrative: '行政调解',
  court: '法院调解',
  public_security: '治安调解',
}

/** What is typed after /调解. */
export const mediationArguments = {
  type: optional(
    choice('人民/行政/法院/治安', {
      人民: 'people',
      人民调解: 'people',
      行政: 'administrative',
      行政调解: 'administrative',
      法院: 'court',
      法院调解: 'court',
      治安: 'public_security',
      治安调解: 'public_security',
    } as const),
  ),
  result: choice('成/未成/不同意调解', {
    成: 'agreed',
    成功: 'agreed',
    谈成: 'agreed',
    未成: 'failed',
    不成: 'failed',
    没成: 'failed',
    失败: 'failed',
    不同意调解: 'refused',
    不同意: 'refused',
    不愿调解: 'refused',
    同意调解: 'consents',
  } as const),
  agreementOn: optional(pastDay('协议')),
  note: optional(text('内容', '装静音垫,晚十点后不跳绳')),
}
