import type { ExportOptions } from './onnx-options.ts';

/**
 * Ways to write a design that compute the same, from what stands in the design to what a runtime may like better: norms folded into
 * weights, and then channels filled with zeros up to a multiple.
 */
export const lowerings = {
  plain: {},
  folded: { foldNorms: true },
  'aligned-4': { foldNorms: true, alignChannels: 4 },
  'aligned-8': { foldNorms: true, alignChannels: 8 },
  'aligned-16': { foldNorms: true, alignChannels: 16 },
} as const satisfies Readonly<Record<string, Partial<ExportOptions>>>;
export type LoweringName = keyof typeof lowerings;
export const loweringNames = Object.keys(lowerings) as readonly LoweringName[];

/** Outputs of two ways to write a design are equal up to this share of the largest value. */
export const equalWithin = 1e-5;
