import { describe, expect, test } from 'vitest';
import { catalogue, networkOf } from '../../catalogue.ts';
import type { Design, DesignEdge, DesignNode } from '../../document/design.ts';
import { emptyDesign } from '../../document/design.ts';
import { analyze } from '../analyzer.ts';
import { receptiveFields } from './receptive-field.ts';

const fieldsOf = (design: Design) => {
  const analysis = analyze(design, catalogue);
  expect(analysis.issues).toEqual([]);
  return receptiveFields(analysis)!;
};

/** Input, one item and Output. */
function around(definition: string, fields: DesignNode['fields'], input: DesignNode['fields'], id = 'item') {
  const at = { x: 0, y: 0 };
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: input, position: at },
    { id, definition, fields, position: at },
    { id: 'output', definition: 'output', fields: {}, position: at },
  ];
  const edges = nodes.slice(1).map((node, index) => ({
    id: `e${index}`,
    from: { node: nodes[index]!.id, port: 'out' },
    to: { node: node.id, port: 'in' },
  }));
  return { ...emptyDesign('one'), nodes, edges };
}

describe('blocks by channel group', () => {
  const sizes = (definition: string, fields: DesignNode['fields']) =>
    fieldsOf(around(definition, fields, { channels: 20, height: 32, width: 32 }))
      .groupsOf('item')
      .map(({ name, field }) => [name, field.rows.extents.map(({ size }) => size)]);

  test('each group of an HS-Block holds one scale more than the one before', () => {
    expect(sizes('hs-block', { s: 5, w: 4 })).toEqual([
      ['group1', [1]],
      ['group2', [3]],
      ['group3', [3, 5]],
      ['group4', [3, 5, 7]],
      ['group5', [3, 5, 7, 9]],
    ]);
  });

  test('a Res2Net module adds what an HS-Block joins', () => {
    expect(sizes('res2net-block', { s: 5, w: 4 })).toEqual([
      ['group1', [3]],
      ['group2', [3, 5]],
      ['group3', [3, 5, 7]],
      ['group4', [3, 5, 7, 9]],
      ['group5', [1]],
    ]);
  });

  test('an item without groups has none', () => {
    const fields = fieldsOf(around('conv2d', {}, {}));
    expect(fields.groupsOf('item')).toEqual([]);
    expect(fields.groupsOf('nowhere')).toEqual([]);
    expect(fields.of('nowhere')).toBeUndefined();
  });
});

describe('ResNet-50', () => {
  const fields = receptiveFields(analyze(networkOf('resnet-50')!.design, catalogue))!;
  const rows = (path: string) => fields.of(path)![0]!.rows;

  test('grows from 11 rows behind the stem to 427 behind the last stage; shortcuts keep 11', () => {
    expect(rows('stem').extents).toEqual([{ size: 11, jump: 4, start: -5 }]);
    expect(rows('stage1').extremes!.max).toEqual({ size: 35, jump: 4, start: -17 });
    expect(rows('stage4').extremes).toEqual({
      min: { size: 11, jump: 32, start: -5 },
      max: { size: 427, jump: 32, start: -213 },
    });
  });

  test('the classifier reads all of the map before it, from one place', () => {
    expect(rows('output').extremes!.max).toEqual({ size: 427 + 6 * 32, jump: 0, start: -213 });
  });
});

