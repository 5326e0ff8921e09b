import { describe, expect, test } from 'vitest';
import { definitions } from '../../src-core/catalogue.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

interface Formula {
  readonly text: string;
  readonly latex: string;
  readonly condition: string | null;
  readonly exactText: string;
  readonly value: number | string | null;
}
interface DefinitionDocument {
  readonly definition: string;
  readonly fields: Record<string, unknown>;
  readonly params: Formula;
  readonly macs: Formula;
  readonly groups: readonly { readonly group: string; readonly params: Formula; readonly macs: Formula }[];
  readonly parts: Record<string, Formula>;
  readonly beside: Record<string, Formula>;
}
interface DesignDocument {
  readonly design: string;
  readonly variables: Record<string, unknown>;
  readonly params: Formula;
  readonly macs: Formula;
  readonly parts: Record<string, Formula>;
  readonly held: readonly unknown[];
}

async function formula<T = DefinitionDocument>(...args: string[]): Promise<T> {
  const { code, json } = await cliJson(['formula', ...args]);
  expect(code).toBe(0);
  return json as T;
}

test('what a formula keeps as numbers is told with its expressions, and the rest stays free', async () => {
  const { out } = await cli(['formula', 'ghostnet']);
  expect(out).toMatch(/\nheld +width in 34 fields, as makeDivisible needs numbers\n/);
  expect(out).toContain(' makeDivisible(24*width, 4): bneck2.outChannels, bneck3.outChannels\n');
  expect(out).toMatch(/\nMACs, conv \+ linear +174927\/64\*H\*W \+ 4007744 /);
  const { held } = await formula<{ held: readonly object[] }>('ghostnet');
  expect(held).toContainEqual({
    name: 'bneck2.outChannels',
    value: 24,
    reason: 'makeDivisible',
    expression: 'makeDivisible(24*width, 4)',
    symbols: ['width'],
  });
});

describe('formula of a block', () => {
  test('prints one document of the stated shape, free fields as symbols of their names', async () => {
    const found = await formula('hs-block', '--set', 's=4');
    expect(Object.keys(found)).toEqual([
      'definition',
      'fields',
      'params',
      'macs',
      'groups',
      'parts',
      'beside',
    ]);
    expect(found.fields).toEqual({
      s: 4,
      w: 'w',
      k: 'k',
      carry: 'floor',
      dilation: 1,
      bias: false,
      norm: 'batch',
      activation: 'relu',
    });
    expect(found.groups.map(({ group }) => group)).toEqual(['group1', 'group2', 'group3', 'group4']);
    expect(Object.keys(found.parts)).toEqual(['conv', 'norm', 'bias']);
    expect(Object.keys(found.beside)).toEqual(['convolution', 'res2net', 'printed']);
    expect(found.parts.conv).toEqual({
      text: '101/16*k^2*w^2',
      latex: '\\frac{101}{16} k^{2} w^{2}',
      condition: '4 divides w',
      exactText:
        '3*k^2*w^2 + 2*k^2*w*floor(w/2) + 2*k^2*w*floor(3*w/4) + k^2*floor(w/2)^2 + k^2*floor(3*w/4)^2',
      value: null,
    });
    expect(found.macs).toMatchObject({ text: '101/16*H*W*k^2*w^2', condition: '4 divides w', value: null });
  });

  test('s is structural and has its default', async () => {
    const { fields, groups } = await formula('hs-block');
    expect(fields.s).toBe(5);
    expect(groups).toHaveLength(5);
  });

  test('numbers give the exact integer, whether the condition holds or not', async () => {
    const { parts, beside } = await formula('hs-block', '--set', 's=4', '--set', 'w=26', '--set', 'k=3');
    expect(parts.conv).toMatchObject({ text: '37998', condition: null, exactText: '37998', value: 37_998 });
    expect(beside.printed?.value).toBe(25_857);
  });

  test('--input binds rows and columns, and the width that its channels force', async () => {
    const { fields, macs } = await formula(
      'hs-block',
      '--set',
      's=4',
      '--set',
      'k=3',
      '--input',
      '2,104,56,56',
    );
    expect(fields.w).toBe(26);
    expect(macs.value).toBe(2 * 37_998 * 56 * 56);
  });

  test('channels that no width gives are refused on the port', async () => {
    const { code, json } = await cliJson(['formula', 'hs-block', '--set', 's=4', '--input', '1,103,8,8']);
    expect(code).toBe(2);
    expect(json).toMatchObject({
      issues: [{ code: 'shape/channels', where: { node: 'hs-block', port: 'in' } }],
    });
  });

  test('channels against a width that was set are refused on the port', async () => {
    const { code, json } = await cliJson(['formula', 'hs-block', '--set', 'w=8', '--input', '1,41,8,8']);
    expect(code).toBe(2);
    expect(json).toMatchObject({
      issues: [{ code: 'shape/channels', where: { node: 'hs-block', port: 'in' } }],
    });
  });

  test('a block of one kind of weights has its linear part named', async () => {
    const { parts } = await formula('head', '--set', 'classes=10', '--input', '1,2048,7,7');
    expect(parts.linear?.value).toBe(20_480);
    expect(parts.bias?.value).toBe(10);
  });

  test('what cannot stay a symbol is asked for, and --input gives it', async () => {
    const { code, json } = await cliJson(['formula', 'hs-chunk-block']);
    expect(code).toBe(2);
    expect(json).toMatchObject({
      issues: [{ code: 'formula/needs-number', where: { node: 'hs-chunk-block' } }],
    });
    const { params } = await formula('hs-chunk-block', '--set', 's=5', '--set', 'k=3', '--input', '1,64,4,4');
    expect(params.value).toBe(14_118);
  });

  test.each(definitions.map((definition) => definition.id))('%s has a formula', async (id) => {
    const alone = await cliJson(['formula', id]);
    const example = definitions.find((definition) => definition.id === id)!.examples[0]!;
    const found =
      alone.code === 0
        ? (alone.json as DefinitionDocument)
        : await formula(id, '--input', example.inputs[0]!.join(','));
    expect(found.definition).toBe(id);
    for (const { text, exactText, condition, value } of [found.params, found.macs]) {
      expect(text).not.toContain('NaN');
      if (condition === null) expect(text).toBe(exactText);
      if (value !== null) expect(text).toBe(String(value));
    }
  });
});

