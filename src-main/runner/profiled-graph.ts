import { existsSync, readFileSync } from 'node:fs';
import { elementCount } from '../../src-core/language/tensor.ts';
import { bytesOf, macsOf } from '../../src-core/latency/operator-work.ts';
import { toOnnxGraph } from '../../src-core/lower/onnx-graph.ts';
import type { OnnxOptions } from '../../src-core/lower/onnx-options.ts';
import { plainExport } from '../../src-core/lower/onnx-options.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { Program } from '../../src-core/lower/program.ts';
import type { ExportedNode } from './attribution.ts';
import { attribute } from './attribution.ts';
import type { ProfiledGraph } from './profile-rows.ts';
import type { ItemWork } from './split-kernel.ts';

/** What each leaf item of a program does by itself, in exported order. */
const worksOf = ({ operators, copies }: Program): ProfiledGraph['works'] =>
  new Map([
    ...operators.map((one): [string, ItemWork] => [
      one.path,
      { macs: Number(macsOf(one)), bytes: bytesOf(one) },
    ]),
    ...copies.map(({ path, output }): [string, ItemWork] => [
      path,
      { macs: 0, bytes: 8 * elementCount(output.shape) },
    ]),
  ]);

/** A cast between precisions is named after its tensor: it is of the operator that writes it, else of the first that reads it. */
function servedBy({ operators }: Program): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { path, outputs } of operators) for (const { name } of outputs) paths.set(name, path);
  for (const { path, inputs } of operators)
    for (const { name } of inputs) if (!paths.has(name)) paths.set(name, path);
  for (const { path } of operators) paths.delete(path);
  return paths;
}

/**
 * What is known of the graph that a program ran as.
 * @param optimized where the runtime wrote that graph down; where it did not, nodes that kept their names are known
 */
export function profiledGraph(
  program: Program,
  optimized: string,
  onnx: OnnxOptions = plainExport,
): ProfiledGraph {
  const works = worksOf(program);
  const macs = new Map(program.operators.map((operator) => [operator.path, macsOf(operator)]));
  const serves = servedBy(program);
  const exported = toOnnxGraph(program, onnx).nodes.map((node): ExportedNode => {
    const path = serves.get(node.path) ?? node.path;
    return { ...node, path, macs: macs.get(node.path) ?? 0n };
  });
  const read = existsSync(optimized) ? readOnnx(readFileSync(optimized)) : null;
  if (read?.ok) return { works, owners: attribute(exported, read.value.nodes) };
  return {
    works,
    owners: new Map(exported.map(({ name, path }) => [name, { path, serves: [path], wire: null }])),
  };
}
