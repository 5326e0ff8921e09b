import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, definitions, networkOf } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { exampleDesign } from '../lower/example-design.fixture.ts';
import { interpret } from '../lower/interpreter.ts';
import { normalOf } from '../lower/normal.ts';
import type { Program } from '../lower/program.ts';
import { lower, weightsOf } from '../lower/program.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { WordStream } from '../lower/random.ts';

const python = pythonWith('torchvision');
const skipped = python === undefined ? ' (skipped: no Python here has it)' : '';

type Fields = Readonly<Record<string, FieldValue>>;

/** A module of torch or torchvision, and what of ours computes the same with the same weights. */
interface Case {
  readonly ours: Design;
  readonly module: string;
  /** How it is called on `x`. */
  readonly call?: string;
  /** Names of our weights as those of the module, each rule after the one before. */
  readonly names: readonly (readonly [ours: RegExp, theirs: string])[];
}

const block = (id: string, fields: Fields, ...input: readonly number[]): Design =>
  exampleDesign(definitions.find((definition) => definition.id === id)!, {
    title: id,
    fields: fields as never,
    inputs: [input],
    outputs: [input],
    params: 0n,
    macs: 0n,
  });

/** A ready network with other fields of its items, by their definitions, and another value of its width. */
function changed(name: string, width: number, fields: Readonly<Record<string, Fields>>): Design {
  const { design } = networkOf(name)!;
  const nodes = design.nodes.map(
    (node): DesignNode => ({ ...node, fields: { ...node.fields, ...fields[node.definition] } }),
  );
  const variables = design.variables.map((variable) => ({ ...variable, value: width }));
  return { ...design, nodes, variables: variables as Design['variables'] };
}