test.each(definitions.map((definition) => definition.id))('%s takes a vector or refuses it', async (id) => {
  const { code, err } = await cli(['formula', id, '--input', '1,8']);
  expect(code === 0 ? err : err.replace(/^[^:]*: /, '')).toMatch(code === 0 ? /^$/ : /^(expects|takes)/);
});

describe('formula of a network', () => {
  test('is in its variables and the rows and columns of its input', async () => {
    const found = await formula<DesignDocument>('hs-resnet-50');
    expect(found).toMatchObject({
      design: 'hs-resnet-50',
      variables: { w: 'w', k: 'k', s: 5, stem: 'deep', carry: 'floor' },
      params: { text: '80699/32*k^2*w^2 + 732449*w + 4884552', condition: '8 divides w', value: null },
      macs: { condition: '8 divides w and 32 divides H and W', value: null },
      held: [],
    });
  });

  test('what is set becomes a number', async () => {
    const bound = ['--set', 'w=20', '--set', 'k=3'];
    const half = await formula<DesignDocument>('hs-resnet-50', ...bound);
    expect(half.variables).toMatchObject({ w: 20, k: 3 });
    expect(half.params.value).toBe(28_611_497);
    expect(half.macs).toMatchObject({ condition: '32 divides H and W', value: null });
    const all = await formula<DesignDocument>('hs-resnet-50', ...bound, '--input', '1,3,224,224');
    expect(all.macs.value).toBe(4_979_007_008);
  });

  test.each(['resnet-50', 'resnet-50-d', 'res2net-50', 'ghost-resnet-50'])('%s has one', async (name) => {
    const found = await formula<DesignDocument>(name);
    expect(found.macs.condition).toContain('32 divides H and W');
    const bound = await formula<DesignDocument>(name, '--input', '1,3,224,224');
    expect(bound.macs.text).not.toMatch(/[HW]/);
  });

  test('is for people too', async () => {
    const { code, out } = await cli(['formula', 'hs-resnet-50']);
    expect(code).toBe(0);
    expect(out).toContain('80699/32*k^2*w^2 + 732449*w + 4884552   where 8 divides w');
    expect(out).toContain('MACs, conv + linear');
  });
});

test('beside an HS-Block the ratios stand', async () => {
  const { out } = await cli(['formula', 'hs-block', '--set', 's=4']);
  expect(out).toContain('One convolution       16*k^2*w^2   (this block: 0.3945 of it)');
});

describe('a number for rows and columns', () => {
  const conv = async (...args: string[]) => {
    const { json } = await cliJson(['formula', 'conv2d', '--set', 'groups=1', ...args]);
    const { params, fields } = json as DefinitionDocument;
    return [params.text, fields.strideWidth];
  };

  test('one sets both, a list sets each, 0 sets none', async () => {
    expect(await conv('--set', 'stride=2')).toEqual(['C_in*kernel^2*outChannels', 2]);
    expect(await conv('--set', 'kernel=3,5', '--set', 'stride=2,3')).toEqual(['15*C_in*outChannels', 3]);
    expect(await conv('--set', 'kernel=3', '--set', 'kernelWidth=0')).toEqual(['9*C_in*outChannels', 1]);
    expect(await conv('--set', 'kernelWidth=7')).toEqual(['7*C_in*kernel*outChannels', 1]);
  });

  test('a list of another length is refused', async () => {
    const { err } = await cli(['formula', 'conv2d', '--set', 'pad=1,2,3']);
    expect(err).toContain('takes one number or a list of 2 or 4, got a list of 3');
  });
});
