import type { Port } from '../language/definition.ts';

/** As many ports as there are tensors: `in1`, `in2`, and so on. */
export const numbered = (prefix: string, count: number): Port[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index + 1}` }));
