import { PermanentError } from '../../../matters/errors.ts'
import type { Picture } from '../../../matters/message.ts'
import { renderPng } from '../../picture.ts'
import type { LarkApi } from './api.ts'

/** Keys of what was uploaded for a post, for when it is tried again. */
const mostKept = 100

/**
 * Uploads a picture for a post (`POST /im/v1/images`, at most 10 MB) and resolves with its key; undefined where it cannot
 * be drawn or is not taken: its words then stand in its place, and they hold every figure.
 */
export function createUploads(api: LarkApi, render = renderPng) {
  const keys = new Map<string, string>()
  return async (picture: Picture | undefined, uuid: string): Promise<string | undefined> => {
    if (!picture) return undefined
    const known = keys.get(uuid)
    if (known) return known
    try {
      const key = await upload(api, await render(picture.svg))
      if (keys.size >= mostKept) keys.delete(keys.keys().next().value ?? '')
      keys.set(uuid, key)
      return key
    } catch (error) {
      if (error instanceof PermanentError) return undefined
      throw error
    }
  }
}

async function upload(api: LarkApi, png: Buffer): Promise<string> {
  const form = new FormData()
  form.set('image_type', 'message')
  form.set('image', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'picture.png')
  const { image_key } = await api.call<{ image_key: string }>('POST', '/im/v1/images', { form })
  return image_key
}
