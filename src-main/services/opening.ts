import type { Hello } from '../../src-core/contract.ts';
import { isOnnxPath } from '../files/onnx-skeleton.ts';

/** What a shell shows first when nothing else was asked for. */
const firstDesign = 'hs-resnet-50';

/** What the word after the command means: a file, a ready network, or `none` for the welcome screen. */
export function whatToOpen(word: string | undefined): Hello['open'] {
  const design = word ?? firstDesign;
  if (design === 'none') return null;
  return design.endsWith('.json') || isOnnxPath(design) ? { path: design } : { network: design };
}
