import type { Convention } from '../../src-core/analysis/conventions/rules.ts';
import { conventionIn } from '../../src-core/published/reference-code.ts';
import { useDocument } from './document.ts';
import { useView } from './view.ts';

/** The chosen way to count costs, as it meets the open design. The same object until either changes. */
export function useConvention(): Convention {
  const name = useView((state) => state.convention);
  return useDocument((state) => conventionIn(name, state.design));
}
