import { expect, it } from 'vitest'
import { renderPng } from '../../bot/picture.ts'

const drawing = (words: string, width = 300) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="80"><text x="9" y="50" font-family="Noto Sans Hans" font-size="30">${words}</text></svg>`
const widthOf = (png: Buffer) => png.readUInt32BE(16)

it('draws Chinese without a font of the system', async () => {
  const [some, other, none] = await Promise.all(
    [drawing('枫桥'), drawing('经验'), drawing('')].map(renderPng),
  )
  expect(some?.subarray(1, 4).toString()).toBe('PNG')
  // Where a character has no glyph, every one looks alike.
  expect(some?.equals(other ?? Buffer.of())).toBe(false)
  expect(some?.length).toBeGreaterThan(none?.length ?? 0)
})

it('draws many at once, each for who asked', async () => {
  const widths = [100, 200, 300, 400, 500]
  const drawn = await Promise.all(widths.map((width) => renderPng(drawing('图', width))))
  expect(drawn.map(widthOf)).toEqual(widths)
})

it('keeps a picture to what a phone can show', async () => {
  expect(widthOf(await renderPng(drawing('宽', 5000)))).toBe(2400)
})

it('says of what is no drawing that it is none, quotes nothing of it, and draws on', async () => {
  await expect(renderPng('<svg>张大妈')).rejects.toMatchObject({
    name: 'PermanentError',
    message: 'a picture could not be drawn',
  })
  expect(widthOf(await renderPng(drawing('好')))).toBe(300)
})
