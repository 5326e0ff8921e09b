import type { Design } from '../../src-core/document/design.ts';
import { differenceText } from '../../src-core/document/difference-text.ts';
import { differences } from '../../src-core/document/differences.ts';
import { inSlices } from '../work/sliced.ts';

/** In what a design differs from another, line by line; found between frames. */
export async function differenceLines(before: Design, after: Design): Promise<readonly string[]> {
  return (await inSlices(differences(before, after))).map(differenceText);
}
