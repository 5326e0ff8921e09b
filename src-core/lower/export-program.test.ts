import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, definitions, networkOf } from '../catalogue.ts';
import type { Design, DesignNode } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition, Example } from '../language/definition.ts';
import { elementCount } from '../language/tensor.ts';
import { conformance } from './conformance.fixture.ts';
import { exampleDesign } from './example-design.fixture.ts';
import { exportProgram } from './export-program.ts';
import { dimensionsOf } from './free-dimensions.ts';
import type { ExportOptions } from './onnx-options.ts';
import { opsets, plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

/** Every combination in `npm run test:all`, one of each kind otherwise. */
const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** The design with the inputs' sizes multiplied. */
function larger(design: Design, factors: Readonly<Record<string, number>>): Design {
  const analysis = analyze(design, catalogue);
  return {
    ...design,
    nodes: design.nodes.map((node) => {
      const values = analysis.items.get(node.id)?.values ?? {};
      if (node.definition !== 'input' && node.definition !== 'boxes-input') return node;
      const sizes = Object.entries(factors).flatMap(([name, factor]) =>
        name in values ? [[name, Number(values[name]) * factor] as const] : [],
      );
      return { ...node, fields: { ...node.fields, ...Object.fromEntries(sizes) } };
    }),
  };
}

/** How far the file of a design is from the interpreter at other sizes; the codes of its issues where it is refused. */
async function gapsOf(
  design: Design,
  options: ExportOptions,
  factors: Readonly<Record<string, number>> = {},
): Promise<{ readonly gap: number; readonly refused: readonly string[]; readonly folded: number }> {
  const exported = exportProgram(design, catalogue, options);
  if (!exported.ok) return { gap: 0, refused: exported.issues.map(({ code }) => code), folded: 0 };
  const there = lower(analyze(larger(design, factors), catalogue));
  if (!there.ok) throw new Error(JSON.stringify(there.issues));
  const { program, folded } = exported.value;
  const result = await conformance(there.value, onnxruntime, 1, { exported: program, onnx: options });
  if (!result.ok) return { gap: 0, refused: result.issues.map(({ code }) => code), folded: 0 };
  return { gap: Math.max(0, ...Object.values(result.value)), refused: [], folded };
}

/** The interpreter is slow: examples that cost more than this are left to others of their definition. */
const mostMacs = 100_000n;
const mostValues = 20_000;

const examples = definitions.flatMap((definition: Definition) =>
  definition.examples
    .filter(
      ({ macs, inputs }) => macs <= mostMacs && inputs.every((sizes) => elementCount(sizes) <= mostValues),
    )
    .map((example: Example) => ({ definition, example })),
);

/** What only some operator sets can say: a part of the operator's id, and the first and last of them. */
const narrow = [
  ['roi', 16, 21],
  ['deform', 16, 23],
] as const;

describe('every opset', () => {
  const cases = examples.flatMap(({ definition, example }, index) =>
    opsets
      .filter((_, at) => all || (definition.kind === 'operator' && at === index % opsets.length))
      .map((opset) => [definition.id, example.title, opset, exampleDesign(definition, example)] as const),
  );
  it.each(cases)('%s, %s, opset %i: onnxruntime equals the interpreter', async (id, _, opset, design) => {
    const { gap, refused } = await gapsOf(design, { ...plainExport, opset });
    expect(gap < 1e-4 ? 0 : gap).toBe(0);
    const isBeyond = narrow.some(
      ([part, least, most]) => id.includes(part) && (opset < least || opset > most),
    );
    expect(refused).toEqual(isBeyond && refused.length > 0 ? ['export/opset'] : []);
  });
});

describe('half precision', () => {
  const cases = examples
    .filter(({ definition }) => all || definition.kind === 'operator')
    .map(
      ({ definition, example }) =>
        [definition.id, example.title, exampleDesign(definition, example)] as const,
    );
  it.each(cases)('%s, %s: onnxruntime is near the interpreter', async (_, __, design) => {
    const { gap, refused } = await gapsOf(design, { ...plainExport, precision: 'fp16' });
    expect([gap < 1e-2 ? 0 : gap, refused]).toEqual([0, []]);
  });
});

describe('half precision and a free batch, in the first and the last operator set', () => {
  const ends = [opsets[0]!, opsets.at(-1)!];
  /** These are written image by image. */
  const ofOneBatch = ['dynamic-conv2d', 'max-unpool', 'non-max-suppression'];
  const cases = examples
    .filter(({ definition }) => definition.kind === 'operator')
    .flatMap(({ definition, example }, index) =>
      ends
        .filter((_, at) => all || at === index % ends.length)
        .map((opset) => [definition.id, example.title, opset, exampleDesign(definition, example)] as const),
    );
  it.each(cases)('%s, %s, opset %i', async (id, _, opset, design) => {
    const dynamic = [...dimensionsOf(analyze(design, catalogue)).keys()].filter((name) => name === 'batch');
    const options: ExportOptions = { ...plainExport, opset, precision: 'fp16', dynamic };
    const { gap, refused } = await gapsOf(design, options, refusedAt(design, { batch: 2 }));
    expect(gap < 1e-2 ? 0 : gap).toBe(0);
    const isBeyond = narrow.some(
      ([part, least, most]) => id.includes(part) && (opset < least || opset > most),
    );
    // what an operator set has no node for may be written image by image
    const expected = isBeyond
      ? ['export/opset', 'export/free-size']
      : [ofOneBatch.includes(id) ? 'export/free-size' : 'export/free-design'];
    for (const code of refused) expect(expected).toContain(code);
  });
});

describe('free sizes', () => {
  const cases = examples
    .filter(({ definition }) => all || definition.kind === 'operator')
    .map(
      ({ definition, example }) =>
        [definition.id, example.title, exampleDesign(definition, example)] as const,
    );
  it.each(cases)('%s, %s: runs at another batch and size, or is refused', async (_, __, design) => {
    const dynamic = [...dimensionsOf(analyze(design, catalogue)).keys()].filter(
      (name) => name !== 'channels',
    );
    const factors = { batch: 2, height: 2, width: 3, boxes: 2 };
    const { gap, refused } = await gapsOf(design, { ...plainExport, dynamic }, refusedAt(design, factors));
    expect(gap < 1e-4 ? 0 : gap).toBe(0);
    for (const code of refused) expect(code).toMatch(/^export\/free-/);
  });
});

/** The factors, or none where the design itself does not hold there, so that it is refused. */
function refusedAt(
  design: Design,
  factors: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return lower(analyze(larger(design, factors), catalogue)).ok ? factors : {};
}

const networkAt = (name: string, height: number, width: number): Design => {
  const { design } = networkOf(name)!;
  return {
    ...design,
    nodes: design.nodes.map((node) =>
      node.definition === 'input' ? { ...node, fields: { ...node.fields, height, width } } : node,
    ),
  };
};

describe('a whole network with all options', { timeout: 120_000 }, () => {
  const dynamic = ['batch', 'height', 'width'];
  it('ResNet-18 runs at other sizes, its norms folded, in half precision', async () => {
    const options: ExportOptions = { dynamic, opset: 18, precision: 'fp16', foldNorms: true };
    const { gap, refused, folded } = await gapsOf(networkAt('resnet-18', 32, 32), options, {
      batch: 2,
      width: 2,
    });
    expect([refused, folded]).toEqual([[], 20]);
    expect(gap).toBeLessThan(2e-2);
    if (!all) return;
    const single = await gapsOf(
      networkAt('resnet-18', 32, 32),
      { ...options, precision: 'fp32' },
      { height: 2 },
    );
    expect(single.gap).toBeLessThan(1e-4);
  });

  it('PVT v2 runs at other sizes: its sequences become maps of the sides of the image', async () => {
    const options: ExportOptions = { dynamic, opset: 18, precision: 'fp32', foldNorms: true };
    const { gap, refused } = await gapsOf(
      networkAt('pvt-v2-b0', 32, 32),
      options,
      all ? { batch: 2, width: 2 } : { width: 2 },
    );
    expect(refused).toEqual([]);
    expect(gap).toBeLessThan(1e-4);
  });
});

/** Items one after another between an Input of 4 channels and an Output. */
function chained(...items: readonly (readonly [definition: string, fields: DesignNode['fields']])[]): Design {
  const position = { x: 0, y: 0 };
  const nodes = [
    ['input', { channels: 4, height: 6, width: 5 }] as const,
    ...items,
    ['output', {}] as const,
  ].map(([definition, fields], index) => ({ id: `${definition}${index}`, definition, fields, position }));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id,
    from: { node: nodes[index]!.id, port: 'out' },
    to: { node: id, port: 'in' },
  }));
  return { ...emptyDesign('chain'), nodes, edges };
}

