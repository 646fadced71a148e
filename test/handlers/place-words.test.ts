import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlace } from '../../handlers/read/place.ts'
import { parseAddress } from '../../handlers/read/place-address.ts'
import { findSpans } from '../../handlers/read/place-span.ts'

describe('places in running text, in their own words', () => {
  test.each([
    ['投诉青河市临江区建设路88号老张烧烤油烟扰民', '青河市临江区建设路88号'],
    ['临江区安和花园三期5栋1201被改成群租房', '临江区安和花园三期5栋1201'],
    ['请问和平路与建设路交叉口什么时候装红绿灯', '和平路与建设路交叉口'],
    ['柳岸镇桥头村3组的水泥路坏了半年没人修', '柳岸镇桥头村3组'],
    ['我在临江区人民医院门口被人骗了', '临江区人民医院门口'],
  ])('%s', (text, words) => {
    const said = readPlace(text)?.text ?? ''
    expect(text).toContain(said)
    expect(said).toContain(words.slice(0, -1))
  })

  test('what is found stands where it says, in any text', () => {
    const pieces = fc.constantFrom(...'临江区建设路号花园栋村（）()的在旁附近 ，。12A😀', '二期', '派出所')
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        for (const span of findSpans(text)) expect(text.slice(span.start, span.end)).toBe(span.text)
      }),
      { numRuns: 400 },
    )
  })
})

describe('an address in its parts', () => {
  const parts = (address: string) => parseAddress(address).map(({ label, text }) => `${label} ${text}`)

  test('from the province to the room', () => {
    expect(parts('浙江省杭州市西湖区文三路88号安和花园5幢2单元1001室')).toEqual([
      'prov 浙江省',
      'city 杭州市',
      'district 西湖区',
      'road 文三路',
      'roadno 88号',
      'poi 安和花园',
      'houseno 5幢',
      'cellno 2单元',
      'roomno 1001室',
    ])
  })

  test('the parts are the address again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (address) => {
        expect(
          parseAddress(address)
            .map(({ text }) => text)
            .join(''),
        ).toBe(address)
      }),
      { numRuns: 300 },
    )
  })
})
