/** Stands in a card whose words went ahead as texts, because they are more than one card holds. */
export const wordsAbove = '内容较长,全文见上面的文字消息。'

/** Ends a card that was changed in place and holds only the beginning. */
export const onlyTheBeginning = '内容较长,这里没有显示完。私聊我发「/查看 编号」看全文。'

/** A card with more buttons than fit; each stands for a command that can be typed. */
export const moreCommands = '还有一些操作没有显示,可直接发命令,发「/帮助」看有哪些。'
