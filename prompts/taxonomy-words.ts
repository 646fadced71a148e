import { z } from 'zod'
import { categories, departmentNames, kindNames, kinds } from '../matters/taxonomy.ts'

/** The id of a category of matters/taxonomy.json and nothing else. */
export const categoryId = z.enum([...categories.keys()] as [string, ...string[]])
export const departmentId = z.enum(Object.keys(departmentNames) as [string, ...string[]])

/** All categories, kind by kind: id and Chinese name. */
export function categoryTable(): string {
  const all = [...categories.values()]
  return kinds
    .map((kind) => {
      const rows = all.filter((one) => one.kind === kind).map(({ id, zh }) => `${id} ${zh}`)
      return [`【${kindNames[kind]}】`, ...rows].join('\n')
    })
    .join('\n')
}

export function departmentTable(): string {
  return Object.entries(departmentNames)
    .map(([id, zh]) => `${id} ${zh}`)
    .join('\n')
}
