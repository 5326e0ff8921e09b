import { describe, expect, it, test } from 'vitest';
import { toText } from '../algebra/print.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, FieldValue } from '../document/design.ts';
import { describe as sentence } from '../errors.ts';
import { designOf } from '../lower/small-design.fixture.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { itemFormulas, symbolicDesign } from './formulas/design-formulas.ts';

const by = (expression: string): FieldValue => ({ expression });

/** A U-Net of four levels with bilinear growth, as milesial/Pytorch-UNet draws it for 3 channels and 2 classes. */
function wholeUnet(height: number, width: number): Design {
  const lines: Record<string, Parameters<typeof designOf>[0][string]> = {
    x: ['input', { channels: 3, height, width }],
  };
  const twice = (name: string, from: string, first: number, second = first) => {
    lines[`${name}a`] = ['conv-unit', { outChannels: first }, from];
    lines[`${name}b`] = ['conv-unit', { outChannels: second }, `${name}a`];
    return `${name}b`;
  };
  const skips = [twice('k1', 'x', 64)];
  for (const [index, channels] of [128, 256, 512, 512].entries()) {
    const name = `mp${index + 1}`;
    lines[name] = ['max-pool', { kernel: 2, stride: 2, padding: 'none' }, skips[index]!];
    skips.push(twice(`k${index + 2}`, name, channels));
  }
  let grown = skips.pop()!;
  for (const [index, [first, second]] of [
    [512, 256],
    [256, 128],
    [128, 64],
    [64, 64],
  ].entries()) {
    const skip = skips.pop()!;
    lines[`up${index}`] = ['resize', { mode: 'bilinear-corners', factor: 2 }, grown];
    lines[`pd${index}`] = ['pad-to', {}, `up${index}`, skip];
    lines[`cat${index}`] = ['concat', {}, skip, `pd${index}`];
    grown = twice(`k${index + 6}`, `cat${index}`, first!, second);
  }
  lines.outc = ['conv2d', { outChannels: 2, kernel: 1, bias: true }, grown];
  lines.y = ['output', {}, 'outc'];
  return designOf(lines);
}

describe('a U-Net that pads to its skips', () => {
  // Parameters of milesial/Pytorch-UNet, UNet(3, 2, bilinear=True), which are the same at any size.
  it.each([
    [245, 245],
    [572, 572],
    [256, 320],
  ])('has 17,263,042 parameters at %i × %i, and the size of its input', (height, width) => {
    const { totals, items, issues } = analyze(wholeUnet(height, width), catalogue);
    expect(issues).toEqual([]);
    expect(totals?.params).toBe(17_263_042n);
    expect(items.get('y')?.inputs).toEqual([[1n, 2n, BigInt(height), BigInt(width)]]);
  });

  it('keeps the rows and columns of its input as symbols', () => {
    const { items, held } = symbolicDesign(wholeUnet(245, 245), catalogue);
    expect(held).toEqual([]);
    expect(items.get('y')?.inputs[0]?.map(toText)).toEqual(['1', '2', 'H', 'W']);
  });

  it('is found anew where an edit changes the size of the input alone', () => {
    const analyzer = new Analyzer(catalogue);
    analyzer.update(wholeUnet(572, 572));
    const before = wholeUnet(572, 572);
    const nodes = before.nodes.map((node) =>
      node.id === 'x' ? { ...node, fields: { ...node.fields, height: 245, width: 317 } } : node,
    );
    const after = { ...before, nodes };
    expect(analyzer.update(after).totals).toEqual(analyze(after, catalogue).totals);
  });
});

/** What is said of one item between an input of 3 × 9 × 16 and, where it takes one, another of 5 × 4 × 6. */
function around(definition: string, fields: Readonly<Record<string, FieldValue>>) {
  const like = fields.like === true ? ['other'] : [];
  const design = designOf({
    x: ['input', { channels: 3, height: 9, width: 16 }],
    other: ['input', { channels: 5, height: 4, width: 6 }],
    item: [definition, fields, 'x', ...like],
    y: ['output', {}, 'item'],
    z: ['output', {}, 'other'],
  });
  const { items, issues } = analyze(design, catalogue);
  return { item: items.get('item')!, problems: issues.map(({ code }) => code), texts: issues.map(sentence) };
}

test.each([
  ['adaptive-avg-pool', { rows: by('in.height'), columns: 1 }, [1n, 3n, 9n, 1n]],
  ['adaptive-max-pool', { rows: by('floor(rows/2)'), columns: by('columns/2') }, [1n, 3n, 4n, 8n]],
  ['crop', { top: 1, rows: by('in.height - 2*top'), columns: by('width of in') }, [1n, 3n, 7n, 16n]],
  ['crop', { rows: by('like.height'), columns: by('like.width'), like: true }, [1n, 3n, 4n, 6n]],
  ['slice', { start: 1, channels: by('in.channels - start') }, [1n, 2n, 9n, 16n]],
  ['pad', { bottom: by('mod(-in.height, 32)'), right: by('mod(-in.width, 32)') }, [1n, 3n, 32n, 32n]],
  [
    'resize',
    { to: 'size', rows: by('2*like.height'), columns: by('in.width'), like: true },
    [1n, 3n, 8n, 16n],
  ],
  ['reshape', { sizes: [0, by('in.height*in.width')] as unknown as FieldValue }, [1n, 3n, 144n]],
  ['conv2d', { outChannels: by('2*channels of in') }, [1n, 6n, 9n, 16n]],
] as const)('%s %j', (definition, fields, output) => {
  const { item, problems } = around(definition, fields);
  expect(problems).toEqual([]);
  expect(item.outputs).toEqual([output]);
});

