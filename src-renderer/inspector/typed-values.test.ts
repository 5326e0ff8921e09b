import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { sentence } from '../../src-core/errors.ts';
import { faultOfField, faultOfVariable, readList, readQuantity, textOf } from './typed-values.ts';

const read = (text: string) => {
  const result = readQuantity(text);
  return result.ok ? result.value : sentence(result.issues[0]!);
};

test('a plain number is a literal, however its thousands are written', () => {
  expect(read('28')).toBe(28);
  expect(read(' 1,024 ')).toBe(1024);
  expect(read('1 024')).toBe(1024);
  expect(read('-3')).toBe(-3);
  expect(read('0.5')).toBe(0.5);
  expect(read('=64')).toBe(64);
});

test('anything else is an expression, with or without a sign of equality', () => {
  expect(read('w')).toEqual({ expression: 'w' });
  expect(read('=floor(planes*w/64)')).toEqual({ expression: 'floor(planes*w/64)' });
  expect(read('3*4')).toEqual({ expression: '3*4' });
  expect(read('= w +')).toEqual({ expression: 'w +' });
});

test('nothing, and what is no finite number, is refused', () => {
  expect(read('')).toBe('must be a number, got nothing');
  expect(read('=')).toBe('must be a number, got nothing');
  expect(read('1e400')).toBe('must be a number, got 1e400');
});

test('a list is parted by commas outside brackets', () => {
  expect(readList('13, 7')).toEqual({ ok: true, value: [13, 7] });
  expect(readList('[w, min(w, 3), 2]')).toEqual({
    ok: true,
    value: [{ expression: 'w' }, { expression: 'min(w, 3)' }, 2],
  });
  expect(readList('')).toEqual({ ok: true, value: [] });
  expect(readList('1,,2').ok).toBe(false);
});

test('what is shown is read back as the same value', () => {
  const entry = fc.oneof(
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.constantFrom('w', 'floor(w/2)', 'min(a, b) + 1').map((expression) => ({ expression })),
  );
  fc.assert(
    fc.property(entry, (value) => {
      expect(readQuantity(textOf(value))).toEqual({ ok: true, value });
    }),
  );
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), (value) => {
      expect(readList(textOf(value))).toEqual({ ok: true, value });
    }),
  );
});

const { design } = networkOf('hs-resnet-50')!;
const stage = design.nodes.find((node) => node.id === 'stage1')!;
const faultAt = (field: string, value: Parameters<typeof faultOfField>[3]) => {
  const fault = faultOfField(design, stage, field, value);
  return fault === null ? null : `${fault.where.at ?? '-'} ${sentence(fault)}`;
};

test('a value is judged by its own field', () => {
  expect(faultAt('depth', 4)).toBeNull();
  expect(faultAt('depth', 0)).toBe('- must be from 1 to 200, got 0');
  expect(faultAt('depth', 2.5)).toBe('- must be a whole number, got 2.5');
  expect(faultAt('k', 4)).toBe('- must be odd, got 4');
  expect(faultAt('w', { expression: 'planes/4' })).toBeNull();
  expect(faultAt('w', { expression: 'planes/5' })).toContain('must be a whole number');
});

test('an expression is judged at the character', () => {
  expect(faultAt('w', { expression: 'planes * q' })).toMatch(/^9 nothing here is named q/);
  expect(faultAt('w', { expression: 'planes +' })).toMatch(/^8 cannot read the expression/);
  expect(faultAt('w', { expression: 'w' })).toBeNull();
  expect(faultAt('planes', { expression: 'w' })).toMatch(/the value depends on itself/);
  expect(faultAt('w', { expression: '('.repeat(1_000_000) })).toMatch(/at most 1000/);
});

test('a variable is judged by every field that follows it', () => {
  const variable = (name: string) => design.variables.find((other) => other.name === name)!;
  expect(faultOfVariable(design, variable('w'), 28)).toBeNull();
  expect(faultOfVariable(design, variable('w'), 0)?.code).toBe('document/variable-value');
  const even = faultOfVariable(design, variable('k'), 4);
  expect(even?.code).toBe('field/not-odd');
  expect(even?.where).toMatchObject({ node: 'stage1', field: 'k' });
  expect(faultOfVariable(design, variable('carry'), 'ceil')).toBeNull();
  expect(faultOfVariable(design, variable('carry'), 'both')?.code).toBe('document/variable-option');
});

test('a size that follows an input is refused at what reaches the item, and taken while nothing does', () => {
  const node = { id: 'crop', definition: 'crop', fields: {}, position: { x: 0, y: 0 } };
  const design = { ...emptyDesign(), nodes: [node] };
  const entering = { inputPorts: ['in'], inputs: [[1n, 3n, 245n, 64n]] };
  const faultOf = (expression: string, at?: typeof entering) => {
    const fault = faultOfField(design, node, 'rows', { expression }, at);
    return fault === null ? null : sentence(fault);
  };
  expect(faultOf('floor(in.height/2)', entering)).toBeNull();
  expect(faultOf('in.height/2', entering)).toBe('must be a whole number, got 245/2');
  expect(faultOf('in.width - 65', entering)).toBe('must be from 1 to 65536, got -1');
  expect(faultOf('in.height/2')).toBeNull();
});
