import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deidentify } from '../../handlers/refine/deidentify.ts'

const known = ['5-2-902张姐', '安和花园三期业主群', '6-1-1503', '小雨🌧', '9栋秦阿姨', '2号楼业主']

describe('words that may leave the process', () => {
  it.each([
    ['我是张姐 住902', '902', '张姐'],
    ['楼上1001天天跳绳', '1001'],
    ['我家1503的小雨', '1503', '小雨'],
    ['找秦阿姨作证', '秦阿姨'],
    ['电话１３８１２３４５６７８', '12345678', '３４５６'],
    ['单号SF1234567890', '1234567890'],
    ['加我QQ 87654321', '87654321'],
    ['见 http://a.cn/x?p=13812345678', 'a.cn', '138'],
    ['一零零一那家', '一零零一'],
    ['@老王 你说', '老王'],
    ['小陈和李老师都看见了', '小陈', '李老师'],
    ['在安和花园三期业主群说过', '安和花园三期业主群'],
  ])('%s keeps nobody', (text, ...canaries) => {
    const left = deidentify(text, known)
    for (const canary of canaries) expect(left).not.toContain(canary)
  })

  it.each([
    ['5号楼2单元天天半夜拖椅子', '5号楼2单元天天半夜拖椅子'],
    ['欠我3000块 拖了12个月', '3000块'],
    ['押金2500元不退', '2500元'],
    ['2026年11月3日晚上8点', '2026年11月3日晚上8点'],
    ['打过110和12345都没用', '110和12345'],
    ['业主和物业吵起来了', '业主和物业吵起来了'],
  ])('%s keeps what it is about', (text, sense) => {
    expect(deidentify(text, known)).toContain(sense)
  })

  it('hold no run of five digits that is neither money nor a public number, and stay short', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789栋号楼室姓王 -@a.元') }), (text) => {
        const left = deidentify(text, known)
        expect(left.length).toBeLessThanOrEqual(text.length * 4)
        const runs = left.match(/\d{5,}(?![\d.]*[\s多来余]*[元号楼栋])/g) ?? []
        expect(runs.filter((run) => !/^(?:12[13]\d\d|96110|955\d\d)$/.test(run) && !/\./.test(left))).toEqual(
          [],
        )
      }),
      { numRuns: 300 },
    )
  })
})
