import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  ...['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--no-first-run', '--font-render-hinting=none'],
]
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const remedy = 'apt-get install -y chromium'

/** A headless browser for tests, or the reason why there is none. The reason is printed: nothing is skipped silently. */
export async function openBrowser(): Promise<{ browser: Browser } | { skipped: string }> {
  const reasons: string[] = []
  for (const find of [unpackedBrowser, ...installed.map((path) => () => systemBrowser(path))]) {
    try {
      const { executablePath, env } = await find()
      return { browser: await chromium.launch({ executablePath, env, args: flags, timeout: 30_000 }) }
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
  }
  const skipped = `no browser could be started (${reasons.join('; ')}). To install one: ${remedy}`
  console.warn(`SKIPPED: ${skipped}`)
  return { skipped }
}

interface Found {
  executablePath: string
  env: Record<string, string>
}

async function systemBrowser(executablePath: string): Promise<Found> {
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is not there`)
  return { executablePath, env: environment() }
}

/**
 * The Chromium of npm `@sparticuz/chromium`. Its package unpacks the libraries it needs (NSS, expat) only where it
 * believes to be on AWS Lambda, so everything is unpacked here, once a machine, and found through LD_LIBRARY_PATH.
 */
async function unpackedBrowser(): Promise<Found> {
  const home = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  const place = join(tmpdir(), `fengqiao-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  if (!existsSync(place)) await unpack(join(home, 'bin'), place)
  const env = environment()
  env.LD_LIBRARY_PATH = [join(place, 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  // Without any font configuration Chromium ends at its first text. Where the machine has one, its fonts are better.
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(place, 'fonts.conf')
  return { executablePath: join(place, 'chromium'), env }
}

/** Unpacks beside and renames: test files run at the same time, and the first to be ready wins. */
async function unpack(packed: string, place: string): Promise<void> {
  const beside = await mkdtemp(`${place}-`)
  const binary = createWriteStream(join(beside, 'chromium'), { mode: 0o755 })
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), binary)
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = join(beside, `${name}.tar`)
    const source = createReadStream(join(packed, `${name}.tar.br`))
    await pipeline(source, createBrotliDecompress(), createWriteStream(tar))
    await promisify(execFile)('tar', ['-xf', tar, '-C', beside])
    await rm(tar)
  }
  await mkdir(join(beside, 'font-cache'))
  await writeFile(join(beside, 'fonts.conf'), fontsConf(place))
  await rename(beside, place).catch(() => rm(beside, { recursive: true }))
}

function fontsConf(place: string): string {
  const dirs = [join(place, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  const lines = [
    ...dirs.map((dir) => `<dir>${dir}</dir>`),
    `<cachedir>${join(place, 'font-cache')}</cachedir>`,
  ]
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${lines.join('')}</fontconfig>\n`
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
