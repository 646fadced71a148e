import type { IncomingMessage } from 'node:http'
import { objectOf, parsed } from './json.ts'
import type { Json } from './types.ts'

/** The body of a request: JSON, or the parts of a form. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ body: Json; parts: Map<string, Buffer> }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(
    request.headers['content-type'] ?? '',
  )?.[1]
  if (boundary !== undefined) return { body: {}, parts: partsOf(raw, boundary) }
  return { body: objectOf(parsed(raw.toString('utf8'))), parts: new Map() }
}

function partsOf(raw: Buffer, boundary: string): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const line = Buffer.from(`--${boundary}`)
  for (let start = raw.indexOf(line); start >= 0; ) {
    const end = raw.indexOf(line, start + line.length)
    if (end < 0) break
    // Between the blank line after the part's headers and the line break before the next boundary.
    const part = raw.subarray(start + line.length + 2, end - 2)
    const split = part.indexOf('\r\n\r\n')
    const name = /name="([^"]+)"/.exec(part.subarray(0, split).toString('utf8'))?.[1]
    if (name !== undefined) parts.set(name, part.subarray(split + 4))
    start = end
  }
  return parts
}
