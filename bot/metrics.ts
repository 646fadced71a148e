import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Counts and spans. Labels are kinds from our own tables; a label is never taken from a message. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    received: new Counter({
      name: 'fengqiao_received_total',
      help: 'Messages a platform delivered',
      labelNames: ['platform'],
      registers,
    }),
    kept: new Counter({
      name: 'fengqiao_kept_total',
      help: 'Messages kept, by why they were heard',
      labelNames: ['platform', 'heard'],
      registers,
    }),
    forgotten: new Counter({
      name: 'fengqiao_forgotten_total',
      help: 'Messages forgotten unread or as no report',
      labelNames: ['platform'],
      registers,
    }),
    doubled: new Counter({
      name: 'fengqiao_doubled_total',
      help: 'Messages delivered again',
      labelNames: ['platform'],
      registers,
    }),
    handled: new Histogram({
      name: 'fengqiao_handle_seconds',
      help: 'From lease to commit of one message',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    failed: new Counter({
      name: 'fengqiao_failed_total',
      help: 'Tries that failed, by loop',
      labelNames: ['loop'],
      registers,
    }),
    buried: new Counter({
      name: 'fengqiao_buried_total',
      help: 'Rows given up, by queue',
      labelNames: ['queue'],
      registers,
    }),
    sent: new Counter({
      name: 'fengqiao_sent_total',
      help: 'Posts accepted by a platform',
      labelNames: ['platform', 'about'],
      registers,
    }),
    held: new Counter({
      name: 'fengqiao_held_total',
      help: 'Posts held by our own limits',
      labelNames: ['platform'],
      registers,
    }),
    raised: new Counter({
      name: 'fengqiao_duties_total',
      help: 'Due rows raised, by duty',
      labelNames: ['duty'],
      registers,
    }),
    queued: new Gauge({ name: 'fengqiao_queue_open', help: 'Open rows', labelNames: ['queue'], registers }),
  }
}
