import { catalogue } from '../../src-core/catalogue.ts';
import type { Level } from '../../src-core/scene/level.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { useDocument } from '../store/document.ts';
import { useNavigation } from '../store/navigation.ts';

/** What the canvas shows now, before it is laid out; null where the item there cannot be expanded. */
export const openLevel = (): Level | null =>
  levelAt(useDocument.getState().analysis, useNavigation.getState().level, catalogue);
