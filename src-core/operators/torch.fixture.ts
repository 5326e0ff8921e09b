import { spawnSync } from 'node:child_process';
import { definitionOf } from '../definitions.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { normalOf } from '../lower/normal.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { WordStream } from '../lower/random.ts';

/**
 * An operator with its fields, and PyTorch's way to the same: of the inputs `x`, `y`, `z` and the weights `w`, `b`, and `r`,
 * that of a state, and `g`, a gain. It is the
 * first output, unless another is named by its number.
 */
export type TorchCase = readonly [
  id: string,
  fields: Given,
  torch: string,
  inputs?: readonly (readonly number[])[],
  output?: number,
];

/** The input where a case names none. */
export const usualMap = [2, 6, 3, 5];

/** A Python with PyTorch, where there is one. */
export const python = pythonWith('torch');
/** One with torchvision, which brings PyTorch. */
export const pythonWithVision = pythonWith('torchvision');
export const skipped = python === undefined ? ' (skipped: no Python here has it)' : '';

const normals = (name: string, shape: readonly number[]): Tensor => {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(1, name).fill(words);
  return { shape, data: Float32Array.from(words, normalOf) };
};

/** What is handed to PyTorch: the numbers as JSON, which holds every fp32 exactly. */
const program = `
import json, sys, torch
import torch.nn.functional as F
for case in json.load(sys.stdin):
    at = {name: torch.tensor(data).reshape(shape) for name, (shape, data) in case['given'].items()}
    y = eval(case['torch'], {'torch': torch, 'F': F, **at})
    print(json.dumps([list(y.shape), y.flatten().tolist()]))
`;

/** What we make of a case: the numbers handed in, and the output. */
function computed([id, fields, torch, shapes = [usualMap], output = 0]: TorchCase, index: number) {
  const definition = definitionOf(id) as OperatorDefinition;
  const inputs = shapes.map((shape, at) => normals(`${id}-${index}-${at}`, shape));
  const expansion = expand(
    definition,
    fields,
    shapes.map((shape) => shape.map(BigInt)),
  );
  const weights = Object.fromEntries(
    Object.entries(expansion.weights).map(([name, spec]) => [
      name,
      normals(`${id}-${name}`, spec.shape.map(Number)),
    ]),
  );
  const outputs = expansion.outputs.map((shape) => shape.map(Number));
  const ours = definition.evaluate(expansion.values, inputs, weights, outputs)[output];
  const { weight: w, bias: b, recurrent: r, gain: g } = weights;
  const tensors = { x: inputs[0], y: inputs[1], z: inputs[2], w, b, r, g };
  const named = Object.entries(tensors).flatMap(([name, tensor]) =>
    tensor === undefined ? [] : [[name, [tensor.shape, [...tensor.data]]] as const],
  );
  return { torch, ours: ours!, given: Object.fromEntries(named) };
}

/** Both shapes of every case in a Python that has what they name, and the largest difference, each over 1 plus the size of PyTorch's value. */
export function gapsToTorch(cases: readonly TorchCase[], interpreter = python) {
  const all = cases.map(computed);
  const { stdout, stderr } = spawnSync(interpreter!, ['-c', program], {
    input: JSON.stringify(all.map(({ torch, given }) => ({ torch, given }))),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.trim().split('\n');
  if (lines.length !== cases.length) throw new Error(`${lines.length} of ${cases.length}: ${stderr}`);
  return all.map(({ torch, ours }, index) => {
    const [theirs, data] = JSON.parse(lines[index]!) as [number[], number[]];
    const gaps = data.map((value, i) => Math.abs(value - ours.data[i]!) / (1 + Math.abs(value)));
    return { torch, ours: ours.shape, theirs, gap: Math.max(...gaps) };
  });
}
