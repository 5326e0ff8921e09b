import type { Design } from '../../src-core/document/design.ts';
import type { SayDifference } from '../../src-core/document/difference-text.ts';
import { differenceText } from '../../src-core/document/difference-text.ts';
import { differences } from '../../src-core/document/differences.ts';
import { filled } from '../locale/translate.ts';
import { inSlices } from '../work/sliced.ts';

const inWindow: SayDifference = (phrase, parts = {}) => filled(phrase, parts);

/** In what a design differs from another, line by line, in the window's language; found between frames. */
export async function differenceLines(before: Design, after: Design): Promise<readonly string[]> {
  const found = await inSlices(differences(before, after));
  return found.map((difference) => differenceText(difference, inWindow));
}