describe('blocks that cut a map into windows or patches, at sizes where these fit and where they do not', () => {
  const window = { depth: 2, w: 8, heads: 2, window: 4 };
  const patches = { width: 6, depth: 1, ratio: 1, patch: 4 };
  const cases = [
    ['swin-stage', window, { opset: 13, precision: 'fp32' }],
    ['swin-stage', { ...window, second: true, windowWidth: 2 }, { opset: 23, precision: 'fp32' }],
    ['swin-stage', window, { opset: 23, precision: 'fp16' }],
    ['mobilevit-block', { ...patches, heads: 3 }, { opset: 18, precision: 'fp32' }],
    ['mobilevit-v2-block', patches, { opset: 13, precision: 'fp16' }],
  ] as const;
  it.each(cases)('%s %j as %j', async (definition, fields, asked) => {
    // A map of 6 × 5, of which patch merging makes one window.
    const design = chained([definition, fields]);
    const options = { ...plainExport, ...asked, dynamic: ['batch', 'height', 'width'] };
    const sizes: readonly Readonly<Record<string, number>>[] = [
      {},
      { height: 2 },
      { width: 4 },
      { batch: 2, height: 3, width: 3 },
    ];
    for (const factors of sizes) {
      const { gap, refused } = await gapsOf(design, options, factors);
      expect(refused).toEqual([]);
      expect(gap, JSON.stringify(factors)).toBeLessThan(asked.precision === 'fp16' ? 2e-2 : 1e-4);
    }
  });
});

