import { boundaryOf } from '../language/roles.ts';
import type { Analysis } from './analyzer.ts';
import type { ItemAnalysis } from './item-analysis.ts';

type Ordered = Pick<Analysis, 'items' | 'order'>;

type Ends = Readonly<Record<'input' | 'output', readonly ItemAnalysis[]>>;

const known = new WeakMap<Ordered, Ends>();

/** The items at both ends of a design; looked for once in an analysis. */
function endsOf(analysis: Ordered): Ends {
  let ends = known.get(analysis);
  if (ends === undefined) {
    const { items, order } = analysis;
    const found = { input: [] as ItemAnalysis[], output: [] as ItemAnalysis[] };
    for (const id of order) {
      const item = items.get(id)!;
      const side = boundaryOf(item.definition);
      if (side !== undefined) found[side].push(item);
    }
    ends = found;
    known.set(analysis, ends);
  }
  return ends;
}

/** The items through which tensors come into a design, in the order of export. */
export const inputsOf = (analysis: Ordered): readonly ItemAnalysis[] => endsOf(analysis).input;

/** The items through which tensors leave a design, in the order of export. */
export const outputsOf = (analysis: Ordered): readonly ItemAnalysis[] => endsOf(analysis).output;

/** The inputs of a design that bring in maps: batch, channels, rows and columns. */
export const imagesOf = (analysis: Ordered): readonly ItemAnalysis[] =>
  inputsOf(analysis).filter(({ outputs }) => outputs[0]?.length === 4);
