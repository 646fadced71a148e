export * from './community.ts'
export * from './matters.ts'
export * from './queue.ts'
