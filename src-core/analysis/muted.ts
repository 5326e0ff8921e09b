import type { BlockDefinition, Definition } from '../language/definition.ts';
import { boundaryOf, partPortOf } from '../language/roles.ts';

const forms = new WeakMap<Definition, BlockDefinition>();

/**
 * What a definition is while an item of it is muted: the same fields and ports, and each output is the first input. What a
 * design or a part takes its tensors in and out through cannot be muted, and stays as it is.
 */
export function mutedForm(definition: Definition): Definition {
  if (boundaryOf(definition) !== undefined || partPortOf(definition) !== undefined) return definition;
  const known = forms.get(definition);
  if (known !== undefined) return known;
  const { id, title, summary, family, fields, symbolicInputs } = definition;
  const form: BlockDefinition = {
    kind: 'block',
    id,
    title: `${title}, muted`,
    summary,
    family,
    fields,
    section: 'Building parts',
    key: `${id} muted`,
    mutes: definition,
    inputs: (values) => definition.inputs(values),
    outputs: (values) => definition.outputs(values),
    ...(symbolicInputs !== undefined && {
      symbolicInputs: (values, free) => definition.symbolicInputs?.(values, free) ?? [],
    }),
    expand: (values, [first]) => (first === undefined ? [] : definition.outputs(values).map(() => first)),
    examples: [],
  };
  forms.set(definition, form);
  return form;
}
