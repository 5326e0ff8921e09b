import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Design, DesignEdge, DesignNode, FieldValue, Variable } from './design.ts';
import { parseDesign } from './parse.ts';
import { serializeDesign } from './serialize.ts';

/** Few names, so that edges meet items, edits meet what is there, and some of both do not. */
const nodeName = fc.constantFrom('conv', 'conv2', 'stem', 'stage1', 'stage2', 'head', 'a-b', 'Z_9');
const fieldName = fc.constantFrom('w', 's', 'k', 'sizes', 'kind', 'toString', '7');
const variableName = fc.constantFrom('w', 's', 'k', 'planes', 'down');
const portName = fc.constantFrom('in', 'out', 'in2');

const finite = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);
const expression = fc
  .constantFrom('w', 'floor(planes*w/64)', '2*(s + 1', '')
  .map((text) => ({ expression: text }));

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  finite,
  fc.boolean(),
  fc.string(),
  expression,
  fc.array(fc.oneof(finite, expression), { maxLength: 4 }),
);

const position = fc.record({ x: finite, y: finite });

/** Keys of a later version; a plain object, possibly nested. */
const extras = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom('note', 'colour', '3', 'valueOf', 'ünïcode "x"'),
      fc
        .jsonValue({ maxDepth: 3 })
        .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value))),
      { maxKeys: 2, noNullPrototype: true },
    ),
  },
);

function withExtras<T extends object>(base: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.tuple(base, extras, fc.boolean()).map(([value, more, first]) => {
    return first ? { ...more, ...value } : { ...value, ...more };
  });
}

const node: fc.Arbitrary<DesignNode> = withExtras(
  fc.record({
    id: nodeName,
    definition: fc.constantFrom('convolution', 'hs-block', 'nobody-knows'),
    fields: fc.dictionary(fieldName, fieldValue, { maxKeys: 4, noNullPrototype: true }),
    position: withExtras(position),
  }),
);

const portRef = withExtras(fc.record({ node: nodeName, port: portName }));

const edge: fc.Arbitrary<DesignEdge> = withExtras(
  fc.record({ id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'stem -> head'), from: portRef, to: portRef }),
);

const range = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value, value).map((three) => {
    const [min = 0, middle = 0, max = 0] = three.sort((a, b) => a - b);
    return { value: middle, min, max };
  });

const variable: fc.Arbitrary<Variable> = fc.oneof(
  withExtras(
    fc
      .tuple(variableName, range(fc.integer()))
      .map(([name, bounds]) => ({ name, kind: 'integer' as const, ...bounds })),
  ),
  withExtras(
    fc
      .tuple(variableName, range(finite))
      .map(([name, bounds]) => ({ name, kind: 'decimal' as const, ...bounds })),
  ),
  withExtras(
    fc
      .tuple(
        variableName,
        fc.uniqueArray(fc.constantFrom('deep', 'plain', 'conv', 'pool'), { minLength: 1 }),
        fc.nat(),
      )
      .map(([name, options, pick]) => ({
        name,
        kind: 'choice' as const,
        value: options[pick % options.length] ?? '',
        options,
      })),
  ),
);

/** A design that a file could hold: dangling edges, loops, unknown definitions and unknown keys included. */
const design: fc.Arbitrary<Design> = withExtras(
  fc.record({
    format: fc.constant('blockwright' as const),
    version: fc.constant(1),
    title: fc.string(),
    variables: fc.uniqueArray(variable, { selector: (each) => each.name, maxLength: 4 }),
    nodes: fc.uniqueArray(node, { selector: (each) => each.id, maxLength: 6 }),
    edges: fc.uniqueArray(edge, { selector: (each) => each.id, maxLength: 5 }),
  }),
);

test('what is written reads back equal, and writes again the same', () => {
  fc.assert(
    fc.property(design, (original) => {
      const text = serializeDesign(original);
      const parsed = parseDesign(text);
      expect(parsed).toEqual({ ok: true, value: original });
      expect(parsed.ok && serializeDesign(parsed.value)).toBe(text);
    }),
  );
});
