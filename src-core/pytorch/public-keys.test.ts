import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { lower } from '../lower/program.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { publicOrigins, publicStates } from './public-states.fixture.ts';
import { stateOf } from './state.ts';
import { writePyTorch } from './write-pytorch.ts';

const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';
const some = ['resnet18', 'mobilenet_v2', 'squeezenet1_0'];

/** The ready networks that stand for the lists, by the names of these. */
const subjects: Readonly<Record<string, string>> = {
  resnet18: 'resnet-18',
  resnet34: 'resnet-34',
  resnet50: 'resnet-50',
  resnet101: 'resnet-101',
  resnet152: 'resnet-152',
  resnext50_32x4d: 'resnext-50',
  mobilenet_v2: 'mobilenet-v2',
  mobilenet_v3_large: 'mobilenet-v3-large',
  efficientnet_b0: 'efficientnet-b0',
  mnasnet1_0: 'mnasnet-1.0',
  shufflenet_v2_x1_0: 'shufflenet-v2-1.0',
  squeezenet1_0: 'squeezenet-1.0',
  densenet121: 'densenet-121',
  googlenet: 'googlenet-aux',
  inception_v3: 'inception-v3-aux',
  regnet_x_400mf: 'regnet-x-400mf',
  regnet_y_400mf: 'regnet-y-400mf',
  alexnet: 'alexnet',
  vgg16: 'vgg-16',
  vgg16_bn: 'vgg-16-bn',
  fcn_resnet50: 'fcn',
  deeplabv3_resnet50: 'deeplab-v3',
  res2net50_26w_4s: 'res2net-50',
  res2net101_26w_4s: 'res2net-101',
  res2net50_v1b_26w_4s: 'res2net-50-v1b',
  res2next50: 'res2next-50',
  ghostnet: 'ghostnet',
  hs_resnet50_public: 'hs-resnet-50-public',
};

/** Lists that no ready network of ours has the keys of, and why. */
const withoutKeys: Readonly<Record<string, string>> = {
  convnext_tiny: 'scales have two more axes there, and a stage is cut behind its first convolution',
  swin_t: 'a table has no axis for the batch there, and indices are stored with it',
  vit_b_16: 'queries, keys and values are parameters of an attention there, not of a linear layer',
  fasterrcnn_resnet50_fpn: 'torch itself has no RoI align',
  retinanet_resnet50_fpn: 'the norms are frozen and keep no count of batches',
  res2net50_48w_2s: 'a variable of Res2Net-50 makes it',
  res2net_dla60: 'two projections there are never run',
  ghost_resnet50: 'weights there are stored a second time and never read',
};

function stateDict(name: string): ReadonlyMap<string, string> {
  const { design, publicKeys } = networkOf(name)!;
  const analysis = analyze(design, catalogue);
  const file = writePyTorch(analysis, { names: publicKeys!.names });
  const program = lower(analysis);
  if (!file.ok || !program.ok) throw new Error(JSON.stringify([file, program]));
  return new Map(stateOf(file.value, program.value).map(({ key, shape }) => [key, shape.join('x')]));
}

const sorted = (state: ReadonlyMap<string, string>) =>
  [...state].map(([key, shape]) => `${key} ${shape}`).toSorted();

it('what a person renames, inserts or takes apart keeps its own names, and all else those of the published code', () => {
  const { design, publicKeys } = networkOf('mobilenet-v2')!;
  const renamed = (id: string): string => (id === 'stage3' ? 'features' : id);
  const edited = {
    ...design,
    nodes: design.nodes.map((node) => ({ ...node, id: renamed(node.id) })),
    edges: design.edges.map(({ id, from, to }) => ({
      id,
      from: { ...from, node: renamed(from.node) },
      to: { ...to, node: renamed(to.node) },
    })),
  };
  const analysis = analyze(edited, catalogue);
  const file = writePyTorch(analysis, { names: publicKeys!.names });
  const program = lower(analysis);
  if (!file.ok || !program.ok) throw new Error(JSON.stringify([file, program]));
  const keys = stateOf(file.value, program.value).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBe(publicStates.get('mobilenet_v2')!.size);
  expect(keys).toContain('features.2.conv.0.0.weight');
  expect(keys).toContain('features_2.0.expand.conv.weight');
  expect(file.value.text).toContain('self.features_2 = ');
});

it('every list stands for a ready network, or is said why not', () => {
  const said = [...Object.keys(subjects), ...Object.keys(withoutKeys)];
  expect(said.toSorted()).toEqual([...publicStates.keys()].toSorted());
});

