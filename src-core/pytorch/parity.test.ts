import { describe, expect, it } from 'vitest';
import { chainOf, item, part, siamese } from '../analysis/shared-design.fixture.ts';
import { documentOf, networks } from '../catalogue.ts';
import { blocks, operators } from '../definitions.ts';
import type { Definition } from '../language/definition.ts';
import { boundaryOf } from '../language/roles.ts';
import { exampleDesign } from '../lower/example-design.fixture.ts';
import { differences, python, refusals, skipped } from './pytorch-run.fixture.ts';

const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';

const examplesOf = (definitions: readonly Definition[], most = Number.POSITIVE_INFINITY) =>
  definitions
    .filter((definition) => boundaryOf(definition) === undefined)
    .flatMap((definition) =>
      definition.examples
        .slice(0, most)
        .map(
          (example) =>
            [
              `${definition.id}, ${example.title}`,
              exampleDesign(definition, example),
              definition.id,
            ] as const,
        ),
    );

const writable = (examples: ReturnType<typeof examplesOf>) =>
  examples
    .filter(([, design]) => refusals(design).length === 0)
    .map(([name, design]) => [name, design] as const);

it('all operators can be written but those that torch itself does not have, and a pool that says where it found what', () => {
  const refused = examplesOf(operators).filter(([, design]) => refusals(design).length > 0);
  expect([...new Set(refused.map(([, , id]) => id))].sort()).toEqual([
    'max-pool',
    'non-max-suppression',
    'roi-align',
  ]);
  expect(new Set(refused.flatMap(([, design]) => refusals(design)))).toEqual(new Set(['pytorch/no-form']));
});

describe.skipIf(python === undefined)(`exported files in PyTorch${skipped}`, () => {
  it('every example of every operator equals onnxruntime', async () => {
    expect(await differences(writable(examplesOf(operators)))).toEqual([]);
  }, 300_000);

  it('examples of every block equal onnxruntime', async () => {
    expect(await differences(writable(examplesOf(blocks, all ? undefined : 1)))).toEqual([]);
  }, 600_000);

  it('weights that several items run with are one', async () => {
    const conv = (id: string, more = {}) => item(id, 'conv2d', { outChannels: 4, bias: true }, more);
    const far = chainOf(
      ...part('first', 'sequence', conv('conv'), item('norm', 'batch-norm')),
      item('act', 'relu'),
      ...part('second', 'sequence', conv('taker', { weightsOf: 'conv' }), item('norm2', 'batch-norm')),
    );
    const near = chainOf(conv('a'), item('act', 'relu'), conv('b', { weightsOf: 'a' }));
    expect(
      await differences([
        ['in two drawings', far],
        ['in a row', near],
        ['on maps of two sizes', siamese],
      ]),
    ).toEqual([]);
  }, 60_000);

  const some = ['hs-resnet-50-public', 'ghostnet'];
  const chosen = networks.filter(({ name, design }) =>
    all ? refusals(design).length === 0 : some.includes(name),
  );
  // Python takes seconds to find torch, so that a few share one.
  const together = all ? chosen.map((network) => [network]) : [chosen];
  const cases = together.map((some) => [some.map(({ name }) => name).join(', '), some] as const);
  it.each(cases)(
    'of %s equal onnxruntime',
    async (_, some) => {
      const designs = some.map((network) => [network.name, documentOf(network)] as const);
      expect(await differences(designs)).toEqual([]);
    },
    600_000,
  );
});
