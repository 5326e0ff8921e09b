import { describe, expect, test } from 'vitest';
import { definitions, networks } from './catalogue.ts';
import { expand } from './language/expand.ts';
import type { Given } from './language/field.ts';
import { resolveValues } from './language/resolve.ts';

const cases = definitions.flatMap((definition) =>
  definition.examples.map((example) => ({ name: `${definition.id}: ${example.title}`, definition, example })),
);

describe('every example of every definition', () => {
  test.each(cases)('$name', ({ definition, example }) => {
    const given = (example.fields ?? {}) as Given;
    const expansion = expand(
      definition,
      given,
      example.inputs.map((shape) => shape.map(BigInt)),
    );
    expect({
      outputs: expansion.outputs.map((shape) => shape.map(Number)),
      params: expansion.facts.params,
      macs: expansion.facts.macs,
    }).toEqual({ outputs: example.outputs, params: example.params, macs: example.macs });
    const ports = definition.outputs(expansion.values);
    expect(ports).toHaveLength(example.outputs.length);
  });
});

test('every definition has a worked example, a summary that is a sentence, and fields whose defaults fit', () => {
  for (const definition of definitions) {
    expect(definition.examples.length, definition.id).toBeGreaterThan(0);
    expect(definition.summary, definition.id).toMatch(/^[A-Z].*\.$/);
    expect(() => resolveValues(definition, {}), definition.id).not.toThrow();
    for (const [name, field] of Object.entries(definition.fields)) {
      expect(field.help, `${definition.id}.${name}`).toMatch(/^\S.*\.$/);
    }
  }
});

test('names of networks are unique and their items are known definitions', () => {
  expect(new Set(networks.map((network) => network.name)).size).toBe(networks.length);
  const ids = new Set(definitions.map((definition) => definition.id));
  for (const { design } of networks) for (const node of design.nodes) expect(ids).toContain(node.definition);
});
