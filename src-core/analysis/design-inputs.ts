import { boundaryOf } from '../language/roles.ts';
import type { Analysis } from './analyzer.ts';
import type { ItemAnalysis } from './item-analysis.ts';

type Ordered = Pick<Analysis, 'items' | 'order'>;

const endsOf = ({ items, order }: Ordered, side: 'input' | 'output'): readonly ItemAnalysis[] =>
  order.map((id) => items.get(id)!).filter(({ definition }) => boundaryOf(definition) === side);

/** The items through which tensors come into a design, in the order of export. */
export const inputsOf = (analysis: Ordered): readonly ItemAnalysis[] => endsOf(analysis, 'input');

/** The items through which tensors leave a design, in the order of export. */
export const outputsOf = (analysis: Ordered): readonly ItemAnalysis[] => endsOf(analysis, 'output');

/** The inputs of a design that bring in maps: batch, channels, rows and columns. */
export const imagesOf = (analysis: Ordered): readonly ItemAnalysis[] =>
  inputsOf(analysis).filter(({ outputs }) => outputs[0]?.length === 4);