describe('norms folded', () => {
  const norm = ['batch-norm', {}] as const;
  const cases = [
    ['a convolution of two groups', [['conv2d', { outChannels: 6, groups: 2 }], norm], 1],
    ['one with a bias', [['conv2d', { outChannels: 5, bias: true }], norm, norm], 1],
    ['a transposed one', [['transposed-conv2d', { outChannels: 6, groups: 2 }], norm], 1],
    ['a linear layer', [['flatten', {}], ['linear', { outFeatures: 7 }], norm], 1],
    ['a standardized filter, which stays', [['conv2d', { outChannels: 6, standardized: true }], norm], 0],
    ['nothing before it', [norm], 0],
  ] as const;
  it.each(cases)('%s gives what the norm gave', async (_, items, count) => {
    const { gap, refused, folded } = await gapsOf(chained(...items), { ...plainExport, foldNorms: true });
    expect([refused, folded]).toEqual([[], count]);
    expect(gap).toBeLessThan(1e-4);
  });
});

describe('what cannot be free', () => {
  const issuesOf = (design: Design, dynamic: readonly string[]) => {
    const exported = exportProgram(design, catalogue, { ...plainExport, dynamic });
    return exported.ok ? [] : exported.issues;
  };

  it('is refused by item and dimension', () => {
    const pooled = chained(['adaptive-max-pool', { rows: 3, columns: 1 }]);
    expect(issuesOf(pooled, ['batch', 'height'])).toMatchObject([
      { code: 'export/free-size', where: { node: 'adaptive-max-pool1' }, data: { dimension: 'height' } },
    ]);
    const flat = chained(['flatten', {}], ['linear', { outFeatures: 2 }]);
    expect(issuesOf(flat, ['batch', 'width'])).toMatchObject([
      { code: 'export/free-weight', where: { node: 'linear2' }, data: { dimension: 'width' } },
    ]);
    expect(issuesOf(flat, ['batch'])).toEqual([]);
  });

  it('is told of where no input has such a size', () => {
    expect(issuesOf(chained(['relu', {}]), ['depth'])).toMatchObject([
      {
        code: 'export/unknown-dimension',
        data: { name: 'depth', nearest: 'nearest are width, batch, height, channels' },
      },
    ]);
  });
});
