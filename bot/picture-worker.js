// JavaScript, not TypeScript: a worker starts without the loader that the rest of the bot is run by.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'

const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')
/** Widest picture in pixels: twice what a phone shows, and far below Lark's 10 MB. */
const widest = 2400

const font = {
  loadSystemFonts: false,
  fontFiles: ['Regular', 'Bold'].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`)),
  defaultFontFamily: 'Noto Sans Hans',
}

parentPort?.on('message', ({ id, svg }) => {
  try {
    const plain = new Resvg(svg, { font, background: 'white' })
    const picture =
      plain.width > widest
        ? new Resvg(svg, { font, background: 'white', fitTo: { mode: 'width', value: widest } })
        : plain
    parentPort?.postMessage({ id, png: picture.render().asPng() })
  } catch {
    // Its message could quote the drawing.
    parentPort?.postMessage({ id })
  }
})
