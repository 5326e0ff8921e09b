import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from '../../algebra/evaluate.ts';
import { symbol } from '../../algebra/expression.ts';
import { catalogue, definitions, networkOf, networks } from '../../catalogue.ts';
import { calledAs } from '../../language/called.ts';
import type { Definition } from '../../language/definition.ts';
import { expand } from '../../language/expand.ts';
import { batchNorm } from '../../operators/normalization.ts';
import { globalAvgPool } from '../../operators/pooling.ts';
import { transposedConv2d } from '../../operators/transposed-convolution.ts';
import { analyze } from '../analyzer.ts';
import { flatProgramOf } from '../flat-program.ts';
import {
  conventionCost,
  conventionOf,
  conventionText,
  designCost,
  designError,
  toolError,
  unitOf,
} from './conventions.ts';
import { costOf, costUnder, costUnits } from './cost.ts';
import type { ModelMode } from './model-mode.ts';
import type { ConventionName } from './rules.ts';
import { conventionNames, conventions } from './rules.ts';

type Counts = Partial<Record<ConventionName, bigint>>;

/** ResNet-50 at 224 × 224 by every tool: measured with the tools themselves, to the unit. */
const resnet50Counts: Record<ConventionName, bigint> = {
  macs: 4_089_184_256n,
  flops: 8_178_368_512n,
  torchvision: 4_089_184_256n,
  torch: 8_178_368_512n,
  torchinfo: 4_089_238_376n,
  fvcore: 4_111_512_576n,
  'ptflops-aten': 4_089_185_256n,
  'ptflops-pytorch': 4_132_436_968n,
  thop: 4_133_742_592n,
  'thop-0.0.31': 4_111_514_624n,
  calflops: 8_211_108_352n,
  // 4.145 G in mmengine's documentation: 4,089,184,256 + 5 * 11,113,984 + 100,352.
  mmengine: 4_144_854_528n,
  paddleslim: 4_089_184_256n,
  // 4,089,184,256 + 2 * 11,113,984 + 9,608,704 + 2 * 2,048.
  'paddleslim-dygraph': 4_121_025_024n,
};

/** Other networks, measured with the tools themselves. */
const measured: Record<string, Counts> = {
  'resnet-18': {
    macs: 1_814_073_344n,
    'ptflops-pytorch': 1_825_313_768n,
    'ptflops-aten': 1_814_074_344n,
    thop: 1_824_033_792n,
    'thop-0.0.31': 1_819_066_368n,
    fvcore: 1_819_065_856n,
    torchinfo: 1_814_083_944n,
    torch: 3_628_146_688n,
    calflops: 3_636_250_112n,
  },
  'mobilenet-v2': {
    macs: 300_774_272n,
    'ptflops-pytorch': 320_300_008n,
    'ptflops-aten': 300_775_272n,
    thop: 327_486_720n,
    'thop-0.0.31': 314_130_496n,
    fvcore: 314_193_216n,
    torchinfo: 300_809_384n,
    torch: 601_548_544n,
  },
  'efficientnet-b0': {
    macs: 385_814_752n,
    'ptflops-pytorch': 410_196_896n,
    'ptflops-aten': 385_825_092n,
    thop: 415_145_024n,
    'thop-0.0.31': 401_678_972n,
    fvcore: 401_659_392n,
    torchinfo: 385_867_108n,
    torch: 771_629_504n,
  },
};

const analysisOf = (name: string) => analyze(networkOf(name)!.design, catalogue);

describe('ResNet-50 in every convention', () => {
  const analysis = analysisOf('resnet-50');
  test.each(conventionNames)('%s', (name) => {
    expect(designCost(analysis, conventionOf(name))).toBe(resnet50Counts[name]);
  });
});

describe.each(Object.entries(measured))('%s', (network, counts) => {
  const analysis = analysisOf(network);
  test('counts as each tool printed', () => {
    for (const [name, count] of Object.entries(counts)) {
      expect(designCost(analysis, conventionOf(name as ConventionName)), name).toBe(count);
    }
  });
});

test('every convention says what it counts, who counts so and where that was read', () => {
  for (const convention of conventions) {
    expect(convention.source).toMatch(/\S/);
    expect(convention.counts).toMatch(/\S/);
    expect(unitOf(convention)).toBe(convention.perMac === 1n ? 'MACs' : 'FLOPs');
  }
  expect(conventionText(conventionOf('fvcore'))).toMatch(/^fvcore, “flops”: conv \+ linear/);
  expect(new Set(conventionNames).size).toBe(conventions.length);
});

test('the two units of a stored cost are the conventions of their names', () => {
  const analysis = analysisOf('resnet-50');
  for (const unit of costUnits) {
    expect(costOf(analysis.totals!.macs, unit)).toEqual(costUnder(analysis, conventionOf(unit)));
  }
});

test('MACs under a convention are the MACs that the facts hold, for every network', () => {
  for (const { design, name } of networks) {
    const analysis = analyze(design, catalogue);
    expect(designCost(analysis, conventionOf('macs')), name).toBe(analysis.totals!.macs);
  }
});

test('a design is priced as the sum of its flat operators', () => {
  const analysis = analysisOf('resnet-50');
  for (const convention of conventions) {
    const costs = flatProgramOf(analysis)!.operators.map(({ expansion }) =>
      conventionCost(expansion, convention),
    );
    expect(costs.reduce<bigint>((sum, cost) => sum + (cost as bigint), 0n)).toBe(
      designCost(analysis, convention),
    );
  }
});

test('an unknown item leaves the cost of the design unknown', () => {
  const { design } = networkOf('resnet-50')!;
  const analysis = analyze({ ...design, edges: design.edges.slice(1) }, catalogue);
  expect(designCost(analysis, conventionOf('thop'))).toBeNull();
  expect(costUnder(analysis, conventionOf('thop')).value).toBeNull();
});

