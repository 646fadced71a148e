import type { Group } from '../db/registry.ts'
import { type Post, priorities } from '../matters/message.ts'
import type { Desk } from './desk.ts'
import { noticeCard } from './replies/notice.ts'

/** The notice of a group's present mode. The group is announced only when the platform has accepted exactly this. */
export function postNotice(group: Group, desk: Desk, occasion: string): Post {
  return {
    platform: group.platform as Post['platform'],
    chat: { id: group.externalId, kind: 'group' },
    card: noticeCard(group, desk.operator),
    about: 'notice',
    priority: priorities.answer,
    key: `notice:${group.id}:${occasion}`,
    groupId: group.id,
    noticeVersion: group.noticeVersion,
  }
}
