import { linksOf, mergedInto, undoMerged } from '../../db/links.ts'
import { copyReporters } from '../../db/reporters.ts'
import type { Write } from '../../db/write.ts'
import { stateName } from '../../matters/moves.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { isAboutPolice, mayDo } from '../../matters/view.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { openBeside } from '../open-beside.ts'
import { mergeTexts, splitTexts } from '../replies/merge.ts'
import { plain } from '../replies/refusals.ts'
import { text } from './argument-kinds.ts'
import { type Argument, optional } from './arguments.ts'
import { category } from './category-meant.ts'
import { type Given, matterVerb } from './matter-verb.ts'

type Arguments = { category: Argument<string | undefined>; what: Argument<string | undefined> }

export const split = matterVerb<Arguments>({
  name: '拆分',
  aliases: ['split'],
  help: '并错的还原;一件里有两件事的,另立一件',
  where: 'direct',
  rights: ['merge'],
  states: ['new', 'studied', 'assigned', 'handling', 'merged'],
  arguments: { category: optional(category), what: optional(text('摘要', '水漏到楼下')) },
  run: (given) => (given.matter.state === 'merged' ? restore(given) : openSecond(given)),
})

/** Undoes a merge: the matter stands as it stood, with those who told it. */
async function restore({ desk, now, matter, staff, reply, refuse }: Given<Arguments>): Promise<Write> {
  const survivor = (await linksOf(desk.db, matter.id)).find(({ how }) => how === 'into')?.matter
  const before = matter.stateBefore
  if (!survivor || !before || !mayDo(staff, 'merge', survivor, desk.registry.areas))
    return refuse(splitTexts.notYours(matter.number))
  if (matter.summary === '') return refuse(splitTexts.forgotten(matter.number))
  const own = moved(desk, matter, staff, {
    steps: [{ to: before, kind: 'unmerged', values: { with: survivor.id } }],
    set: { stateBefore: null },
  })
  const other = moved(desk, survivor, staff, { notes: [{ kind: 'parted', values: { with: matter.id } }] })
  const inOrder = matter.id < survivor.id ? [own, other] : [other, own]
  return {
    changes: [...inOrder.flatMap(({ changes }) => changes), undoMerged(matter.id, now)],
    posts: [
      reply(plain(splitTexts.restored(matter.number, stateName(before)))),
      // Who was told of the merge is told of this; of what is confidential nobody was.
      ...(matter.privacy === 'confidential' || survivor.privacy === 'confidential'
        ? []
        : await newsToReporters(desk, own.fresh, splitTexts.apart, `unmerged:${matter.version}`)),
    ],
  }
}

/** One matter that holds two: the second is opened beside it, for the same reporters. */
async function openSecond({ desk, matter, staff, values, reply, refuse }: Given<Arguments>): Promise<Write> {
  if (!values.category) return refuse(splitTexts.whichCategory(matter.number))
  const chosen = categoryOf(values.category)
  if (isAboutPolice(matter) || isAboutPolice({ category: chosen.id }))
    return refuse(mergeTexts.apart(matter.number))
  if (chosen.id === matter.category) return refuse(splitTexts.sameCategory(chosen.zh))
  if (chosen.urgency === 'emergency') return refuse(splitTexts.emergency)
  const note = values.what ?? ''
  const second = await openBeside(desk, matter, { category: chosen.id, staff, note })
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'split', values: { with: second.matter.id, ...(note && { note }) } }],
  })
  const behind = [matter, ...(await mergedInto(desk.db, matter.id))].map(({ id }) => id)
  const news = splitTexts.toReporters(second.matter.number)
  return {
    changes: [...changes, ...second.changes, copyReporters(behind, second.matter.id)],
    posts: [
      reply(plain(splitTexts.opened(matter.number, second.matter.number, chosen.zh))),
      ...second.posts,
      ...(await newsToReporters(desk, fresh, news, `split:${matter.version}`)),
    ],
  }
}
