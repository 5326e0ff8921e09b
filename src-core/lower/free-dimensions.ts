import type { Analysis } from '../analysis/analyzer.ts';
import { inputsOf } from '../analysis/design-inputs.ts';

/** The sizes of the inputs that can be left free, by the names of their fields: what each is now, of every input that has it. */
export function dimensionsOf(analysis: Analysis): ReadonlyMap<string, readonly number[]> {
  const dimensions = new Map<string, number[]>();
  for (const { definition, values } of inputsOf(analysis)) {
    for (const [name, field] of Object.entries(definition?.fields ?? {})) {
      if (field.kind !== 'dimension') continue;
      const sizes = dimensions.get(name) ?? [];
      dimensions.set(name, sizes);
      if (values !== null) sizes.push(Number(values[name]));
    }
  }
  return dimensions;
}
