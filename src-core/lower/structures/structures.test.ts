import { describe, expect, test } from 'vitest';
import { networks } from '../../catalogue.ts';
import { printed } from './fingerprints.fixture.ts';
import { codeLists, held, heldToCode, programOn, structureLike, structures } from './held.fixture.ts';
import type { Structure } from './structure.fixture.ts';
import { canonical } from './structure.fixture.ts';

const known = new Map<string, Structure>();
function structureOfNetwork({ name, design, theirs }: (typeof heldToCode)[number]): Structure {
  const ours = known.get(name) ?? structureLike(name, programOn(design, theirs.side, theirs.columns));
  known.set(name, ours);
  return ours;
}

const heldNames = new Set([...held, ...heldToCode, ...printed].map(({ name }) => name));

/** Why a ready network is held neither against a list nor by its outputs. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'there is no public code': [
    'hs-resnet-18',
    'hs-resnet-34',
    'hs-resnet-50',
    'hs-resnet-101',
    'hs-resnet-152',
    'ghost-vgg-16',
  ],
  'its public code, ghost_resnet.py, has biases instead of the norms in its Ghost modules': [
    'ghost-resnet-50',
  ],
  'its file is larger than the 2 GiB that onnxruntime reads; attention is held in src-core/blocks/torch-modules.test.ts':
    ['vit-h-14'],
};

describe('a ready network computes what the public code that it cites computes', () => {
  test.each(held)('$name: $model', (network) => {
    const { steps, outputs } = network.theirs;
    const ours = structureOfNetwork(network);
    // A network without its auxiliary heads is held against the first output.
    expect(ours.outputs.length === 1 || ours.outputs.length === outputs.length).toBe(true);
    const theirs = { steps, outputs: outputs.slice(0, ours.outputs.length) };
    expect(canonical(ours).lines).toEqual(canonical(theirs).lines);
  });

  test.each(heldToCode)('$name', (network) => {
    const ours = structureOfNetwork(network);
    expect(canonical(ours).lines).toEqual(canonical(network.theirs).lines);
  });

  test('every list is that of a network', () => {
    const models = new Set(held.map(({ model }) => model));
    expect([...structures.keys()].filter((model) => !models.has(model))).toEqual([]);
    expect(heldToCode).toHaveLength(codeLists);
  });

  test('without a proof are these alone, each for its reason', () => {
    const without = networks.filter(({ name }) => !heldNames.has(name));
    expect(without.map(({ name }) => name).toSorted()).toEqual(Object.values(reasons).flat().toSorted());
  });

  /** It matters in training alone, so the lines above leave it out; heads that only train may have more norms. */
  test('norms follow new batches by the same share', { timeout: 120_000 }, () => {
    const momenta = ({ steps }: Structure) =>
      [...new Set(steps.flatMap(({ momentum }) => momentum ?? []))].toSorted().join(', ');
    const others = [...held, ...heldToCode].flatMap((network) => {
      const [ours, theirs] = [structureOfNetwork(network), network.theirs].map(momenta);
      return theirs === ours ? [] : [`${network.name}: ${ours}, theirs ${theirs}`];
    });
    expect(others).toEqual([]);
  });
});
