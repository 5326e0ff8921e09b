import type { Operation } from '../language/operation.ts';

/**
 * Operations that the reference code of a ready network calls as functions. Counters that hook modules see these
 * otherwise than in networks built of modules alone, and a design does not say which it is.
 */
const called: Readonly<Record<string, readonly Operation[]>> = {
  // torchvision/models/mobilenetv2.py ends in functional.adaptive_avg_pool2d.
  'mobilenet-v2': ['adaptive-average-pool'],
};

/** What the reference code of the network of that name calls as functions; nothing where it is not known to call any. */
export const functionCallsOf = (network: string): readonly Operation[] => called[network] ?? [];

/** The ready networks whose code is known to call some. */
export const networksWithCalls: readonly string[] = Object.keys(called);
