import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { useDataFolder, value } from '../support/embedded.ts'

const folder = useDataFolder()

describe('a configured database', () => {
  it('is used as it is and left running', async () => {
    const { url } = inject('cluster')
    const database = await folder.open({ url })
    expect(database).toMatchObject({ url, origin: 'configured' })
    await database.stop()
    expect(await value(url, '1')).toBe(1)
    expect(existsSync(join(folder.path, 'postgres'))).toBe(false)
  })

  const secret = 'gehe1m-密码'
  const wrong = {
    'a closed port': () => `postgres://fengqiao:${encodeURIComponent(secret)}@127.0.0.1:1/fengqiao`,
    'two closed addresses': () => `postgres://fengqiao:${encodeURIComponent(secret)}@localhost:1/fengqiao`,
    'a wrong password': () => {
      const url = new URL(inject('cluster').url)
      url.password = secret
      return url.href
    },
    'no such database': () => `${inject('cluster').url}_none`,
    'a password with a slash': () => `postgres://fengqiao:5432/${secret}@127.0.0.1/fengqiao`,
    'a password with a hash': () => `postgres://fengqiao:#${secret}@127.0.0.1/fengqiao`,
    'another protocol': () => `mysql://fengqiao:${secret}@127.0.0.1/fengqiao`,
  }
  for (const [what, url] of Object.entries(wrong)) {
    it(`with ${what} is refused without showing the password`, async () => {
      const refusal = await folder.open({ url: url() }).catch((error: Error) => error)
      if (!(refusal instanceof Error)) throw new Error('It was accepted')
      const shown = `${refusal.message} ${refusal.stack} ${JSON.stringify(refusal)} ${refusal.cause}`
      expect(refusal.message).toMatch(/^DATABASE_URL/)
      for (const password of [secret, encodeURIComponent(secret), new URL(inject('cluster').url).password]) {
        if (password) expect(shown).not.toContain(password)
      }
    })
  }

  it('that never answers is given up after five seconds', async () => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => mute.once('listening', resolve))
    const address = mute.address()
    const port = typeof address === 'object' ? address?.port : 0
    await expect(
      folder.open({ url: `postgres://fengqiao:${secret}@127.0.0.1:${port}/fengqiao` }),
    ).rejects.toThrow(/no answer from/)
    mute.close()
  })
})
