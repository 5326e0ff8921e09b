import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { useView } from './view.ts';

/** The chosen way to count costs at this moment. */
export function conventionNow(): Convention {
  const { convention, mode } = useView.getState();
  return conventionOf(convention, mode === 'tool' ? undefined : mode);
}

/** The chosen way to count costs. The same object until another is chosen. */
export function useConvention(): Convention {
  const mode = useView((state) => state.mode);
  return conventionOf(
    useView((state) => state.convention),
    mode === 'tool' ? undefined : mode,
  );
}
