import type { TestProject } from 'vitest/node'
import { type Cluster, openCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

/** One PostgreSQL for the whole run; tests copy its migrated template (see database.ts). */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, close } = await openCluster()
  project.provide('cluster', cluster)
  return close
}
