import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { applyEdit } from './edit.ts';
import { renameInExpression, renameVariable } from './rename-variable.ts';

const design: Design = {
  ...emptyDesign(),
  variables: [
    { name: 'w', kind: 'integer', value: 20, min: 1, max: 64 },
    { name: 's', kind: 'integer', value: 5, min: 1, max: 64 },
  ],
  nodes: [
    {
      id: 'a',
      definition: 'stage',
      fields: {
        w: { expression: 'w' },
        sizes: [1, { expression: 'w*s' }],
        out: { expression: 'w +' },
        kind: 'w',
        k: 3,
      },
      position: { x: 0, y: 0 },
    },
    { id: 'b', definition: 'stage', fields: { c: { expression: '2*w' } }, position: { x: 0, y: 0 } },
  ],
};

test('every use in an expression is renamed, all else kept as it was written', () => {
  expect(renameInExpression('floor( planes*w / 64 ) + w2 - w', 'w', 'width')).toBe(
    'floor( planes*width / 64 ) + w2 - width',
  );
  expect(renameInExpression('min(min, floor(min))', 'min', 'm')).toBe('min(m, floor(m))');
  expect(renameInExpression('w +', 'w', 'v')).toBe('w +');
});

test('a variable is renamed with its uses, where the name means it', () => {
  const edit = renameVariable(design, 'w', 'width', (node) => node.id === 'a');
  const result = edit.ok ? applyEdit(design, edit.value) : edit;
  if (!result.ok) throw new Error(result.issues[0]?.code);
  const { variables, nodes } = result.value.design;
  expect(variables.map((variable) => variable.name)).toEqual(['width', 's']);
  expect(nodes[0]?.fields).toEqual({
    w: { expression: 'width' },
    sizes: [1, { expression: 'width*s' }],
    out: { expression: 'w +' },
    kind: 'w',
    k: 3,
  });
  expect(nodes[1]).toBe(design.nodes[1]);
});

test('faults', () => {
  const code = (name: string, to: string) => {
    const result = renameVariable(design, name, to, () => true);
    return result.ok ? null : result.issues[0]?.code;
  };
  expect(code('x', 'y')).toBe('document/unknown-variable');
  expect(code('w', 's')).toBe('document/duplicate-variable');
  expect(code('w', 'a-b')).toBe('document/bad-variable-name');
  expect(code('w', 'w')).toBeNull();
});
