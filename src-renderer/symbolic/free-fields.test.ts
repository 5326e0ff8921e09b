import { expect, test } from 'vitest';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { freeFields, upstream } from './free-fields.ts';
import { noPins } from './pins.ts';
import { linkedVariable, variablesInField, variablesOf } from './references.ts';

const block = catalogue.definitionOf('hs-block')!;
const stage = catalogue.definitionOf('hs-stage')!;
const all = () => true;

test('by itself an item has its own dimensions free, under their symbols', () => {
  expect([...freeFields(block, noPins, false, all)]).toEqual([
    ['w', 'w'],
    ['k', 'k'],
  ]);
});

test('an item that follows variables has its own dimensions pinned', () => {
  expect(freeFields(stage, noPins, true, all).size).toBe(0);
});

test('a pin that a person sets wins over both', () => {
  const pins = {
    ...noPins,
    fields: new Map([
      ['hs-block.w', true],
      ['hs-stage.planes', false],
    ]),
  };
  expect([...freeFields(block, pins, false, all).keys()]).toEqual(['k']);
  expect([...freeFields(stage, pins, true, all)]).toEqual([['planes', 'p']]);
});

test('rows and columns share a symbol until they are set apart', () => {
  const conv = catalogue.definitionOf('conv2d')!;
  const free = (isApart: boolean) =>
    [...freeFields(conv, noPins, false, all, new Set(), (name) => !isApart && name === 'kernelWidth')].slice(
      1,
    );
  expect(free(false)).toEqual([
    ['kernel', 'k'],
    ['groups', 'g'],
  ]);
  expect(free(true)).toEqual([
    ['kernel', 'k_h'],
    ['kernelWidth', 'k_w'],
    ['groups', 'g'],
  ]);
});

test('a field that is an expression is never freed, and no symbol has two meanings', () => {
  expect([...freeFields(block, noPins, false, (field) => field === 'k').keys()]).toEqual(['k']);
  expect([...freeFields(block, noPins, false, all, new Set(['w']))]).toEqual([
    ['w', 'w_w'],
    ['k', 'k'],
  ]);
});

const { design } = networkOf('hs-resnet-50')!;
const node = design.nodes.find(({ id }) => id === 'stage1')!;

test('an expression refers to fields of the item first, then to variables', () => {
  const refers = (text: string, field = 'planes') => [
    ...variablesInField(design, stage, field, { expression: text }),
  ];
  expect(refers('w + s')).toEqual([]);
  expect(refers('w * 2', 'w')).toEqual(['w']);
  expect(refers('stem')).toEqual(['stem']);
  expect(refers('w +')).toEqual([]);
  expect(variablesOf(design, stage, node)).toEqual(['w', 's', 'k', 'shortcut', 'down', 'carry']);
});

test('a field is tied to a variable when it is that name and nothing else', () => {
  expect(linkedVariable(design, stage, 's', { expression: ' s ' })).toBe('s');
  expect(linkedVariable(design, stage, 'w', { expression: 'floor(planes*w/64)' })).toBeNull();
  expect(linkedVariable(design, stage, 's', 5)).toBeNull();
});

test('an item rests on what leads to it', () => {
  expect(upstream(design, 'stage2').nodes.map(({ id }) => id)).toEqual(['input', 'stem', 'stage1', 'stage2']);
});
