import { useDocument } from './document.ts';
import { around, entryOf } from './drawings.ts';
import { goTo, useNavigation } from './navigation.ts';

/** Shows the inside of an item. */
export function goInto(path: string): void {
  goTo(entryOf(useDocument.getState().design, path));
}

/** Shows the surroundings of the current level with the item just left selected. */
export function leave(): void {
  const { level } = useNavigation.getState();
  if (level === '') return;
  const outside = around(useDocument.getState().design, level);
  goTo(outside.level, [outside.item]);
}
