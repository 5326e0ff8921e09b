import type { Expr } from '../../algebra/expression.ts';
import { add, compare, mul } from '../../algebra/expression.ts';
import { same } from '../../language/checks.ts';
import { elements } from '../../language/facts.ts';
import { C, H, sizeOf, W } from '../../language/shape.ts';
import type { ModelMode } from './model-mode.ts';
import type { Quantity, Use } from './quantities.ts';
import { inputOf, outputOf, particularsOf, quantities, weightOf } from './quantities.ts';

const resampling = (use: Use) => particularsOf(use).resampling;
const isSquare = (use: Use): boolean => same(sizeOf(outputOf(use), H), sizeOf(outputOf(use), W));

/** Equations whose products fvcore and mmengine work out themselves; of others they read what numpy prints. */
const knownEquations: ReadonlySet<string> = new Set(['abc,abd->acd', 'abc,adc->adb']);

/** What must hold for a term to count. A frozen norm has a weight that is not trained: neither affine nor plain. */
const conditions = {
  /** Scale and shift are learned. */
  affine: (use: Use): boolean => weightOf(use, 'weight')?.trainable === true,
  /** There is no scale and shift. */
  plain: (use: Use): boolean => weightOf(use, 'weight') === undefined,
  /** torch has a module of it. */
  underived: (use: Use): boolean => particularsOf(use).isDerived !== true,
  /** Networks derive a module of their own. */
  derived: (use: Use): boolean => !conditions.underived(use),
  /** Standardized filters have a learned gain. */
  gained: (use: Use): boolean => particularsOf(use).isGained === true,
  /** A mask weighs what the taps read. */
  modulated: (use: Use): boolean => particularsOf(use).isModulated === true,
  /** An einsum that fvcore knows by its equation. */
  knownEquation: (use: Use): boolean => knownEquations.has(particularsOf(use).equation ?? ''),
  unknownEquation: (use: Use): boolean => !conditions.knownEquation(use),
  /** The model is being trained. */
  training: (_: Use, mode: ModelMode): boolean => mode === 'train',
  evaluating: (_: Use, mode: ModelMode): boolean => mode === 'eval',
  /** A trained norm of which each channel has a single value, whatever the value of a symbol. */
  oneValuePerChannel: (use: Use): boolean =>
    conditions.affine(use) && compare(elements(inputOf(use)), sizeOf(inputOf(use), C)) === 'equal',
  /** A map of a single position, whatever the value of a symbol. */
  onePosition: (use: Use): boolean => compare(elements(inputOf(use).slice(H)), 1n) === 'equal',
  /** A resize that repeats values. */
  nearest: (use: Use): boolean => resampling(use)?.mode === 'nearest',
  /** A resize that blends the values of two rows and two columns. */
  bilinear: (use: Use): boolean => resampling(use)?.mode === 'bilinear',
  /** A resize that blends the values of four rows and four columns. */
  bicubic: (use: Use): boolean => resampling(use)?.mode === 'bicubic',
  /** A resize to a multiple of the map. */
  byFactor: (use: Use): boolean => resampling(use)?.to === 'factor',
  /** A resize to a size that one number says, as a square has it. */
  toOneNumber: (use: Use): boolean => resampling(use)?.to === 'size' && isSquare(use),
  /** A resize to rows and columns. */
  toSizes: (use: Use): boolean => !conditions.byFactor(use) && !conditions.toOneNumber(use),
} as const;
export type TermCondition = keyof typeof conditions;

/** `times` operations for each of a quantity, where the conditions hold. */
export interface Term {
  readonly times: bigint;
  readonly per: Quantity;
  readonly when?: TermCondition | readonly TermCondition[];
}

/** Whether a condition holds of an operator while the model is in a mode. */
export const holds = (condition: TermCondition, use: Use, mode: ModelMode): boolean =>
  conditions[condition](use, mode);

/** What the terms add up to for one operator. */
export const sumOfTerms = (terms: readonly Term[], use: Use, mode: ModelMode): Expr =>
  add(
    ...terms.map(({ times, per, when = [] }) =>
      [when].flat().every((condition) => holds(condition, use, mode)) ? mul(times, quantities[per](use)) : 0n,
    ),
  );
