import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networks } from '../catalogue.ts';
import { lower } from '../lower/program.ts';

/** By family, of which the lists of what sources compute hold some members or none; where each source says it. */
const momenta: readonly (readonly [names: RegExp, momenta: readonly number[], source: string])[] = [
  [/^maxvit-/, [0.99], 'torchvision maxvit.py, norm_layer'],
  [/^ssdlite320-/, [0.03], 'torchvision detection/ssdlite.py, norm_layer'],
  [/^yolov5/, [0.03], 'YOLOv5 0067b57, utils/torch_utils.py initialize_weights, which later versions import'],
  [/^cbam-/, [0.01, 0.1], 'attention-module 459efad, MODELS/cbam.py BasicConv, of the spatial gate alone'],
  [/^yolox-/, [0.03], 'YOLOX 6ddff48, yolox/exp/yolox_base.py init_yolo'],
  [
    /^(?:tf-)?efficientdet-/,
    [0.01, 0.1],
    'effdet c6dff77, config/model_config.py norm_kwargs; its backbones keep 0.1',
  ],
];

test.each(momenta)('norms of %s follow new batches by %j, as %s says', (names, expected) => {
  const members = networks.filter(({ name }) => names.test(name));
  expect(members.length).toBeGreaterThan(0);
  for (const { name, design } of members) {
    const program = lower(analyze(design, catalogue));
    if (!program.ok) throw new Error(JSON.stringify(program.issues));
    const found = program.value.operators.flatMap(({ values }) => values.momentum ?? []);
    expect([...new Set(found as number[])].toSorted(), name).toEqual(expected);
  }
});
