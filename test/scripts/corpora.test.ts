import { expect, test } from 'vitest'
import { unveiled } from '../../scripts/train/corpora.ts'

test('what researchers put for names and numbers does not tell their messages from others', () => {
  const text = '尊敬的NAME客户请于DIGIT日前登录URL或致电CELLPHONE PLACE分行'
  const seen = unveiled(text, () => 0.5)
  expect(seen).not.toMatch(/[A-Z]/)
  expect(seen).toMatch(/尊敬的客户请于\d+日前登录.+或致电1\d{10} .+分行/)
})
