import type { Picture } from '../../matters/message.ts'
import { leastCell, type PublicFigures } from '../../matters/public-figures.ts'
import { figuresInWords } from '../replies/quarter-report.ts'

const width = 720
const rowHeight = 52
/** The one family the renderer has, and its four weights. */
const font = 'Noto Sans Hans'

/** The figures as bars: found, and settled of them. It shows no figure that does not stand in the words. */
export async function pictureOf(figures: PublicFigures, title: string): Promise<Picture> {
  // Three megabytes that only this needs.
  const { init } = await import('echarts')
  const rows = figures.sections
    .flatMap(({ name, rows }) => rows.map((row) => ({ ...row, section: name })))
    .reverse()
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: 130 + rows.length * rowHeight })
  const few = `少于${leastCell}`
  const label = (value: number | null) => (value === null ? '' : String(value))
  const bars = (name: string, colour: string, data: { value: number | null; words: string }[]) => ({
    name,
    type: 'bar' as const,
    barWidth: 14,
    itemStyle: { color: colour, borderRadius: 3 },
    data: data.map(({ value, words }) => ({
      value: value ?? 0,
      label: {
        show: true,
        position: 'right' as const,
        formatter: words,
        color: '#333',
        fontFamily: font,
        fontSize: 14,
      },
    })),
  })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: font, fontSize: 15 },
    title: {
      text: title,
      left: 24,
      top: 18,
      textStyle: { fontFamily: font, fontSize: 20, fontWeight: 'bold' },
    },
    legend: { top: 56, left: 24, data: ['总数', '办好'], textStyle: { fontFamily: font, fontSize: 14 } },
    grid: { left: 200, right: 90, top: 90, bottom: 24 },
    xAxis: { type: 'value', splitLine: { lineStyle: { color: '#eee' } }, axisLabel: { show: false } },
    yAxis: {
      type: 'category',
      data: rows.map(({ section, label: name }) => `${section}\n${name}`),
      axisTick: { show: false },
      axisLabel: {
        fontFamily: font,
        fontSize: 14,
        lineHeight: 18,
        color: '#333',
        align: 'left',
        margin: 176,
      },
    },
    series: [
      bars(
        '总数',
        '#2f6fb5',
        rows.map(({ found }) => ({ value: found, words: found === null ? few : label(found) })),
      ),
      bars(
        '办好',
        '#2a9d5c',
        rows.map(({ settled }) => ({ value: settled, words: label(settled) })),
      ),
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return { svg, says: figuresInWords(figures) }
}
