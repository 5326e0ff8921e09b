import { describe, expect, test } from 'vitest';
import type { ExportedNode, OptimizedNode } from './attribution.ts';
import { attribute } from './attribution.ts';

/** A node as a line: `Op name | inputs -> outputs`. */
function parse(line: string) {
  const [, op, name, inputs, outputs] = /^(\S+) (\S+) \| (.*) -> (.*)$/.exec(line.trim())!;
  return { op: op!, name: name!, inputs: inputs!.split(', '), outputs: outputs!.split(', ') };
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
const isWorker = new Set(['Conv', 'Gemm']);

const exported = (text: string): ExportedNode[] =>
  lines(text).map((line) => {
    const node = parse(line);
    return { ...node, path: node.name, macs: isWorker.has(node.op) ? 9n : 0n };
  });

/** Operators are written `domain:Op` where they are not ONNX's own. */
const optimized = (text: string): OptimizedNode[] =>
  lines(text).map((line) => {
    const node = parse(line);
    const [domain, op] = node.op.includes(':') ? (node.op.split(':') as [string, string]) : ['', node.op];
    return { ...node, op, domain: domain === 'nchwc' ? 'com.microsoft.nchwc' : domain };
  });

const bottleneck = exported(`
  Conv reduce/conv | input -> reduce/conv
  BatchNormalization reduce/norm | reduce/conv -> reduce/norm
  Relu reduce/act | reduce/norm -> reduce/act
  Split split | reduce/act -> split:0, split:1
  Conv group2/conv | split:1 -> group2/conv
  BatchNormalization group2/norm | group2/conv -> group2/norm
  Relu group2/act | group2/norm -> group2/act
  Concat concat | split:0, group2/act -> concat
  Conv expand/conv | concat -> expand/conv
  BatchNormalization expand/norm | expand/conv -> expand/norm
  Add add | expand/norm, input -> add
  Relu act | add -> act
`);

/** The item that each node's time belongs to. */
const pathsOf = (owners: ReturnType<typeof attribute>) =>
  Object.fromEntries([...owners].map(([node, { path }]) => [node, path]));

const attributed = (nodes: string) => pathsOf(attribute(bottleneck, optimized(nodes)));

describe('graphs as onnxruntime 1.30 writes them down', () => {
  test('not optimized: every node is its own', () => {
    const names = bottleneck.map(({ name }) => name);
    expect(
      pathsOf(
        attribute(
          bottleneck,
          bottleneck.map((node) => ({ ...node, domain: '' })),
        ),
      ),
    ).toEqual(Object.fromEntries(names.map((name) => [name, name])));
  });

  test('on the CPU: blocked layout, reorders around the split, the addition inside the convolution', () => {
    expect(
      attributed(`
        nchwc:ReorderInput ReorderInput | input -> t1
        nchwc:Conv reduce/act_nchwc | t1 -> t2
        nchwc:ReorderOutput ReorderOutput_token_12 | t2 -> reduce/act
        Split split | reduce/act -> split:0, split:1
        com.microsoft:FusedConv group2/conv | split:1 -> group2/act
        Concat concat | split:0, group2/act -> concat
        nchwc:ReorderInput ReorderInput_token_10 | concat -> t3
        nchwc:Conv expand/norm_nchwc | t3, t1 -> t4
        nchwc:ReorderOutput ReorderOutput | t4 -> act
      `),
    ).toEqual({
      ReorderInput: 'reduce/conv',
      'reduce/act_nchwc': 'reduce/conv',
      ReorderOutput_token_12: 'reduce/conv',
      split: 'split',
      'group2/conv': 'group2/conv',
      concat: 'concat',
      ReorderInput_token_10: 'expand/conv',
      'expand/norm_nchwc': 'expand/conv',
      ReorderOutput: 'expand/conv',
    });
  });

  test('on WebGPU: token names, transposes at the ends, results under new names', () => {
    expect(
      attributed(`
        Transpose Transpose | input -> Transpose_out0
        nhwc:Conv reduce/conv_token_2 | Transpose_out0 -> reduce/act_token_30
        Split split | reduce/act_token_30 -> split, split_token_33
        nhwc:Conv group2/conv_token_7 | split_token_33 -> group2/act_token_41
        Concat concat | split, group2/act_token_41 -> concat_token_64
        nhwc:Conv expand/conv_token_27 | concat_token_64 -> expand/conv_token_26
        Add add | expand/conv_token_26, Transpose_out0 -> add_token_66
        Relu act | add_token_66 -> act_token_68
        Transpose Transpose_token_67 | act_token_68 -> act
      `),
    ).toEqual({
      Transpose: 'reduce/conv',
      'reduce/conv_token_2': 'reduce/conv',
      split: 'split',
      'group2/conv_token_7': 'group2/conv',
      concat: 'concat',
      'expand/conv_token_27': 'expand/conv',
      add: 'add',
      act: 'act',
      Transpose_token_67: 'act',
    });
  });

  test('parts on the CPU: copies between devices and chains of reorders', () => {
    expect(
      attributed(`
        Transpose Transpose | input -> Transpose_out0
        nhwc:Conv reduce/conv_token_2 | Transpose_out0 -> reduce/act_token_30
        Split split | reduce/act_token_30 -> split, split_token_33
        nhwc:Conv group2/conv_token_7 | split_token_33 -> group2/act_token_41
        Concat concat | split, group2/act_token_41 -> concat_token_59
        Transpose Transpose_token_58 | concat_token_59 -> concat_WebGpuExecutionProvider
        MemcpyToHost Memcpy_token_64 | concat_WebGpuExecutionProvider -> concat
        nchwc:ReorderInput ReorderInput | concat -> t60
        nchwc:Conv expand/norm_nchwc | t60 -> t61
        nchwc:ReorderOutput ReorderOutput | t61 -> expand/norm
        MemcpyFromHost Memcpy | expand/norm -> expand/norm_WebGpuExecutionProvider
        Add add | expand/norm_WebGpuExecutionProvider, input -> add
        Relu act | add -> act
      `),
    ).toMatchObject({
      Transpose_token_58: 'expand/conv',
      Memcpy_token_64: 'expand/conv',
      ReorderInput: 'expand/conv',
      ReorderOutput: 'expand/conv',
      Memcpy: 'add',
    });
  });
});

test('a fused node under a name of its own belongs to the item whose result it computes', () => {
  const graph = exported(`
    ReduceMean norm#mean | x -> norm#mean
    Sub norm#sub | x, norm#mean -> norm
    Gemm fc | norm -> fc
  `);
  const paths = attribute(
    graph,
    optimized(`
      LayerNormalization LayerNormalization | x -> norm
      Gemm fc | norm -> fc
    `),
  );
  expect(paths.get('LayerNormalization')?.path).toBe('norm#sub');
});

test('an item called as the runtime calls a reorder of its own does not take its time', () => {
  const graph = exported(`
    Conv Transpose | x -> Transpose
    Conv last | Transpose -> last
  `);
  const paths = attribute(
    graph,
    optimized(`
      nhwc:Conv Transpose_token_3 | x -> Transpose_token_1
      Transpose Transpose_token_2 | Transpose_token_1 -> y
      nhwc:Conv last_token_4 | y -> last
    `),
  );
  expect(paths.get('Transpose_token_3')?.path).toBe('Transpose');
  expect(paths.get('Transpose_token_2')?.path).toBe('last');
});

test('a kernel says which items it computes, and a reorder which wire it serves', () => {
  const owners = attribute(
    bottleneck,
    optimized(`
      nchwc:ReorderInput ReorderInput | input -> r0
      nchwc:Conv reduce/act_nchwc | r0 -> r1
      nchwc:ReorderOutput ReorderOutput | r1 -> reduce/act
      Split split | reduce/act -> split:0, split:1
      nchwc:ReorderInput ReorderInput_token_1 | split:1 -> r2
      nchwc:Conv group2/act_nchwc | r2 -> r3
      nchwc:ReorderOutput ReorderOutput_token_1 | r3 -> group2/act
      Concat concat | split:0, group2/act -> concat
      nchwc:ReorderInput ReorderInput_token_2 | concat -> r4
      nchwc:Conv act_nchwc | r4, r0 -> r5
      nchwc:ReorderOutput ReorderOutput_token_2 | r5 -> act
    `),
  );
  const served = (node: string) => [...(owners.get(node)?.serves ?? [])].sort();
  expect(served('reduce/act_nchwc')).toEqual(['reduce/act', 'reduce/conv', 'reduce/norm']);
  expect(served('act_nchwc')).toEqual(['act', 'add', 'expand/conv', 'expand/norm']);
  expect(served('split')).toEqual(['split']);
  const wires = [...owners].flatMap(([node, { wire }]) => (wire === null ? [] : [[node, wire]]));
  expect(Object.fromEntries(wires)).toEqual({
    ReorderOutput: { from: 'reduce/conv', to: 'split' },
    ReorderInput_token_1: { from: 'split', to: 'group2/conv' },
    ReorderOutput_token_1: { from: 'group2/conv', to: 'concat' },
    ReorderInput_token_2: { from: 'concat', to: 'expand/conv' },
  });
});

test('what nothing leads to is left out', () => {
  expect(attributed('CoreML CoreML_0 | input -> z').CoreML_0).toBeUndefined();
});
