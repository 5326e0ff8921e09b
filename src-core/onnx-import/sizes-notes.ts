import { shortened } from '../document/in-sentence.ts';
import type { Issue } from '../errors.ts';
import { note } from '../errors.ts';
import type { FoundSizes, UnsizedNode } from '../lower/unsized.ts';
import { opaqueNodeOf } from '../operators/opaque-node.ts';
import type { OpaqueCount } from './import-onnx.ts';

/** The most operators that are named in a sentence. */
const mostNamed = 6;

function namesOf(nodes: readonly UnsizedNode[]): string {
  const names = [...new Set(nodes.map(({ node }) => shortened(opaqueNodeOf(node)?.op ?? '')))];
  return [...names.slice(0, mostNamed), ...(names.length > mostNamed ? ['…'] : [])].join(', ');
}

/** What a runtime told of sizes, and why it says nothing of others; null where it refused no node. */
export interface ToldSizes {
  readonly found: readonly FoundSizes[];
  readonly detail: string | null;
}

/**
 * What is said of nodes after a runtime was asked for their sizes: of which it told them, and of which it did not.
 * @param opaque operators that are not known with these sizes either
 */
export function sizesNotes(
  nodes: readonly UnsizedNode[],
  { found, detail }: ToldSizes,
  opaque: readonly OpaqueCount[],
): readonly Issue[] {
  const named = new Set(found.map(({ name }) => name));
  const held = new Set(opaque.map(({ op }) => op));
  const opaqueNodes = nodes.filter(({ node }) => held.has(opaqueNodeOf(node)?.op ?? ''));
  const isFound = ({ outputs }: UnsizedNode): boolean =>
    outputs.every((name) => name === '' || named.has(name));
  const known = opaqueNodes.filter(isFound);
  const others = opaqueNodes.filter((node) => !isFound(node));
  const list = { list: namesOf(others), detail: detail ?? 'they depend on values' };
  return [
    ...(known.length === 0 ? [] : [note('onnx/sizes-found', {}, { list: namesOf(known) })]),
    ...(others.length === 0 ? [] : [note('onnx/sizes-unknown', {}, list)]),
  ];
}
