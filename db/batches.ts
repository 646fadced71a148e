import postgres from 'postgres'

/**
 * A function for one, made of a function for many: what is asked for while one round trip is under way shares the
 * next, in the order it was asked. `load` answers in the order of its keys.
 */
export function inBatches<Key, Value>(
  load: (keys: Key[]) => Promise<Value[]>,
  most = 100,
): (key: Key) => Promise<Value> {
  let waiting: Asked<Key, Value>[] = []
  let busy = false
  async function answerWaiting(): Promise<void> {
    busy = true
    // Whoever asks in this same breath comes along.
    await null
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await answer(batch, load)
    }
    busy = false
  }
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!busy) void answerWaiting()
    })
}

interface Asked<Key, Value> {
  key: Key
  resolve(value: Value): void
  reject(error: unknown): void
}

async function answer<Key, Value>(
  batch: Asked<Key, Value>[],
  load: (keys: Key[]) => Promise<Value[]>,
): Promise<void> {
  try {
    const values = await load(batch.map(({ key }) => key))
    batch.forEach(({ resolve }, index) => {
      resolve(values[index] as Value)
    })
  } catch (error) {
    // One that PostgreSQL cannot take (class 22: data) must not take its neighbours with it.
    const ofData = error instanceof postgres.PostgresError && error.code.startsWith('22')
    if (ofData && batch.length > 1) for (const one of batch) await answer([one], load)
    else for (const one of batch) one.reject(error)
  }
}

/** One batching function for each database that is open, made when first asked for. */
export function perDatabase<Handle extends object, Ask>(
  make: (handle: Handle) => Ask,
): (handle: Handle) => Ask {
  const made = new WeakMap<Handle, Ask>()
  return (handle) => {
    const ask = made.get(handle) ?? make(handle)
    made.set(handle, ask)
    return ask
  }
}
