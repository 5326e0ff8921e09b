import type { OnnxFile } from './onnx-read.ts';

/** A held node of which the file does not say all sizes that leave it. */
export interface UnsizedNode {
  /** As its item holds it. */
  readonly node: string;
  /** The names of all tensors that it reads, in the order of `readsOf`; empty of one that is left out. */
  readonly reads: readonly string[];
  /** The names of what leaves it; empty of what nobody reads. */
  readonly outputs: readonly string[];
}

/** What a runtime says of a tensor. */
export interface FoundSizes {
  readonly name: string;
  /** A TensorProto.DataType. */
  readonly type: number;
  readonly sizes: readonly number[];
}

/** A file that says of tensors what a runtime found out, too. */
export function withFoundSizes(file: OnnxFile, found: readonly FoundSizes[]): OnnxFile {
  const said = new Map(
    found.map(({ name, type, sizes }) => [name, { name, elementType: type, shape: sizes }]),
  );
  const isNew = ({ name }: { readonly name: string }): boolean => !said.has(name);
  return {
    ...file,
    values: [...file.values.filter(isNew), ...said.values()],
    outputs: file.outputs.map((output) => said.get(output.name) ?? output),
  };
}
