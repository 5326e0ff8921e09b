import { sha256 } from '../document/sha256.ts';
import { graphText, readGraph, writtenGraph } from './graph-text.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { OnnxFile } from './onnx-read.ts';
import { encodeUtf8 } from './utf8.ts';

/** Keys of the metadata that keeps the design a file was exported from, what it is the design of, and which numbers are no weights. */
const designKey = 'blockwright.design';
const graphKey = 'blockwright.graph';
const constantsKey = 'blockwright.constants';

const hashOf = (...parts: readonly string[]): string => sha256(encodeUtf8(JSON.stringify(parts)));

/** The metadata that keeps a design's text in the file of its graph. */
export function ownMetadata(
  graph: OnnxGraph,
  opset: number,
  design: string,
): Readonly<Record<string, string>> {
  const real = graph.constants.flatMap(({ name, values }) => (values instanceof Float32Array ? [name] : []));
  const constants = JSON.stringify(real);
  const hash = hashOf(design, constants, graphText(writtenGraph(graph, opset)));
  return { [designKey]: design, [graphKey]: hash, ...(real.length > 0 && { [constantsKey]: constants }) };
}

/**
 * The text of the design that a file keeps, unchecked: null where it keeps none, and no text where the graph, or the text, is not
 * the one it was written with.
 */
export function keptDesign(file: OnnxFile): { readonly text: string | null } | null {
  const text = file.metadata.get(designKey);
  if (text === undefined) return null;
  const constants = file.metadata.get(constantsKey) ?? '[]';
  const hash = hashOf(text, constants, graphText(readGraph(file, namesIn(constants))));
  return { text: hash === file.metadata.get(graphKey) ? text : null };
}

function namesIn(list: string): ReadonlySet<string> {
  try {
    const names: unknown = JSON.parse(list);
    return new Set(Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}
