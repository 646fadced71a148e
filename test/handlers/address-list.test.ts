import { describe, expect, it } from 'vitest'
import { readAddressList } from '../../handlers/address-list.ts'

const areas = new Set(['anhe-1', 'anhe-2'])
const read = (...lines: string[]) => readAddressList(Buffer.from(lines.join('\n')), 'list.csv', areas)

describe('an address list', () => {
  it('becomes buildings with their units and highest floors, and spots', () => {
    const places = read(
      '\ufeff网格,标准地址',
      'anhe-1,临湖街道安和社区安和花园一期3号楼2单元502室',
      'anhe-1,临湖街道安和社区安和花园一期3号楼1单元601室',
      'anhe-1, "临湖街道安和社区安和花园一期3号楼1单元101室"',
      'anhe-2\t柳岸新村12幢1103室',
      'anhe-2,安和里小区B座1801',
      'anhe-2,建设路25号',
      '',
    )
    expect(places).toEqual([
      {
        ...{ areaId: 'anhe-1', kind: 'building', name: '安和花园一期3号楼', community: '安和花园一期' },
        ...{ building: '3', units: ['1', '2'], floors: 6 },
      },
      {
        ...{ areaId: 'anhe-2', kind: 'building', name: '柳岸新村12号楼', community: '柳岸新村' },
        ...{ building: '12', units: [], floors: 11 },
      },
      {
        ...{ areaId: 'anhe-2', kind: 'building', name: '安和里小区B座', community: '安和里小区' },
        ...{ building: 'B', units: [], floors: 18 },
      },
      {
        ...{ areaId: 'anhe-2', kind: 'poi', name: '建设路25号', community: '建设路25号' },
        ...{ building: null, units: [], floors: null },
      },
    ])
  })

  it('is read in the encoding of Chinese spreadsheets too', () => {
    // anhe-1,安和花园3号楼 in GB 18030.
    const bytes = Buffer.concat([
      Buffer.from('anhe-1,'),
      Buffer.from([0xb0, 0xb2, 0xba, 0xcd, 0xbb, 0xa8, 0xd4, 0xb0, 0x33, 0xba, 0xc5, 0xc2, 0xa5]),
    ])
    expect(readAddressList(bytes, 'list.csv', areas)).toMatchObject([{ name: '安和花园3号楼' }])
  })

  it('names every line that is wrong', () => {
    const wrong = () =>
      read('anhe-9,安和花园3号楼', 'anhe-1,柳岸新村1幢', 'anhe-2,柳岸新村1幢2单元', 'anhe-1,502室', '无')
    expect(wrong).toThrow(/line 1: there is no area "anhe-9"/)
    expect(wrong).toThrow(/line 3: a line above puts 柳岸新村1号楼 into anhe-1/)
    expect(wrong).toThrow(/line 4: neither an estate nor a name/)
    expect(wrong).toThrow(/line 5: there is no area "无"/)
  })
})
