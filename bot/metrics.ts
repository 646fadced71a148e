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
    connection: new Gauge({
      name: 'fengqiao_connection',
      help: '1 while a platform is connected, 0.5 while that is in doubt, 0 while it is not',
      labelNames: ['platform'],
      registers,
    }),
    raised: new Counter({
      name: 'fengqiao_duties_total',
      help: 'Due rows raised, by duty',
      labelNames: ['duty'],
      registers,
    }),
    modelAsked: new Counter({
      name: 'fengqiao_model_questions_total',
      help: 'Questions to the language model, by how they ended',
      labelNames: ['outcome'],
      registers,
    }),
    modelSeconds: new Histogram({
      name: 'fengqiao_model_seconds',
      help: 'From question to answer or nothing, retries and repair included',
      buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16],
      registers,
    }),
    modelTokens: new Counter({
      name: 'fengqiao_model_tokens_total',
      help: 'Tokens of answered requests, as the server counts them, else estimated',
      labelNames: ['direction'],
      registers,
    }),
    modelYuan: new Counter({
      name: 'fengqiao_model_yuan_total',
      help: 'What these tokens cost at the configured prices',
      registers,
    }),
    modelResting: new Gauge({
      name: 'fengqiao_model_resting',
      help: '1 while a model that does not answer is left alone',
      registers,
    }),
    refined: new Counter({
      name: 'fengqiao_refined_total',
      help: 'Drafts looked at again with the model, by whether anything changed',
      labelNames: ['result'],
      registers,
    }),
    wechatHealth: new Gauge({
      name: 'fengqiao_wechat_account_health',
      help: '1 up, 0.5 doubtful, 0 down',
      labelNames: ['account'],
      registers,
    }),
    wechatGaps: new Counter({
      name: 'fengqiao_wechat_gaps_total',
      help: 'Times in which an account heard nothing, by reason',
      labelNames: ['account', 'reason'],
      registers,
    }),
    wechatGapSeconds: new Counter({
      name: 'fengqiao_wechat_gap_seconds_total',
      help: 'Seconds in which an account heard nothing, by reason',
      labelNames: ['account', 'reason'],
      registers,
    }),
    queued: new Gauge({ name: 'fengqiao_queue_open', help: 'Open rows', labelNames: ['queue'], registers }),
  }
}
