import type { CategoryId } from '../../matters/taxonomy.ts'

/** What those who deal with a new matter of that category have to see to besides. */
export function adviceOn(category: CategoryId): string[] {
  const line = lines[category]
  return line ? [line] : []
}

const lines: Record<CategoryId, string> = {
  'feedback.surveillance_request':
    '待办:装摄像头要为公共安全所需,装好要有显著提示标识(个人信息保护法第26条)。',
}
