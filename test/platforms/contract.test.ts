import { larkStands } from '../support/stands/lark.ts'
import { sandboxStand } from '../support/stands/sandbox.ts'
import { wechatStand } from '../support/stands/wechat.ts'
import { keepsTheContract } from './contract.ts'

for (const stand of [sandboxStand, ...larkStands, wechatStand]) keepsTheContract(stand)
