import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import {
  conventionLabel as labelInEnglish,
  conventionText as textInEnglish,
} from '../../src-core/analysis/conventions/conventions.ts';
import { tCore } from '../locale/core-text.ts';

/** Whose number a cost is, as it stands beside every number in the window's language. */
export const conventionLabel = (convention: Convention): string => tCore(labelInEnglish(convention));

/** What is counted and by whom, in the window's language. */
export const conventionText = (convention: Convention): string => tCore(textInEnglish(convention));
