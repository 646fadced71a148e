import { z } from 'zod'

const roleNames = ['sandbox', 'lark', 'wechat', 'worker', 'scheduler', 'web'] as const
export type ProcessRole = (typeof roleNames)[number]

/** Words set apart by commas or spaces. */
const words = z.string().transform((text) => text.split(/[,，\s]+/u).filter(Boolean))

/** Every variable there is, with its meaning. .env.example says the same, and a test compares the two. */
const shape = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'begins with http:// or https://' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres:// or postgresql://')
    .optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(50).default(8),
  DATA_DIR: z.string().min(1).default('./data'),
  FENGQIAO_ROLES: z
    .string()
    .default('sandbox,worker,scheduler,web')
    .transform((text) => text.split(/[,，\s]+/u).filter(Boolean))
    .pipe(z.array(z.enum(roleNames)).min(1)),
  FENGQIAO_SEAL_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'is 64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  // The name must say that it is a bot (rule N-5).
  BOT_NAME: z
    .string()
    .regex(/机器人/u, 'has to contain 机器人: a bot never poses as a person')
    .default('安和平安小助手(机器人)'),
  OPERATOR_NAME: z.string().min(2).default('临湖派出所(演示)'),
  OPERATOR_CONTACT: z.string().min(2).default('警务室 0532-0000 0000(演示)'),
  OPERATOR_DUTY_PHONE: z.string().min(2).default('0532-0000 0110(演示)'),
  // The SDK's long connection starts with no other form, and says so in its own log only.
  LARK_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-f]{16}$/i, 'is cli_ and 16 hexadecimal digits')
    .optional(),
  LARK_APP_SECRET: z.string().min(1).optional(),
  LARK_RECEIVE: z.enum(['socket', 'webhook', 'both']).default('socket'),
  LARK_ENCRYPT_KEY: z.string().min(1).optional(),
  LARK_VERIFICATION_TOKEN: z.string().min(1).optional(),
  LARK_DOMAIN: z
    .url({ protocol: /^https?$/, error: 'begins with https://' })
    .refine(isClosed, 'is plain http to another network')
    .default('https://open.feishu.cn'),
  LARK_CALENDAR: z.enum(['off', 'on']).default('off'),
  LLM_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'begins with http:// or https://' })
    .refine(isClosed, 'is plain http to another network: masked or not, words of residents need https')
    .optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_DAILY_TOKENS: z.coerce.number().int().min(1).max(1e9).default(1_000_000),
  // Below the lease on a refinement (bot/refinements.ts).
  LLM_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(8_000),
  LLM_YUAN_PER_MILLION_IN: z.coerce.number().min(0).default(0),
  LLM_YUAN_PER_MILLION_OUT: z.coerce.number().min(0).default(0),
  WECHAT_PUPPET: z.string().min(1).default('wechaty-puppet-wechat4u'),
  WECHAT_PUPPET_TOKEN: words.optional(),
  WECHAT_PUPPET_ENDPOINT: words.optional(),
  // Each is a folder and a label.
  WECHAT_ACCOUNTS: words.default(['main']).pipe(
    z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'names are small letters, digits and hyphens'))
      .min(1)
      .refine((names) => new Set(names).size === names.length, 'names an account twice'),
  ),
  WECHAT_STABLE_IDS: z.enum(['yes', 'no']).default('no'),
  WECHAT_DAILY_CAP: z.coerce.number().int().min(1).max(2_000).default(200),
  WECHAT_FRIEND_CODE: z
    .string()
    .regex(/^[\p{L}\p{N}]{2,32}$/u, 'is 2 to 32 letters or digits, without spaces')
    .optional(),
  WECHAT_ACCEPT_ACCOUNT_RISK: z.enum(['yes', 'no']).default('no'),
})

export type Config = z.infer<typeof shape>
export const configKeys = Object.keys(shape.shape)

/** Reads the configuration once. Throws one error that names every wrong variable, and the remedy. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty line in .env means "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(set)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(
      `The configuration is wrong:\n${wrong.join('\n')}\nSet it in .env or the environment; .env.example explains each variable.`,
    )
  }
  const config = parsed.data
  checkModel(config)
  checkLark(config)
  checkWechat(config)
  checkPlatforms(config)
  if (
    config.NODE_ENV === 'production' &&
    config.FENGQIAO_ROLES.includes('sandbox') &&
    env.FENGQIAO_ROLES === undefined
  ) {
    return { ...config, FENGQIAO_ROLES: config.FENGQIAO_ROLES.filter((role) => role !== 'sandbox') }
  }
  if (config.FENGQIAO_ROLES.includes('sandbox') && !['127.0.0.1', 'localhost', '::1'].includes(config.HOST)) {
    throw new Error(
      `HOST is ${config.HOST}, and the sandbox lets whoever opens it play everybody. Set HOST=127.0.0.1, or take sandbox out of FENGQIAO_ROLES.`,
    )
  }
  return config
}

/** What hears also has to answer: posts go out through a worker beside the platform, and without its notice a group stays deaf. */
function checkPlatforms({ FENGQIAO_ROLES: roles }: Config): void {
  const mute = (['lark', 'wechat'] as const).filter(
    (role) => roles.includes(role) && !roles.includes('worker'),
  )
  if (mute.length > 0) {
    throw new Error(
      `FENGQIAO_ROLES names ${mute.join(' and ')} without worker: this process would hear and never answer. Add worker.`,
    )
  }
}

