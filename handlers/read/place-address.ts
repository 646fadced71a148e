import { halfWidth } from './number.ts'
import { addressFeatures, addressWidth } from './place-address-features.ts'
import { bestLabels, loadTagger, scores } from './tagger.ts'

/** What a part of an address is; `redundant` is what only stands between, `assist` where about it is (对面, 附近). */
export type AddressLabel =
  | 'assist'
  | 'cellno'
  | 'city'
  | 'community'
  | 'country'
  | 'devzone'
  | 'district'
  | 'floorno'
  | 'houseno'
  | 'person'
  | 'poi'
  | 'prov'
  | 'redundant'
  | 'road'
  | 'roadno'
  | 'roomno'
  | 'subpoi'
  | 'subroad'
  | 'subroadno'
  | 'town'

export interface AddressPart {
  label: AddressLabel
  text: string
  start: number
  end: number
}

const tagger = loadTagger(new URL('../../prompts/weights/address.bin', import.meta.url))
/** No address is longer; the rest of a longer text is not read. */
const longest = 200

/** The parts of an address, in its order and without gaps. What is no address comes back as parts all the same. */
export function parseAddress(address: string): AddressPart[] {
  const text = halfWidth(address.slice(0, longest))
  if (text.length === 0) return []
  const row = bestLabels(tagger, scores(tagger, addressFeatures(text), addressWidth))
  const parts: AddressPart[] = []
  for (let i = 0; i < text.length; i++) {
    const name = tagger.labels[row[i] as number] ?? ''
    const last = parts.at(-1)
    if (last && name.startsWith('I')) last.end = i + 1
    else parts.push({ label: name.slice(2) as AddressLabel, text: '', start: i, end: i + 1 })
  }
  return parts.map((part) => ({ ...part, text: address.slice(part.start, part.end) }))
}