describe('layers that do not slide', () => {
  const input = { channels: 4, height: 8, width: 12 };
  const outputOf = (
    definition: string,
    values: DesignNode['fields'],
    given: DesignNode['fields'] = input,
  ) => {
    const { rows, columns, isBound } = fieldsOf(around(definition, values, given)).of('item')![0]!;
    return { rows: rows.extents, columns: columns.extents, isBound };
  };

  test('rows and columns apart', () => {
    const { rows, columns } = outputOf('conv2d', { kernel: 1, kernelWidth: 7 });
    expect(rows).toEqual([{ size: 1, jump: 1, start: 0 }]);
    expect(columns).toEqual([{ size: 7, jump: 1, start: -3 }]);
  });

  test('norms over the map read all of it; norms over channels one position', () => {
    const all = {
      rows: [{ size: 8, jump: 0, start: 0 }],
      columns: [{ size: 12, jump: 0, start: 0 }],
      isBound: false,
    };
    expect(outputOf('group-norm', { groups: 2 })).toEqual(all);
    expect(outputOf('instance-norm', {})).toEqual(all);
    expect(outputOf('layer-norm', {}).rows).toEqual([{ size: 1, jump: 1, start: 0 }]);
    expect(outputOf('reduce-mean', {}).rows).toEqual(all.rows);
  });

  test('uneven bins and resizing have the whole map as their bound', () => {
    expect(outputOf('adaptive-avg-pool', { rows: 3, columns: 5 })).toEqual({
      rows: [{ size: 8, jump: 0, start: 0 }],
      columns: [{ size: 12, jump: 0, start: 0 }],
      isBound: true,
    });
    expect(outputOf('resize', {}).isBound).toBe(true);
    expect(outputOf('permute', { order: [0, 1, 3, 2] }, { ...input, width: 8 }).isBound).toBe(true);
  });

  test('what is brought to the size of another input does not read it position by position', () => {
    const at = { x: 0, y: 0 };
    const wires = [
      ['x', 'half', 'in'],
      ['half', 'large', 'in'],
      ['x', 'large', 'like'],
      ['large', 'y', 'in'],
    ] as const;
    const design: Design = {
      ...emptyDesign('like'),
      nodes: [
        { id: 'x', definition: 'input', fields: { height: 16, width: 16 }, position: at },
        { id: 'half', definition: 'conv2d', fields: { stride: 2 }, position: at },
        { id: 'large', definition: 'resize', fields: { to: 'input' }, position: at },
        { id: 'y', definition: 'output', fields: {}, position: at },
      ],
      edges: wires.map(([from, to, port]) => ({
        id: `${from}-${to}`,
        from: { node: from, port: 'out' },
        to: { node: to, port },
      })),
    };
    const [field] = receptiveFields(analyze(design, catalogue))!.of('large')!;
    expect(field!.isBound).toBe(true);
  });

  test('a flattened map has bounds until a layer reads all of it', () => {
    const at = { x: 0, y: 0 };
    const chain = ['input', 'flatten', 'relu', 'linear', 'output'].map(
      (definition): DesignNode => ({
        id: definition,
        definition,
        fields: definition === 'input' ? input : {},
        position: at,
      }),
    );
    const edges = chain.slice(1).map(({ id }, index) => ({
      id,
      from: { node: chain[index]!.id, port: 'out' },
      to: { node: id, port: 'in' },
    }));
    const fields = fieldsOf({ ...emptyDesign('classifier'), nodes: chain, edges });
    const isBound = (id: string) => fields.of(id)![0]!.isBound;
    expect(['flatten', 'relu', 'linear'].map(isBound)).toEqual([true, true, false]);
    expect(fields.of('linear')![0]!.columns.extents).toEqual([{ size: 12, jump: 0, start: 0 }]);
  });

  test('a gate adds the whole map to every position', () => {
    const at = { x: 0, y: 0 };
    const nodes: DesignNode[] = [
      { id: 'input', definition: 'input', fields: input, position: at },
      { id: 'pool', definition: 'global-avg-pool', fields: {}, position: at },
      { id: 'gate', definition: 'mul', fields: {}, position: at },
      { id: 'conv', definition: 'conv2d', fields: { kernel: 3, stride: 2 }, position: at },
      { id: 'output', definition: 'output', fields: {}, position: at },
    ];
    const wire = (id: string, node: string, to: string, port: string): DesignEdge => ({
      id,
      from: { node, port: 'out' },
      to: { node: to, port },
    });
    const edges = [
      wire('1', 'input', 'pool', 'in'),
      wire('2', 'input', 'gate', 'a'),
      wire('3', 'pool', 'gate', 'b'),
      wire('4', 'gate', 'conv', 'in'),
      wire('5', 'conv', 'output', 'in'),
    ];
    const { rows, isBound } = fieldsOf({ ...emptyDesign('gate'), nodes, edges }).of('conv')![0]!;
    expect(rows.extents).toEqual([
      { size: 3, jump: 2, start: -1 },
      { size: 8, jump: 0, start: 0 },
    ]);
    expect(isBound).toBe(false);
  });

  test('what is no image reads no image', () => {
    const at = { x: 0, y: 0 };
    const nodes: DesignNode[] = [{ id: 'boxes', definition: 'boxes-input', fields: {}, position: at }];
    const [field] = receptiveFields(analyze({ ...emptyDesign('boxes'), nodes }, catalogue))!.of('boxes')!;
    expect(field!.rows.extents).toEqual([]);
    expect(field!.rows.extremes).toBeNull();
  });

  test.each([
    ['deform-conv2d', {}, 'offset', [18, 8, 8]],
    ['dynamic-conv2d', {}, 'filters', [8, 4, 3, 3]],
    ['einsum', { equation: 'nchw,ncxw->nhxw' }, 'b', [4, 8, 8]],
  ] as const)('%s has bounds: what it reads is up to another input', (definition, fields, port, sizes) => {
    const at = { x: 0, y: 0 };
    const count = sizes.reduce<number>((product, size) => product * size, 1);
    const nodes: DesignNode[] = [
      { id: 'map', definition: 'input', fields: { channels: 4, height: 8, width: 8 }, position: at },
      { id: 'other', definition: 'input', fields: { channels: count, height: 1, width: 1 }, position: at },
      { id: 'shaped', definition: 'reshape', fields: { sizes }, position: at },
      { id: 'item', definition, fields, position: at },
      { id: 'output', definition: 'output', fields: {}, position: at },
    ];
    const wires = [
      ['map', 'item', definition === 'einsum' ? 'a' : 'in'],
      ['other', 'shaped', 'in'],
      ['shaped', 'item', port],
      ['item', 'output', 'in'],
    ] as const;
    const edges = wires.map(([from, to, end]) => ({
      id: `${from}-${to}`,
      from: { node: from, port: 'out' },
      to: { node: to, port: end },
    }));
    const [field] = fieldsOf({ ...emptyDesign('other'), nodes, edges }).of('item')!;
    expect(field!.isBound).toBe(true);
    expect(field!.rows.extremes!.max.size).toBe(8);
  });

  test('a kernel for each position reads its own position, and with it a window', () => {
    const design = around('involution', { k: 5, stride: 2 }, { channels: 16, height: 12, width: 12 });
    const [field] = fieldsOf(design).of('item')!;
    // The kernels are made of the average of 2 × 2 positions.
    expect(field!.rows.extents).toEqual([
      { size: 2, jump: 2, start: 0 },
      { size: 5, jump: 2, start: -2 },
    ]);
    expect(field!.isBound).toBe(false);
  });

  test('unknown where an item is unknown', () => {
    expect(receptiveFields(analyze(around('conv2d', { kernel: 2 }, {}), catalogue))).toBeNull();
  });
});
