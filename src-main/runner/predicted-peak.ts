import type { FlatProgram } from '../../src-core/analysis/flat-program.ts';
import { peakActivationBytes } from '../../src-core/analysis/peak-memory.ts';
import { bytesPerElement, elements } from '../../src-core/language/facts.ts';

/**
 * What the runner holds at its highest with onnxruntime 1.30 on Linux, fitted to ready networks of all families; how well it does is
 * in docs/measuring.md. Node, the runtime and what is known of each operator:
 */
const mebibyte = 1024 * 1024;
const processBytes = 99 * mebibyte;
const operatorBytes = 35 * 1024;
/**
 * While it is loaded: kernels of convolutions are laid out anew, so that two copies stand side by side, matrices one at a time;
 * of the largest tensor of each there are more for a moment.
 */
const loading = { kernels: 1.96, matrices: 1.05, largestKernel: 2.73, largestMatrix: 0.73 } as const;
/** While it runs: all weights once; activations as the first run places them, and all in one piece as later ones do. */
const running = { weights: 1, activations: 3 } as const;

/** Bytes of weights: of those with places, as kernels of convolutions are, of all others, and of the largest of each. */
function weightSizes(program: FlatProgram) {
  let [kernels, matrices, largestKernel, largestMatrix] = [0, 0, 0, 0];
  for (const { expansion } of program.operators) {
    if (expansion.borrows) continue;
    for (const { shape } of Object.values(expansion.weights)) {
      const bytes = Number((elements(shape) as bigint) * bytesPerElement);
      if (shape.length > 2) {
        kernels += bytes;
        largestKernel = Math.max(largestKernel, bytes);
      } else {
        matrices += bytes;
        largestMatrix = Math.max(largestMatrix, bytes);
      }
    }
  }
  return { kernels, matrices, largestKernel, largestMatrix };
}

/**
 * Bytes that the runner is predicted to hold at its highest while it loads and runs a program in single precision. Of several
 * sessions one loads while the others are loaded. An estimate, unlike `boundBytes`.
 */
export function predictedPeak(program: FlatProgram, sessions: number): number {
  const sizes = weightSizes(program);
  const { kernels, matrices } = sizes;
  const held = running.weights * (kernels + matrices);
  const runs = held + running.activations * Number(peakActivationBytes(program));
  const loads =
    loading.kernels * kernels +
    loading.matrices * matrices +
    loading.largestKernel * sizes.largestKernel +
    loading.largestMatrix * sizes.largestMatrix;
  const each = operatorBytes * program.operators.length;
  return Math.round(processBytes + sessions * each + (sessions - 1) * runs + Math.max(loads, runs));
}