test('every definition has a price in every convention, never a negative one', () => {
  for (const definition of definitions) {
    for (const { inputs, fields } of definition.examples) {
      const shapes = inputs.map((shape) => shape.map(BigInt));
      const expansion = expand(definition as Definition, (fields ?? {}) as never, shapes);
      for (const convention of conventions) {
        const cost = conventionCost(expansion, convention);
        if (cost === null) expect(toolError([expansion], convention), convention.name).not.toBeNull();
        else expect(cost).toBeGreaterThanOrEqual(0n);
      }
    }
  }
});

test('a price over symbols is the price over numbers', () => {
  const [c, h, w] = ['C', 'H', 'W'].map((name) => symbol(name)) as [bigint, bigint, bigint];
  const symbolic = expand(batchNorm, {}, [[1n, c, h, w]]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 64 }), (channels, size) => {
      const shape = [1n, BigInt(channels), BigInt(size), BigInt(size)];
      const numbers = new Map([
        ['C', BigInt(channels)],
        ['H', BigInt(size)],
        ['W', BigInt(size)],
      ]);
      for (const convention of conventions) {
        const price = conventionCost(expand(batchNorm, {}, [shape]), convention);
        if (price === null) {
          expect([convention.mode, size]).toEqual(['train', 1]);
          continue;
        }
        expect(substitute(conventionCost(symbolic, convention)!, numbers)).toBe(price);
      }
    }),
  );
});

describe('what tools get wrong is reproduced', () => {
  const costs = (definition: Definition, fields: object, shape: readonly bigint[]) =>
    Object.fromEntries(
      conventions.map((convention) => [
        convention.name,
        conventionCost(expand(definition, fields as never, [shape]), convention),
      ]),
    );

  test('a transposed convolution at its output, by thop and torchinfo: four times too much at stride 2', () => {
    const macs = 14n * 14n * 256n * 256n * 4n;
    const cost = costs(transposedConv2d as Definition, { outChannels: 256, bias: true }, [
      1n,
      256n,
      14n,
      14n,
    ]);
    expect(cost.macs).toBe(macs);
    expect(cost.fvcore).toBe(macs);
    expect(cost.thop).toBe(4n * macs);
    expect(cost['ptflops-pytorch']).toBe(macs + 28n * 28n * 256n);
    // 2 · 14² · 2² · 256² and a bias at the 7 × 7 positions of an ordinary convolution.
    expect(cost.calflops).toBe(2n * macs + 7n * 7n * 256n);
    expect(cost.torchinfo).toBe(4n * macs + 28n * 28n * 256n);
    expect(cost.paddleslim).toBe(0n);
  });

  test('a frozen norm is arithmetic that no tool sees, except PaddleSlim', () => {
    const cost = costs(batchNorm as Definition, { frozen: true }, [1n, 8n, 4n, 4n]);
    expect(cost['paddleslim-dygraph']).toBe(2n * 128n);
    for (const name of conventionNames) if (name !== 'paddleslim-dygraph') expect(cost[name], name).toBe(0n);
  });

  test('a norm of one value per channel, in training: torch stops, and so does the tool', () => {
    const { design } = networkOf('deeplab-v3-mobilenet-v3-large')!;
    const analysis = analyze(design, catalogue);
    const train = conventionOf('fvcore', 'train');
    expect(designCost(analysis, train)).toBeNull();
    expect(costUnder(analysis, train).error).toBe(designError(analysis, train));
    expect(designError(analysis, train)).toMatch(/^ValueError: Expected more than 1 value per channel/);
    expect(designError(analysis, conventionOf('fvcore'))).toBeNull();
  });

  test('a model in training, by the tools that leave it in training', () => {
    const analysis = analysisOf('resnet-50');
    const cost = (name: ConventionName, mode: ModelMode) => designCost(analysis, conventionOf(name, mode));
    expect(cost('fvcore', 'train')).toBe(cost('mmengine', 'train'));
    expect(cost('mmengine', 'eval')).toBe(cost('fvcore', 'eval'));
    expect(cost('mmengine', 'train')).toBe(resnet50Counts.mmengine);
    // 3 more for each of the 11,113,984 values of batch norms.
    expect(cost('fvcore', 'train')).toBe(resnet50Counts.fvcore + 3n * 11_113_984n);
    for (const name of ['thop', 'calflops', 'ptflops-pytorch'] as const) {
      expect(cost(name, 'train'), name).toBe(resnet50Counts[name]);
    }
  });

  test('a global pool, by module and by function', () => {
    const expansion = expand(globalAvgPool, {}, [[1n, 10n, 7n, 7n]]);
    const cost = (name: ConventionName, called: boolean) =>
      conventionCost(calledAs(expansion, called ? 'function' : undefined), conventionOf(name));
    expect(cost('thop', false)).toBe(500n);
    expect(cost('thop', true)).toBe(0n);
    expect(cost('ptflops-pytorch', false)).toBe(980n);
    expect(cost('ptflops-pytorch', true)).toBe(490n);
    expect(cost('paddleslim-dygraph', false)).toBe(20n);
    expect(cost('fvcore', true)).toBe(490n);
  });

  test('PaddleSlim counts convolutions for one image and the classifier for the batch', () => {
    const { design } = networkOf('resnet-50')!;
    const eight = {
      ...design,
      nodes: design.nodes.map((node) => (node.id === 'input' ? { ...node, fields: { batch: 8 } } : node)),
    };
    const cost = designCost(analyze(eight, catalogue), conventionOf('paddleslim'));
    expect(cost).toBe(4_087_136_256n + 8n * 2_048_000n);
  });
});
