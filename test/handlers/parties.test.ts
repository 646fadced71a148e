import { describe, expect, it } from 'vitest'
import { readParties, type Speaking } from '../../handlers/read/parties.ts'
import { categoryOf } from '../../matters/taxonomy.ts'

function roles(text: string, category: string, role: Speaking['role'] = 'resident'): string[] {
  const parties = readParties({ text, category, kind: categoryOf(category).kind, role })
  return parties.map((one) => (one.self ? `${one.role}*` : one.role)).sort()
}

describe('readParties', () => {
  it('sets the one who complains against a neutral other side', () => {
    expect(roles('楼上天天蹦迪', 'dispute.neighbor.noise')).toEqual(['complainant*', 'respondent'])
    const [, other] = readParties({
      text: '楼上王强天天蹦迪',
      category: 'dispute.neighbor.noise',
      kind: 'dispute',
      role: 'resident',
    })
    expect(other?.label).toBe('楼上住户')
  })

  it('names the body that took part', () => {
    expect(roles('烧烤店半夜放歌 城管来了也没用', 'dispute.environment.social_noise')).toEqual([
      'complainant*',
      'organisation',
      'respondent',
    ])
  })

  it('makes a volunteer who tells of others a third party', () => {
    expect(roles('8栋婆媳俩为带孩子吵了半年', 'dispute.marriage_family', 'volunteer')).toEqual([
      'complainant',
      'respondent',
      'third_party*',
    ])
  })

  it('takes the robbed for victim and reporter', () => {
    expect(roles('我电瓶被偷了', 'tip.theft.ebike')).toEqual(['reporter*', 'victim*'])
    expect(roles('我妈被骗了三万', 'tip.fraud.other')).toEqual(['reporter*', 'victim'])
  })

  it('knows the keeper of a dog and the child it bit', () => {
    expect(roles('大狗没拴绳 把小女孩咬了', 'hazard.animal')).toEqual([
      'minor',
      'reporter*',
      'responsible_party',
    ])
  })

  it('hears a child speak for itself', () => {
    expect(roles('我是三年级的 有大哥哥放学堵我要钱', 'care.minor_bullying')).toEqual([
      'minor*',
      'reporter*',
      'responsible_party',
    ])
  })

  it('asks service for a father', () => {
    expect(roles('我爸身份证过期了', 'service.id_card')).toEqual(['affected', 'reporter*'])
  })

  it('keeps staff as reporter where minutes count, else as third party', () => {
    expect(roles('402独居老人敲门不应', 'care.elder_alone', 'staff')).toEqual(['affected', 'reporter*'])
    expect(roles('走访发现15岁女孩跟着姑姑过', 'care.minor_hardship', 'staff')).toEqual([
      'family_contact',
      'minor',
      'third_party*',
    ])
  })
})
