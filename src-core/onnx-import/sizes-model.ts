import { attributesOf } from '../lower/held-node.ts';
import { joinedBytes } from '../lower/joined-bytes.ts';
import * as schema from '../lower/onnx-schema.ts';
import { ProtobufWriter } from '../lower/protobuf.ts';
import type { UnsizedNode } from '../lower/unsized.ts';
import type { OpaqueNode } from '../operators/opaque-node.ts';
import { opaqueNodeOf, readsOf } from '../operators/opaque-node.ts';

/** Of the file format; a runtime takes operators of any version in it. */
const irVersion = 10;

interface Read extends Omit<UnsizedNode, 'node'> {
  readonly node: OpaqueNode;
}

const readNodes = (nodes: readonly UnsizedNode[]): readonly Read[] =>
  nodes.flatMap((each) => {
    const node = opaqueNodeOf(each.node);
    return node === null || readsOf(node).length !== each.reads.length ? [] : [{ ...each, node }];
  });

/** Nodes that lead to one another through tensors of which no sizes are known; each part may be asked for alone. */
export function partsOf(nodes: readonly UnsizedNode[]): readonly (readonly UnsizedNode[])[] {
  type Part = UnsizedNode[];
  const partWith = new Map<string, Part>();
  const parts = new Set<Part>();
  for (const node of nodes) {
    const before = new Set(node.reads.map((name) => partWith.get(name)).filter((part) => part !== undefined));
    const part = [...before].flat();
    for (const other of before) parts.delete(other);
    part.push(node);
    parts.add(part);
    for (const { outputs } of part) for (const name of outputs) if (name !== '') partWith.set(name, part);
  }
  return [...parts].map((part) => nodes.filter((node) => part.includes(node)));
}

/**
 * A model of these nodes alone, in their order: what enters it has the sizes that are known, weights enter it too, and of what
 * leaves it nothing is said, so that a runtime works it out. Null where the sizes of something that enters are not known.
 */
export function sizesModel(nodes: readonly UnsizedNode[]): Uint8Array | null {
  const all = readNodes(nodes);
  if (all.length < nodes.length || all.length === 0) return null;
  const made = new Set(all.flatMap(({ outputs }) => outputs));
  const entering = new Map<string, { readonly type: number; readonly sizes: readonly number[] }>();
  const constants = new Map<string, string>();
  for (const { node, reads } of all) {
    for (const [index, read] of readsOf(node).entries()) {
      const name = reads[index]!;
      if (read.kind === 'absent' || made.has(name)) continue;
      if (read.kind === 'constant') constants.set(name, read.attributes);
      else if (read.sizes === null) return null;
      else
        entering.set(name, {
          type: read.kind === 'wire' ? read.type : schema.elementType.float,
          sizes: read.sizes,
        });
    }
  }
  const versions = new Map(all.map(({ node }) => [node.domain, node.version]));
  const own = Math.max(1, ...all.filter(({ node }) => node.domain === '').map(({ node }) => node.version));
  versions.set('', own);
  const file = new ProtobufWriter();
  file.integer(schema.model.irVersion, irVersion);
  file.message(schema.model.graph, () => {
    for (const [name, attributes] of constants)
      file.message(schema.graph.node, () => {
        file.string(schema.node.output, name);
        file.string(schema.node.opType, 'Constant');
        file.written(attributesOf({ attributes, domain: '', version: null, outer: new Map() }));
      });
    for (const each of all) file.message(schema.graph.node, () => writeNode(file, each));
    file.string(schema.graph.name, 'sizes');
    for (const [name, { type, sizes }] of entering)
      file.message(schema.graph.input, () => writeValue(file, name, type, sizes));
    for (const name of made)
      if (name !== '') file.message(schema.graph.output, () => file.string(schema.valueInfo.name, name));
  });
  for (const [domain, version] of versions)
    file.message(schema.model.opsetImport, () => {
      file.string(schema.operatorSet.domain, domain);
      file.integer(schema.operatorSet.version, version);
    });
  return joinedBytes([...file.finish().chunks()]);
}

function writeNode(file: ProtobufWriter, { node, reads, outputs }: Read): void {
  const { op, domain, version, attributes } = node;
  const outer = new Map(
    node.outer.map(({ inside }, index) => [inside, reads[node.inputs.length + index]!] as const),
  );
  for (const name of reads.slice(0, node.inputs.length)) file.string(schema.node.input, name);
  for (const name of outputs) file.string(schema.node.output, name);
  file.string(schema.node.opType, op);
  file.written(attributesOf({ attributes, domain, version, outer }));
  if (domain !== '') file.string(schema.node.domain, domain);
}

function writeValue(file: ProtobufWriter, name: string, type: number, sizes: readonly number[]): void {
  file.string(schema.valueInfo.name, name);
  file.message(schema.valueInfo.type, () =>
    file.message(schema.type.tensorType, () => {
      file.integer(schema.tensorType.elemType, type);
      file.message(schema.tensorType.shape, () => {
        for (const size of sizes)
          file.message(schema.tensorShape.dim, () => file.integer(schema.dimension.dimValue, size));
      });
    }),
  );
}
