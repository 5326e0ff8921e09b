import type { Program } from './program.ts';

/** The first operator of a program that nobody here knows, by its path and its name in the file; null where all are known. */
export function opaqueOperatorIn({
  operators,
}: Pick<Program, 'operators'>): { readonly path: string; readonly op: string } | null {
  for (const { path, definition, values } of operators) {
    const operator = definition.opaque?.operator(values);
    if (operator != null) return { path, op: operator.op };
  }
  return null;
}
