import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { toText } from '../../src-core/algebra/print.ts';
import type { Variable } from '../../src-core/document/design.ts';
import { integerText, unknown } from '../../src-core/format.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import { shapeText } from '../../src-core/language/shape.ts';

/** The integer that a count of a concrete design is; null is unknown. */
export function integerOf(count: Expr | null): bigint | null {
  if (count === null || isInteger(count)) return count;
  throw new TypeError(`a count of a concrete design is ${toText(count)}`);
}

export const countText = (count: Expr | null): string => integerText(integerOf(count));

export const msText = (ms: number | null): string => (ms === null ? unknown : `${ms.toFixed(2)} ms`);

/** All sizes of a tensor, the batch among them. */
export const sizesText = (shape: Shape | null): string =>
  shape === null ? unknown : shapeText(shape, { batch: true });

export const settingsText = (variables: readonly Variable[]): string =>
  variables.length === 0 ? 'none' : variables.map(({ name, value }) => `${name} = ${value}`).join(', ');
