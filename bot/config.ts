import { z } from 'zod'

const roleNames = ['sandbox', 'worker', 'scheduler', 'web'] as const
export type ProcessRole = (typeof roleNames)[number]

/** Every variable there is, with its meaning. .env.example says the same, and a test compares the two. */
const shape = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres:// or postgresql://')
    .optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(50).default(8),
  DATA_DIR: z.string().min(1).default('./data'),
  FENGQIAO_ROLES: z
    .string()
    .default(roleNames.join(','))
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
