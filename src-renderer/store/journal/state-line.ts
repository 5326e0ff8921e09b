import { writeLine } from '../../../src-core/journal/line.ts';
import type { Work } from '../../../src-core/journal/work.ts';
import { stateOf, statingOf } from '../../../src-core/journal/work.ts';
import { isLongDesign } from '../../work/design-text.ts';
import { inSlices } from '../../work/sliced.ts';
import { lineOf } from '../../work/text-thread.ts';

async function longLine(number: number, work: Work): Promise<string> {
  return lineOf({ number, record: await inSlices(statingOf(work)) });
}

/** The line of a journal that holds all of the work as it is now; a large design is written down between frames. */
export const stateLine = (number: number, work: Work): string | Promise<string> =>
  isLongDesign(work.open.design) ? longLine(number, work) : writeLine({ number, record: stateOf(work) });