describe('a size that cannot be followed', () => {
  test.each([
    ['adaptive-avg-pool', { rows: by('in.height/2') }, 'item, field rows: must be a whole number, got 9/2'],
    ['crop', { rows: by('in.height - 10'), columns: 1 }, 'item, field rows: must be from 1 to 65536, got -1'],
    [
      'crop',
      { rows: by('lik.height'), columns: 1 },
      'item, field rows: there is no input named lik; there is in alone',
    ],
    [
      'crop',
      { rows: by('in.depth'), columns: 1 },
      'item, field rows: in has no size named depth; nearest are width, batch, height, channels',
    ],
    [
      'conv2d',
      { stride: by('in.height') },
      'item, field stride: in.height is a size of an input, which only sizes can follow; use a number or a variable',
    ],
    [
      'resize',
      { rows: by('in.height'), to: 'size', divisor: by('rows') },
      'item, field divisor: in.height is a size of an input, which only sizes can follow; use a number or a variable',
    ],
    [
      'crop',
      { rows: by('in.height/0'), columns: 1 },
      'item, field rows, character 11: the expression divides by zero',
    ],
  ])('%s %j', (definition, fields, text) => {
    expect(around(definition, fields as Readonly<Record<string, FieldValue>>).texts).toEqual([text]);
  });

  it('is unknown, and nothing else, while what it follows is', () => {
    const design = designOf({
      x: ['input', { channels: 3, height: 9, width: 9 }],
      wrong: ['conv2d', { kernel: 11, padding: 'none' }, 'x'],
      item: ['crop', { rows: by('in.height - 2'), columns: 1 }, 'wrong'],
      y: ['output', {}, 'item'],
    });
    const { items, issues } = analyze(design, catalogue);
    expect(issues.map(({ where }) => where.node)).toEqual(['wrong']);
    expect(items.get('item')).toMatchObject({ values: null, inputPorts: ['in'], outputs: [null] });
  });

  it.each([
    ['pad-to', [9, 9], [8, 12], 'fit, port like: cannot bring 9 rows to 8; use crop-to or resize-to'],
    ['crop-to', [9, 9], [8, 12], 'fit, port like: cannot bring 9 columns to 12; use pad-to or resize-to'],
  ] as const)('%s is refused with both sizes', (definition, [height, width], [h, w], text) => {
    const design = designOf({
      x: ['input', { height, width }],
      other: ['input', { height: h, width: w }],
      fit: [definition, {}, 'x', 'other'],
      y: ['output', {}, 'fit'],
    });
    expect(analyze(design, catalogue).issues.map(sentence)).toEqual([text]);
  });
});

describe('names', () => {
  it('mean a field of the item first, then a variable, then a size', () => {
    const rowsOf = (variables: Design['variables'], expression: string) => {
      const design = designOf(
        {
          x: ['input', { channels: 3, height: 9, width: 16 }],
          item: ['crop', { rows: by(expression), columns: 2 }, 'x'],
          y: ['output', {}, 'item'],
        },
        variables,
      );
      return analyze(design, catalogue).items.get('item')?.values?.rows;
    };
    const height = { name: 'height', kind: 'integer', value: 5, min: 1, max: 9 } as const;
    expect(rowsOf([], 'height')).toBe(9n);
    expect(rowsOf([height], 'height')).toBe(5n);
    expect(rowsOf([height], 'in.height')).toBe(9n);
    expect(rowsOf([height], 'columns')).toBe(2n);
    expect(rowsOf([{ ...height, name: 'of' }], 'of + height of in')).toBe(14n);
  });

  it('are those of the item in its own formula', () => {
    const design = designOf({
      x: ['input', { channels: 3, height: 9, width: 16 }],
      half: ['max-pool', {}, 'x'],
      item: ['crop', { rows: by('floor(in.height/2)'), columns: 2 }, 'half'],
      y: ['output', {}, 'item'],
    });
    const { items } = analyze(design, catalogue);
    const formulas = itemFormulas(symbolicDesign(design, catalogue), 'item', items.get('item')!);
    if (!formulas.ok) throw new Error(JSON.stringify(formulas.issues));
    expect(toText(formulas.value.formulas.activationBytes.exact)).toBe('24*floor(H/2)');
    expect(formulas.value.numbers.get('H')).toBe(items.get('item')!.inputs[0]![2]);
  });

  it('keep symbols that stay, and hold those that cannot', () => {
    const formulaOf = (expression: string) => {
      const design = designOf({
        x: ['input', { channels: 3, height: 9, width: 16 }],
        item: ['crop', { rows: by(expression), columns: 2 }, 'x'],
        y: ['output', {}, 'item'],
      });
      const { items, held } = symbolicDesign(design, catalogue);
      return { rows: toText(items.get('item')!.outputs[0]![2]!), held: held.map(({ symbol }) => symbol) };
    };
    expect(formulaOf('floor(in.height/2)')).toEqual({ rows: 'floor(H/2)', held: [] });
    expect(formulaOf('min(in.height, 4)')).toEqual({ rows: '4', held: ['H'] });
  });
});