/** A model is configured as a whole or not at all, and in production not in another country (rules B-1, G-2). */
function checkModel(config: Config): void {
  if (!config.LLM_BASE_URL) return
  const missing = (['LLM_API_KEY', 'LLM_MODEL'] as const).filter((key) => !config[key])
  if (missing.length > 0) {
    throw new Error(
      `LLM_BASE_URL is set, but ${missing.join(' and ')} not. Set all three (any word as the key where the server wants none), or empty LLM_BASE_URL to run without a language model.`,
    )
  }
  const { hostname } = new URL(config.LLM_BASE_URL)
  if (config.NODE_ENV === 'production' && abroad.test(hostname)) {
    throw new Error(
      `LLM_BASE_URL leads to ${hostname}, outside mainland China. Use a server of your own or a filed domestic one.`,
    )
  }
}

/** Whatever the chosen way of receiving needs; and real data stay in the country (rule B-1). */
function checkLark(config: Config): void {
  if (!config.FENGQIAO_ROLES.includes('lark')) return
  const webhook = config.LARK_RECEIVE !== 'socket'
  const needed = [
    ...(['LARK_APP_ID', 'LARK_APP_SECRET'] as const),
    ...(webhook ? (['LARK_ENCRYPT_KEY', 'LARK_VERIFICATION_TOKEN'] as const) : []),
  ]
  const missing = needed.filter((key) => !config[key])
  if (missing.length > 0) {
    throw new Error(
      `FENGQIAO_ROLES names lark, but ${missing.join(', ')} not set. They stand in the app's console (docs/operate-lark.md); set them, or take lark out of FENGQIAO_ROLES.`,
    )
  }
  if (webhook && !config.FENGQIAO_ROLES.includes('web')) {
    throw new Error(
      `LARK_RECEIVE is ${config.LARK_RECEIVE}, but this process serves no web. Add web to FENGQIAO_ROLES, or set LARK_RECEIVE=socket.`,
    )
  }
  const { hostname } = new URL(config.LARK_DOMAIN)
  if (config.NODE_ENV === 'production' && /larksuite/i.test(hostname)) {
    throw new Error(
      `LARK_DOMAIN leads to ${hostname}, outside mainland China. Residents' data may go to a Feishu tenant only: set LARK_DOMAIN=https://open.feishu.cn.`,
    )
  }
}

/** A personal account is at its owner's risk, and in production somebody has to have said so (rule B-2). */
function checkWechat(config: Config): void {
  if (!config.FENGQIAO_ROLES.includes('wechat')) return
  if (config.WECHAT_STABLE_IDS === 'yes' && /wechat4u|wechaty-puppet-wechat$/.test(config.WECHAT_PUPPET)) {
    throw new Error(
      `WECHAT_STABLE_IDS is yes, but the ids of ${config.WECHAT_PUPPET} are others after every login: people would be taken for somebody else. Empty it.`,
    )
  }
  const accounts = config.WECHAT_ACCOUNTS.length
  for (const key of ['WECHAT_PUPPET_TOKEN', 'WECHAT_PUPPET_ENDPOINT'] as const) {
    const count = config[key]?.length ?? 1
    if (count !== 1 && count !== accounts)
      throw new Error(
        `${key} holds ${count} values for ${accounts} accounts of WECHAT_ACCOUNTS. Give one for all, or one for each in their order.`,
      )
  }
  if (config.NODE_ENV === 'production' && config.WECHAT_ACCEPT_ACCOUNT_RISK !== 'yes') {
    throw new Error(
      'FENGQIAO_ROLES names wechat, which runs a personal WeChat account by other than official means: WeChat may limit or ban it. Use Lark (lark) instead, or set WECHAT_ACCEPT_ACCOUNT_RISK=yes in .env after reading docs/operate-wechat.md.',
    )
  }
}

/** Not a list of all, only of those one might take by habit. */
const abroad =
  /(?:^|\.)(?:openai\.com|openai\.azure\.com|anthropic\.com|googleapis\.com|openrouter\.ai|groq\.com|mistral\.ai|together\.(?:ai|xyz)|x\.ai)$/i

/** Encrypted, or within the machine or its own network. */
function isClosed(url: string): boolean {
  if (!URL.canParse(url)) return true
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || near.test(hostname)
}

/** Loopback, private addresses (RFC 1918, 4193), names without a dot as a container network gives them. */
const near =
  /^(?:[\w-]+|.+\.(?:local|internal|lan)|(?:127|10)(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[(?:::1|f[cd].*)\])$/i
