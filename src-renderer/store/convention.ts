import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { useView } from './view.ts';

/** The chosen way to count costs. The same object until another is chosen. */
export const useConvention = (): Convention => conventionOf(useView((state) => state.convention));
