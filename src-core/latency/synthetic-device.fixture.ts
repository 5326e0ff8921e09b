import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Program } from '../lower/program.ts';
import { lower } from '../lower/program.ts';
import type { TimedDesign } from './calibration.ts';
import type { OperatorFeatures } from './operator-features.ts';
import { featuresOf } from './operator-features.ts';

/** A device whose times follow a law that is known, with a little noise: what is learned of it can be held against that law. */

export const measured = {
  ceilings: { macsPerSecond: 6e10, bytesPerSecond: 1e10, launchMs: 0.003 },
  copies: [
    { bytes: 1e5, bytesPerSecond: 3e10 },
    { bytes: 1e8, bytesPerSecond: 1e10 },
  ],
};

export function programOf(name: string): Program {
  const program = lower(analyze(networkOf(name)!.design, catalogue));
  if (!program.ok) throw new Error(`${name} cannot be lowered`);
  return program.value;
}

/** A number between -1 and 1 that follows from a text. */
function jitter(text: string): number {
  let state = 2_166_136_261;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619);
  return ((state >>> 0) / 2 ** 32) * 2 - 1;
}

/** Norms and activations behind a convolution vanish; depthwise, uneven and small work is slow; moving has its own rate. */
function trueMs({ kind, alone, macs, bytes, x }: OperatorFeatures): number {
  if (alone === '' || /<Conv[:a-z ]*[0-2]$/.test(kind)) return 0;
  const slow = alone.includes('depthwise') ? 7 : alone.includes('uneven') ? 2.4 : 1.2;
  const small = 1 + 20 / (1 + Math.exp(x[0]! / 2));
  return 0.004 + (macs / 6e10) * 1000 * slow * (macs > 0 ? small / 4 : 1) + (bytes / 2.2e10) * 1000;
}

/** The run of a design on the device. @param noise the most that an operator differs from the law, as a share */
export function timedOn(program: Program, noise: number): TimedDesign {
  const operators = featuresOf(program).map(({ path, x, ...features }) => {
    const law = trueMs({ path, x, ...features });
    return { ...features, x: [...x], ms: law * (1 + noise * jitter(`${program.title}/${path}`)) };
  });
  const sum = operators.reduce((all, { ms }) => all + ms, 0);
  return { ms: 0.05 + 0.95 * sum, operators };
}
