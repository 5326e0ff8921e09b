import type { Design } from '../document/design.ts';
import { callsFunction } from '../document/expression-syntax.ts';
import { expressionsIn } from '../document/field-names.ts';
import { syntaxOf } from '../document/kept-syntax.ts';

/** Every small size, then sizes on both sides of round ones, up to the largest that an input can have. */
const small = Array.from({ length: 16 }, (_, index) => index + 1);
const round = [32, 64, 128, 256, 512, 1024, 4096, 16_384];
export const ladder: readonly number[] = [
  ...small,
  ...round.flatMap((size) => [size - (size >> 2), size - 1, size, size + 1]),
  65_536,
];

/** Fewer rungs, for each dimension alone. */
export const shortLadder: readonly number[] = [1, 3, 8, 31, 64, 257, 1024, 16_384];

/**
 * Whether expressions of a design have functions: these may have one form at some sizes and another at others, such as
 * `max(0, 64 - in.height)`, which a few sizes near those of the design would not show.
 */
export const hasFunctions = ({ nodes }: Design): boolean =>
  nodes
    .flatMap(({ fields }) => Object.values(fields).flatMap(expressionsIn))
    .some((text) => {
      const syntax = syntaxOf(text);
      return syntax.ok && callsFunction(syntax.value);
    });
