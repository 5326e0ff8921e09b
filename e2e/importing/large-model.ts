import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import { lower } from '../../src-core/lower/program.ts';
import { largeDesign } from '../large/large-design.ts';

/** An ONNX file of so many nodes: convolutions with a sum at every fourth. */
export function largeModel(nodes: number): Uint8Array {
  const program = lower(analyze(largeDesign(nodes + 2), catalogue));
  if (!program.ok) throw new Error('the design has problems');
  const file = encodeOnnx(program.value, { version: 'bench', seed: 1 });
  if (!file.ok) throw new Error('the model cannot be written');
  return Buffer.concat([...file.value.chunks]);
}
