import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSeal, sameIdentity } from '../../db/seal.ts'

const seal = createSeal(Buffer.alloc(32, 1))
const stranger = createSeal(Buffer.alloc(32, 2))
const zhang = { platform: 'sandbox', externalId: 'zhang' }

const identities = fc.record({ platform: fc.string(), externalId: fc.string({ unit: 'binary' }) })

describe('a sealed identity', () => {
  test('is read again by whoever holds the key', () => {
    expect(seal.open(seal.close(zhang))).toEqual(zhang)
    fc.assert(
      fc.property(identities, (one) => {
        expect(seal.open(seal.close(one))).toEqual(one)
      }),
    )
  })

  test('is read after a restart, by a seal made anew of the same key', () => {
    expect(createSeal(Buffer.alloc(32, 1)).open(seal.close(zhang))).toEqual(zhang)
  })

  test('looks different each time it is sealed, so that equal people cannot be told', () => {
    const looks = new Set(Array.from({ length: 50 }, () => seal.close(zhang).toString('hex')))
    expect(looks.size).toBe(50)
  })

  test('holds no word of whom it seals', () => {
    const sealed = seal.close({ platform: 'wechat', externalId: 'wxid_zhangdama' })
    for (const word of ['wxid', 'zhang', 'wechat']) expect(sealed.includes(word)).toBe(false)
  })

  test('is not read with another key', () => {
    expect(() => stranger.open(seal.close(zhang))).toThrow()
  })

  test('is not read when a single bit of it was changed, wherever', () => {
    const sealed = seal.close(zhang)
    for (let at = 0; at < sealed.length * 8; at++) {
      const touched = Buffer.from(sealed)
      touched[at >> 3] = (touched[at >> 3] ?? 0) ^ (1 << (at & 7))
      expect(() => seal.open(touched)).toThrow()
    }
  })

  test('is not read when it was cut short, lengthened or emptied', () => {
    const sealed = seal.close(zhang)
    for (let length = 0; length < sealed.length; length++)
      expect(() => seal.open(sealed.subarray(0, length))).toThrow()
    expect(() => seal.open(Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow()
  })

  test('does not run its two parts together', () => {
    const apart = [
      { platform: 'a', externalId: 'bc' },
      { platform: 'ab', externalId: 'c' },
    ]
    expect(apart.map((one) => seal.open(seal.close(one)))).toEqual(apart)
  })
})

describe('a hint', () => {
  test('is one of 4096, the same each time and after a restart', () => {
    fc.assert(
      fc.property(identities, (one) => {
        const hint = seal.hint(one)
        expect(Number.isInteger(hint)).toBe(true)
        expect(hint).toBeGreaterThanOrEqual(0)
        expect(hint).toBeLessThanOrEqual(4095)
        expect(createSeal(Buffer.alloc(32, 1)).hint(one)).toBe(hint)
      }),
    )
  })

  test('is shared by many people and spread over all values: it singles out nobody', () => {
    const seen = new Map<number, number>()
    for (let n = 0; n < 40_000; n++) {
      const hint = seal.hint({ platform: 'wechat', externalId: `wxid_${n}` })
      seen.set(hint, (seen.get(hint) ?? 0) + 1)
    }
    expect(seen.size).toBeGreaterThan(4000)
    expect(Math.max(...seen.values())).toBeLessThan(40)
  })

  test('says nothing without the key: another gives other hints', () => {
    const people = Array.from({ length: 50 }, (_, n) => ({ platform: 'wechat', externalId: `wxid_${n}` }))
    expect(people.map((one) => stranger.hint(one))).not.toEqual(people.map((one) => seal.hint(one)))
  })

  test('tells platforms apart', () => {
    const ids = Array.from({ length: 50 }, (_, n) => `u${n}`)
    const on = (platform: string) => ids.map((externalId) => seal.hint({ platform, externalId }))
    expect(on('lark')).not.toEqual(on('wechat'))
  })
})

describe('a hash', () => {
  test('is stable and of 256 bits', () => {
    expect(seal.hash('opt-out', 'sandbox:zhang')).toMatch(/^[0-9a-f]{64}$/)
    expect(createSeal(Buffer.alloc(32, 1)).hash('opt-out', 'sandbox:zhang')).toBe(
      seal.hash('opt-out', 'sandbox:zhang'),
    )
  })

  test('of one purpose is never that of another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(seal.hash('opt-out', text)).not.toBe(seal.hash('code', text))
      }),
    )
  })

  test('differs between texts and between keys', () => {
    expect(seal.hash('code', 'AAAA2222')).not.toBe(seal.hash('code', 'AAAA2223'))
    expect(seal.hash('code', 'AAAA2222')).not.toBe(stranger.hash('code', 'AAAA2222'))
  })
})

describe('the key', () => {
  test.each([0, 16, 31, 33, 64])('of %d bytes is refused, and the message does not tell it', (bytes) => {
    const key = Buffer.alloc(bytes, 0xab)
    expect(() => createSeal(key)).toThrow(`the sealing key has ${bytes} bytes, 32 are needed`)
  })

  test('is not used twice for one thing: cipher, hint and hash have keys of their own', () => {
    const hint = seal.hash('code', `${zhang.platform}\n${zhang.externalId}`)
    expect(Number.parseInt(hint.slice(0, 3), 16)).not.toBe(seal.hint(zhang))
  })
})

describe('two identities are the same', () => {
  test('when platform and id are', () => {
    expect(sameIdentity(zhang, { ...zhang })).toBe(true)
    expect(sameIdentity(zhang, { ...zhang, platform: 'lark' })).toBe(false)
    expect(sameIdentity(zhang, { ...zhang, externalId: 'zhang2' })).toBe(false)
  })
})
