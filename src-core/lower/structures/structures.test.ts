import { describe, expect, test } from 'vitest';
import { cited, held, programOn, structures } from './held.fixture.ts';
import { structureOf } from './of-program.fixture.ts';
import type { Structure } from './structure.fixture.ts';
import { canonical } from './structure.fixture.ts';

const known = new Map<string, Structure>();
function structureOfNetwork({ name, design, theirs: { side } }: (typeof held)[number]): Structure {
  const ours = known.get(name) ?? structureOf(programOn(design, side));
  known.set(name, ours);
  return ours;
}

describe('a ready network computes what the torchvision model that it cites computes', () => {
  test.each(held)('$name: $model', (network) => {
    const { steps, outputs } = network.theirs;
    const ours = structureOfNetwork(network);
    // A network without its auxiliary heads is held against the first output.
    expect(ours.outputs.length === 1 || ours.outputs.length === outputs.length).toBe(true);
    const theirs = { steps, outputs: outputs.slice(0, ours.outputs.length) };
    expect(canonical(ours).lines).toEqual(canonical(theirs).lines);
  });

  test('every list is that of a network', () => {
    const models = new Set(held.map(({ model }) => model));
    expect([...structures.keys()].filter((model) => !models.has(model))).toEqual([]);
  });

  /** Their source builds boxes and losses between the operations, or copies them to a size of its own. */
  test('without a list are the detectors alone', () => {
    const without = cited.filter(({ theirs }) => theirs === undefined).map(({ model }) => model);
    expect(without).toEqual([
      'fasterrcnn_resnet50_fpn',
      'fasterrcnn_resnet50_fpn_v2',
      'maskrcnn_resnet50_fpn',
      'maskrcnn_resnet50_fpn_v2',
      'keypointrcnn_resnet50_fpn',
      'retinanet_resnet50_fpn',
      'retinanet_resnet50_fpn_v2',
      'fcos_resnet50_fpn',
      'fasterrcnn_mobilenet_v3_large_fpn',
      'ssd300_vgg16',
      'ssdlite320_mobilenet_v3_large',
    ]);
  });

  /** Blocks leave the momentum of their norms at PyTorch's default, which matters in training alone. */
  test('only these train their norms with another momentum', () => {
    const momenta = ({ steps }: Structure) => [...new Set(steps.flatMap(({ momentum }) => momentum ?? []))];
    const others = held.flatMap((network) => {
      const theirs = String(momenta(network.theirs));
      return theirs === String(momenta(structureOfNetwork(network))) ? [] : [`${network.name}: ${theirs}`];
    });
    expect(others).toEqual([
      'mobilenet-v3-large: 0.01',
      'mobilenet-v3-small: 0.01',
      'efficientnet-b5: 0.01',
      'efficientnet-b6: 0.01',
      'efficientnet-b7: 0.01',
      'mnasnet-1.0: 0.0003',
      'mnasnet-0.5: 0.0003',
      'mnasnet-0.75: 0.0003',
      'mnasnet-1.3: 0.0003',
      'deeplab-v3-mobilenet-v3-large: 0.01,0.1',
      'lraspp-mobilenet-v3-large: 0.01,0.1',
    ]);
  });
});
