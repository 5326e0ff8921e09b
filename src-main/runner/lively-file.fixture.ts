import { writeFileSync } from 'node:fs';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { livelyWeight } from '../../src-core/lower/conformance.fixture.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { lower } from '../../src-core/lower/program.ts';

/** Blocks in a row between an input and an output. */
export function rowOf(
  blocks: readonly (readonly [definition: string, fields: DesignNode['fields']])[],
): Design {
  const position = { x: 0, y: 0 };
  const size = { channels: 16, height: 12, width: 12 };
  const nodes = [['input', size] as const, ...blocks, ['output', {}] as const].map(
    ([definition, fields], at) => ({ id: `item${at}`, definition, fields, position }),
  );
  const edges = nodes.slice(1).map(({ id }, at) => ({
    id: `e${at}`,
    from: { node: `item${at}`, port: 'out' },
    to: { node: id, port: 'in' },
  }));
  return { ...emptyDesign('row'), nodes, edges };
}

/** The program of a design, written as an ONNX file whose norms are none of the identity. */
export function writeLively(design: Design, path: string, seed: number): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(`${design.title} has problems`);
  const weights = (weight: Parameters<typeof livelyWeight>[0]) => [livelyWeight(weight, seed)];
  const file = encodeOnnx(program.value, { version: '1', seed, weights });
  if (!file.ok) throw new Error(`${design.title} cannot be written`);
  writeFileSync(path, Buffer.concat([...file.value.chunks]));
  return program.value;
}