const inItem = [/^item\//, ''] as const;
const perceptron = (first: string, second: string) =>
  [
    [/(^|\.)expand\./, `$1mlp.${first}.`],
    [/(^|\.)project\.(?=[^.]+$)/, `$1mlp.${second}.`],
  ] as const;
/** Inside attention `project` is another layer than behind it. */
const multiHead = [
  [/attention\/qkv\.(\w+)$/, 'self_attention.in_proj_$1'],
  [/attention\/project\./, 'self_attention.out_proj.'],
  [/norm(\d)\./, 'ln_$1.'],
] as const;
const windowed = [
  [/attention\/table\.weight/, 'attn.relative_position_bias_table'],
  [/attention\/attention\/qkv\./, 'attn.qkv.'],
  [/attention\/attention\/project\./, 'attn.proj.'],
] as const;

const last = 'permute(0, 2, 3, 1)';
const first = 'permute(0, 3, 1, 2)';
const swinModule = "__import__('torchvision.models.swin_transformer', fromlist=['x'])";
const vitModule = "__import__('torchvision.models.vision_transformer', fromlist=['x'])";

const partition = (name: string) =>
  [
    [new RegExp(`${name}/norm1\\.`), `${name}_attention.attn_layer.0.`],
    [new RegExp(`${name}/table\\.weight`), `${name}_attention.attn_layer.1.relative_position_bias_table`],
    [new RegExp(`${name}/attention/qkv\\.`), `${name}_attention.attn_layer.1.to_qkv.`],
    [new RegExp(`${name}/attention/project\\.`), `${name}_attention.attn_layer.1.merge.`],
    [new RegExp(`${name}/norm2\\.`), `${name}_attention.mlp_layer.0.`],
    [new RegExp(`${name}/expand\\.`), `${name}_attention.mlp_layer.1.`],
    [new RegExp(`${name}/project\\.`), `${name}_attention.mlp_layer.3.`],
  ] as const;

const smallSwin: Case['names'] = [
  [/^stem\/conv\./, 'features.0.0.'],
  [/^stem\/norm\./, 'features.0.2.'],
  [/^head\/norm\./, 'norm.'],
  [/^head\/fc\./, 'head.'],
  ...windowed,
  ...[1, 2, 3, 4].flatMap(
    (stage) =>
      [
        [new RegExp(`^stage${stage}/merge/norm\\.`), `features.${2 * stage - 2}.norm.`],
        [new RegExp(`^stage${stage}/merge/reduce\\.`), `features.${2 * stage - 2}.reduction.`],
        [new RegExp(`^stage${stage}/block1/`), `features.${2 * stage - 1}.0.`],
        [new RegExp(`^stage${stage}/block2/`), `features.${2 * stage - 1}.1.`],
      ] as const,
  ),
  ...perceptron('0', '3'),
];

const cases: Readonly<Record<string, Case>> = {
  'self-attention': {
    ours: block('self-attention', { heads: 3 }, 2, 5, 12),
    module: 'torch.nn.MultiheadAttention(12, 3, batch_first=True)',
    call: 'module(query=x, key=x, value=x, need_weights=False)[0]',
    names: [inItem, [/qkv\.(\w+)$/, 'in_proj_$1'], [/project\./, 'out_proj.']],
  },
  'encoder block': {
    ours: block('encoder-block', { heads: 2, ratio: 3 }, 2, 7, 8),
    module: `${vitModule}.EncoderBlock(2, 8, 24, 0.0, 0.0)`,
    names: [inItem, ...multiHead, ...perceptron('0', '3')],
  },
  'window attention': {
    ours: block('window-attention', { heads: 2, window: 3, windowWidth: 2 }, 2, 5, 6, 8),
    module: `${swinModule}.ShiftedWindowAttention(8, [3, 2], [0, 0], 2)`,
    names: [
      inItem,
      [/table\.weight/, 'relative_position_bias_table'],
      [/attention\/qkv\./, 'qkv.'],
      [/attention\/project\./, 'proj.'],
    ],
  },
  'Swin block, shifted over windows that do not fit': {
    ours: block('swin-block', { heads: 2, window: 3, windowWidth: 4, shifted: true }, 2, 8, 7, 10),
    module: `${swinModule}.SwinTransformerBlock(8, 2, [3, 4], [1, 2])`,
    call: `module(x.${last}).${first}`,
    names: [inItem, ...windowed, ...perceptron('0', '3')],
  },
  'Swin block, as high as one window': {
    ours: block('swin-block', { heads: 2, window: 5, shifted: true }, 1, 4, 4, 11),
    module: `${swinModule}.SwinTransformerBlock(4, 2, [5, 5], [2, 2])`,
    call: `module(x.${last}).${first}`,
    names: [inItem, ...windowed, ...perceptron('0', '3')],
  },
  'patch merging of odd sides': {
    ours: block('patch-merging', { w: 6 }, 2, 3, 5, 7),
    module: `${swinModule}.PatchMerging(3)`,
    call: `module(x.${last}).${first}`,
    names: [inItem, [/reduce\./, 'reduction.']],
  },
  'a small ViT': {
    ours: changed('vit-b-16', 128, {
      input: { batch: 2, height: 32, width: 32 },
      'patch-embedding': { patch: 8 },
      'encoder-stage': { depth: 2 },
      'token-head': { classes: 9 },
    }),
    module: `${vitModule}.VisionTransformer(32, 8, 2, 2, 128, 512, num_classes=9)`,
    names: [
      [/^stem\/conv\./, 'conv_proj.'],
      [/^stem\/token\.weight/, 'class_token'],
      [/^stem\/positions\.weight/, 'encoder.pos_embedding'],
      [/^head\/norm\./, 'encoder.ln.'],
      [/^head\/fc\./, 'heads.head.'],
      ...multiHead,
      [/^encoder\/block1\//, 'encoder.layers.encoder_layer_0.'],
      [/^encoder\/block2\//, 'encoder.layers.encoder_layer_1.'],
      ...perceptron('0', '3'),
    ],
  },
  'a small Swin': {
    ours: changed('swin-t', 32, {
      input: { batch: 2, height: 60, width: 52 },
      'swin-stage': { depth: 2, window: 4 },
      'swin-head': { classes: 9 },
    }),
    module: `${swinModule}.SwinTransformer([4, 4], 32, [2, 2, 2, 2], [1, 2, 4, 8], [4, 4], num_classes=9)`,
    names: smallSwin,
  },
  'a small Swin V2': {
    ours: changed('swin-v2-t', 32, {
      input: { batch: 2, height: 60, width: 52 },
      'swin-stage': { depth: 2, window: 4 },
      'swin-head': { classes: 9 },
    }),
    module: `(lambda s: s.SwinTransformer([4, 4], 32, [2, 2, 2, 2], [1, 2, 4, 8], [4, 4], num_classes=9, block=s.SwinTransformerBlockV2, downsample_layer=s.PatchMergingV2))(${swinModule})`,
    names: [
      [/attention\/attention\/bias\.weight/, 'attn.qkv.bias'],
      [/attention\/attention\/attention\/logit\.weight/, 'attn.logit_scale'],
      [/attention\/position1\./, 'attn.cpb_mlp.0.'],
      [/attention\/position2\./, 'attn.cpb_mlp.2.'],
      ...smallSwin,
    ],
  },
  'a small MaxViT': {
    ours: changed('maxvit-t', 0, {
      input: { batch: 2, height: 64, width: 64 },
      'conv-unit': { outChannels: 8 },
      conv2d: { outChannels: 8 },
      'maxvit-stage': { depth: 2, outChannels: 8, heads: 2, window: 2 },
      linear: { outFeatures: 8 },
    }),
    module: `__import__('torchvision.models.maxvit', fromlist=['x']).MaxVit((64, 64), 8, 2, [8] * 4, [2] * 4, 4, 0.0, num_classes=8)`,
    names: [
      [/^stem1\/conv\./, 'stem.0.0.'],
      [/^stem1\/norm\./, 'stem.0.1.'],
      [/^stem2\./, 'stem.1.0.'],
      [/^classifier\./, 'classifier.5.'],
      [/^widen\./, 'classifier.3.'],
      [/^norm\./, 'classifier.2.'],
      ...[1, 2, 3, 4].flatMap((stage) =>
        [1, 2].map(
          (copy) =>
            [
              new RegExp(`^stage${stage}/block${copy}/`),
              `blocks.${stage - 1}.layers.${copy - 1}.layers.`,
            ] as const,
        ),
      ),
      [/mbconv\/shortcut\./, 'MBconv.proj.1.'],
      [/mbconv\/norm\./, 'MBconv.layers.pre_norm.'],
      [/mbconv\/expand\/conv\./, 'MBconv.layers.conv_a.0.'],
      [/mbconv\/expand\/norm\./, 'MBconv.layers.conv_a.1.'],
      [/mbconv\/depthwise\/conv\./, 'MBconv.layers.conv_b.0.'],
      [/mbconv\/depthwise\/norm\./, 'MBconv.layers.conv_b.1.'],
      [/mbconv\/squeeze\/reduce\./, 'MBconv.layers.squeeze_excitation.fc1.'],
      [/mbconv\/squeeze\/expand\./, 'MBconv.layers.squeeze_excitation.fc2.'],
      [/mbconv\/project\./, 'MBconv.layers.conv_c.'],
      ...partition('window'),
      ...partition('grid'),
    ],
  },
};

/** What is handed to PyTorch: the numbers as JSON, which holds every fp32 exactly. */
const program = `
import json, sys, torch
for case in json.load(sys.stdin):
    module = eval(case['module'], {'torch': torch}).eval()
    own = module.state_dict()
    given = {name: torch.tensor(values).reshape(own[name].shape) for name, values in case['weights'].items()}
    statistics = {name for name in own if name.endswith(('running_mean', 'running_var'))}
    missing = set(given) ^ ({name for name, _ in module.named_parameters()} | statistics)
    assert not missing, missing
    module.load_state_dict({**own, **given})
    x = torch.tensor(case['x']).reshape(case['shape'])
    with torch.no_grad():
        y = eval(case['call'], {'module': module, 'x': x})
    print(json.dumps([list(y.shape), y.flatten().tolist()]))
`;

function normals(name: string, shape: readonly number[], deviation = 1): Tensor {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(1, name).fill(words);
  return { shape, data: Float32Array.from(words, (word) => normalOf(word) * deviation) };
}

function lowered(design: Design): Program {
  const result = lower(analyze(design, catalogue));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** What we compute of a case, and what PyTorch needs for it. */
function computed({ ours, module, call = 'module(x)', names }: Case) {
  const made = lowered(ours);
  const values = new Map(
    weightsOf(made).map(({ name, shape, init }) => {
      const { data } = normals(name, shape, 0.3);
      // Scales and variances lie about one; a variance below zero is none.
      return [name, init === 'ones' ? data.map(Math.exp) : data] as const;
    }),
  );
  const named = (name: string) => names.reduce((text, [from, to]) => text.replace(from, to), name);
  const weights = Object.fromEntries([...values].map(([name, data]) => [named(name), [...data]]));
  const [input] = made.inputs as readonly [Program['inputs'][number]];
  const image = normals('image', input.shape);
  const outputs = interpret(made, ({ name }) => values.get(name)!, { [input.name]: image });
  const [result] = Object.values(outputs) as [Tensor];
  // A sequence comes in as a map and is shaped ahead of the block.
  const shaped = made.operators.find(({ path }) => path.startsWith('shaped'));
  const { shape } = shaped === undefined ? input : (shaped.outputs as readonly [typeof input])[0];
  return { result, handed: { module, call, weights, x: [...image.data], shape } };
}

test.skipIf(python === undefined)(
  `blocks compute what modules of torch and torchvision compute with the same weights${skipped}`,
  () => {
    const all = Object.entries(cases).map(([name, one]) => ({ name, ...computed(one) }));
    const { stdout, stderr } = spawnSync(python!, ['-c', program], {
      input: JSON.stringify(all.map(({ handed }) => handed)),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const lines = stdout.trim().split('\n');
    expect(lines.length, stderr).toBe(all.length);
    for (const [index, { name, result }] of all.entries()) {
      const [shape, data] = JSON.parse(lines[index]!) as [number[], number[]];
      expect(result.shape, name).toEqual(shape);
      const largest = Math.max(...data.map(Math.abs));
      const gap = Math.max(...data.map((value, i) => Math.abs(value - result.data[i]!)));
      expect(gap / largest, name).toBeLessThan(1e-5);
    }
  },
  60_000,
);