describe('state dicts', () => {
  it.each(Object.entries(subjects))('%s: %s has its keys and shapes', (list, name) => {
    expect(sorted(stateDict(name))).toEqual(sorted(publicStates.get(list)!));
  });
});

/**
 * Builds each model of torchvision with random weights and lively norms, loads its state into the exported file and back, both
 * strictly, and says how far the outputs are apart, as a share of the largest.
 */
const comparer = `
import json, sys, torch, torchvision
torch.manual_seed(1)
for case in json.load(sys.stdin):
    space = {"__name__": "exported"}
    exec(compile(case["source"], "exported", "exec"), space)
    ours = space[case["className"]]().eval()
    theirs = torchvision.models.get_model(case["model"], weights=None, **case["options"]).eval()
    for name, tensor in theirs.state_dict().items():
        if name.endswith(("running_mean", "bias")):
            tensor.normal_(0, 0.1)
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 1.5)
    ours.load_state_dict(theirs.state_dict(), strict=True)
    theirs.load_state_dict(ours.state_dict(), strict=True)
    x = torch.randn(case["shape"])
    with torch.no_grad():
        a, b = ours(x), theirs(x)
    a = list(a) if isinstance(a, tuple) else [a]
    b = [b["out"], b["aux"]] if isinstance(b, dict) else [b]
    if isinstance(b[0], torch.Tensor) and len(a) > len(b):
        a = [each for each in a if torch.is_tensor(each)][: len(b)]
    gaps = [float((p - q).abs().max() / q.abs().max()) for p, q in zip(a, b)]
    print(json.dumps({"model": case["model"], "gap": max(gaps), "outputs": len(gaps)}), flush=True)
`;

const python = pythonWith('torchvision');

/** Models of torchvision whose lists we do not hold, one of each way to make a network of its family. */
const siblings: readonly (readonly [model: string, name: string])[] = [
  ['mobilenet_v3_small', 'mobilenet-v3-small'],
  ['efficientnet_v2_s', 'efficientnet-v2-s'],
  ['efficientnet_v2_l', 'efficientnet-v2-l'],
  ['squeezenet1_1', 'squeezenet-1.1'],
  ['vgg19', 'vgg-19'],
  ['wide_resnet50_2', 'wide-resnet-50-2'],
  ['regnet_x_800mf', 'regnet-x-800mf'],
  ['deeplabv3_mobilenet_v3_large', 'deeplab-v3-mobilenet-v3-large'],
];

const options: Readonly<Record<string, object>> = {
  deeplabv3_mobilenet_v3_large: { weights_backbone: null, aux_loss: true },
  googlenet: { init_weights: false, aux_logits: true },
  inception_v3: { init_weights: false, aux_logits: true },
  fcn_resnet50: { weights_backbone: null, aux_loss: true },
  deeplabv3_resnet50: { weights_backbone: null, aux_loss: true },
};

describe.skipIf(python === undefined)(
  `torchvision${python === undefined ? ' (skipped: no Python here has it)' : ''}`,
  () => {
    const ofTorchvision = Object.entries(subjects).filter(([list]) =>
      publicOrigins.get(list)!.startsWith('torchvision'),
    );
    const chosen = all
      ? [...ofTorchvision, ...siblings]
      : ofTorchvision.filter(([list]) => some.includes(list));
    it('weights load into the exported files strictly and back, and give the outputs of torchvision', () => {
      const cases = chosen.map(([model, name]) => {
        const { design, publicKeys } = networkOf(name)!;
        const file = writePyTorch(analyze(design, catalogue), { names: publicKeys!.names });
        if (!file.ok) throw new Error(JSON.stringify(file.issues));
        const { text: source, className } = file.value;
        // The filters of Inception's auxiliary head are as large as its map.
        const side = model === 'inception_v3' ? 299 : 128;
        return { source, className, model, options: options[model] ?? {}, shape: [1, 3, side, side] };
      });
      const ran = spawnSync(python!, ['-c', comparer], { input: JSON.stringify(cases), encoding: 'utf8' });
      if (ran.status !== 0) throw new Error(ran.stdout + ran.stderr);
      const lines = ran.stdout.trim().split('\n');
      const gaps = lines.map((line) => JSON.parse(line) as { model: string; gap: number });
      expect(gaps.map(({ model }) => model)).toEqual(chosen.map(([model]) => model));
      expect(gaps.filter(({ gap }) => !(gap < 1e-4))).toEqual([]);
    }, 600_000);
  },
);
