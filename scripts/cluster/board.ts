import { rowsOf } from '../train/corpora.ts'

/** A message of the provincial board; `cluster` is 0 where it is in none. */
export interface Post {
  id: number
  title: string
  body: string
  at: number
  cluster: number
}

export interface Board {
  /** In the order of time. */
  posts: Post[]
  /** What each cluster is called: its place, then its matter. */
  names: Map<number, string>
}

/** Annex 3 with the clusters of the same incident that `folder` holds. */
export function boardOf(folder: string): Board {
  const clusters = new Map<number, number>()
  const names = new Map<number, string>()
  for (const row of rowsOf(folder, 'taidi2020_c/same_incident_clusters.jsonl')) {
    names.set(Number(row.cluster), String(row.name))
    for (const id of row.留言编号 as number[]) clusters.set(id, Number(row.cluster))
  }
  const posts = rowsOf(folder, 'taidi2020_c/annex3_messages.jsonl').map((row) => ({
    id: Number(row.留言编号),
    title: String(row.留言主题),
    body: String(row.留言详情),
    at: instantOf(String(row.留言时间)),
    cluster: clusters.get(Number(row.留言编号)) ?? 0,
  }))
  return { posts: posts.sort((a, b) => a.at - b.at || a.id - b.id), names }
}

/** Both 2019/2/28 9:25:05 and 2019-08-01 00:00:00 occur. */
function instantOf(written: string): number {
  const [year, month, day, hour, minute, second] = written.split(/[^\d]+/).map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, (hour ?? 0) - 8, minute, second)
}

/** As a caller would hand it over. */
export function wordsOf(post: Pick<Post, 'title' | 'body'>): string {
  return `${post.title}\n${post.body}`
}
