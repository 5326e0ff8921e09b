import { isOwnId } from '../../src-core/document/own-block.ts';
import { closeBlock, openBlock } from './block-trail.ts';
import { useDocument } from './document.ts';
import { around, entryOf, nodeAt } from './drawings.ts';
import { goTo, useNavigation } from './navigation.ts';

/** Shows the inside of an item; of an own block its drawing, to be edited. */
export function goInto(path: string): void {
  const node = nodeAt(useDocument.getState().design, path);
  if (node !== null && isOwnId(node.definition)) openBlock(node.definition);
  else goTo(entryOf(useDocument.getState().design, path));
}

/** Shows the surroundings of the current level with the item just left selected. */
export function leave(): void {
  const { level } = useNavigation.getState();
  if (level === '') return;
  if (level === useDocument.getState().focus?.block) {
    closeBlock();
    return;
  }
  const outside = around(useDocument.getState().design, level);
  goTo(outside.level, [outside.item]);
}
