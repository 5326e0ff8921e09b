import type { Expr } from '../algebra/expression.ts';
import type { Port } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';

/** The field that gives an operator a second input, which is read for its sizes alone. */
export const likeField = toggle({
  label: 'Like',
  help: 'Adds an input, like, whose sizes the other fields may name: like.height, or height of like.',
  default: false,
});

/** The inputs of an operator with that field. */
export const likePorts = ({ like }: { readonly like: boolean }): readonly Port[] =>
  like ? [{ name: 'in' }, { name: 'like', label: 'gives sizes' }] : [{ name: 'in' }];

/** Free sizes of the second input, where there is one. */
export const likeShapes = (
  { like }: { readonly like: boolean },
  free: (name: string) => Expr,
): readonly Shape[] => (like ? [[1n, free('C_like'), free('H_like'), free('W_like')]] : []);
