import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('new writes the ready network as it is, once', async () => {
  const path = join(folder, 'hs.blockwright.json');
  const { code, json } = await cliJson(['new', 'hs-resnet-50', '-o', path]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ path, params: expect.any(Number) });
  expect(readFileSync(path, 'utf8')).toBe(serializeDesign(networkOf('hs-resnet-50')!.design));
  const again = await cliJson(['new', 'resnet-50', '-o', path]);
  expect(again).toMatchObject({ code: 2, json: { issues: [{ code: 'file/exists' }] } });
  expect((await cli(['new', 'resnet-50', '-o', path, '--force'])).code).toBe(0);
  const counted = await cliJson(['analyze', path]);
  expect(counted.json).toMatchObject({ totals: { params: 25_557_032 } });
});

test('new takes tasks, variables, fields and sizes', async () => {
  const path = join(folder, 'fcn.json');
  await cli(['new', 'res2net-50', '-o', path, '--set', 'stage3.depth=9', '--input', '2,3,320,320']);
  const design = JSON.parse(readFileSync(path, 'utf8'));
  const fieldsOf = (id: string) => design.nodes.find((node: { id: string }) => node.id === id).fields;
  expect(fieldsOf('stage3').depth).toBe(9);
  expect(fieldsOf('input')).toMatchObject({ batch: 2, height: 320, width: 320 });
});

test('a list sets rows and columns, and is written as a key for each', async () => {
  const path = join(folder, 'apart.json');
  const written = await cli([
    'new',
    'alexnet',
    '-o',
    path,
    '--set',
    'conv1.stride=4,max(2,3)',
    '--set',
    'conv1.stride=4,3',
  ]);
  expect(written.err).toContain('takes one number or a list of 2, got a list of 3');
  await cli(['new', 'alexnet', '-o', path, '--set', 'conv1.stride=4,3', '--set', 'pool1.kernel=max(2,3)']);
  const design = JSON.parse(readFileSync(path, 'utf8'));
  const fieldsOf = (id: string) => design.nodes.find((node: { id: string }) => node.id === id).fields;
  expect(fieldsOf('conv1')).toMatchObject({ stride: 4, strideWidth: 3 });
  expect(fieldsOf('pool1').kernel).toEqual({ expression: 'max(2,3)' });
  // A file may hold the list itself; setting one number writes it out.
  const conv = design.nodes.find((node: { id: string }) => node.id === 'conv1');
  conv.fields = { ...conv.fields, stride: [4, 3], strideWidth: undefined };
  writeFileSync(path, JSON.stringify(design));
  const { json } = await cliJson(['analyze', path, '--set', 'conv1.strideWidth=4']);
  expect(json).toMatchObject({ totals: { params: 61_100_840 } });
});

test('new of nothing writes nothing', async () => {
  const path = join(folder, 'none.json');
  expect((await cli(['new', 'alexnett', '-o', path])).err).toContain('nearest are alexnet');
  expect(existsSync(path)).toBe(false);
});

describe('--set reaches the fields of items', () => {
  test('the last dot parts item from field, and what is set is counted', async () => {
    const { json } = await cliJson(['analyze', 'resnet-50', '--set', 'stage3.depth=23']);
    expect(json).toMatchObject({ totals: { params: 44_549_160 } });
  });

  test('an expression, a choice, a toggle and a list are taken', async () => {
    const path = join(folder, 'fields.json');
    const write = async (name: string, settings: readonly string[]): Promise<unknown> => {
      const args = settings.flatMap((setting) => ['--set', setting]);
      expect(await cli(['new', name, '-o', path, '--force', ...args])).toMatchObject({ code: 0, err: '' });
      const { nodes } = JSON.parse(readFileSync(path, 'utf8'));
      return Object.fromEntries(nodes.map((node: { id: string; fields: object }) => [node.id, node.fields]));
    };
    expect(await write('hs-resnet-50', ['stage3.depth=s+2', 'stage1.carry=ceil'])).toMatchObject({
      stage3: { depth: { expression: 's+2' } },
      stage1: { carry: 'ceil' },
    });
    expect(await write('alexnet', ['conv1.bias=off', 'head.hidden=8,2*w'])).toMatchObject({
      conv1: { bias: false },
      head: { hidden: [8, { expression: '2*w' }] },
    });
  });

  test.each([
    [['stage9.depth=3'], 'there is no item named stage9; nearest are stage1, '],
    [['stage3.dept=3'], 'there is no such variable or field; nearest are depth, '],
    [['stage3.depth=0'], 'stage3, field depth: must be from 1'],
    [['stage3.depth=1 2'], 'stage3, field depth: must be a whole number, got 1 2'],
    [['stage3.depth='], 'stage3, field depth: must be a whole number, got nothing'],
    [['.depth=3'], '--set takes name=value or item.field=value, got .depth=3'],
    [['stage3.=3'], 'got stage3.=3'],
    [['"stage3.depth=3'], 'there is no item named "stage3'],
    [['__proto__.depth=3'], 'there is no item named __proto__'],
    [['stage3.__proto__=3'], '--set stage3.__proto__'],
  ])('%j', async (settings, said) => {
    const args = settings.flatMap((setting) => ['--set', setting]);
    const { code, err } = await cli(['analyze', 'resnet-50', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  test('a quoted item may hold an equals sign', async () => {
    const { err } = await cli(['analyze', 'resnet-50', '--set', '"a=\\"b.c".depth=3']);
    expect(err).toContain('there is no item named a="b.c;');
  });

  test('compare sets the designs that have the item', async () => {
    const { json } = await cliJson(['compare', 'resnet-50', 'alexnet', '--set', 'stage3.depth=23']);
    expect(json).toMatchObject({ designs: [{ params: 44_549_160 }, { params: 61_100_840 }] });
    const { err } = await cli(['compare', 'resnet-50', 'alexnet', '--set', 'nobody.depth=23']);
    expect(err).toContain('there is no item named nobody');
  });

  test('a definition on its own has no items', async () => {
    const { err } = await cli(['formula', 'hs-block', '--set', 'a.w=3']);
    expect(err).toContain('--set a.w: there is no such variable or field');
  });
});

test('a file that is no design stays', async () => {
  const path = join(folder, 'text.json');
  writeFileSync(path, 'hello');
  expect((await cli(['new', path, '-o', join(folder, 'copy.json')])).code).toBe(2);
  expect(readFileSync(path, 'utf8')).toBe('hello');
});
