import type { OnnxFileNode } from '../lower/onnx-read.ts';
import { readsOfFileNode } from '../lower/onnx-read.ts';

/**
 * Nodes in an order in which each comes after those that it reads, as near to the file's as can be; null where they go round.
 * Takes a step for each node and each input.
 */
export function orderedNodes(nodes: readonly OnnxFileNode[]): readonly OnnxFileNode[] | null {
  const makers = new Map<string, number>();
  nodes.forEach(({ outputs }, index) => {
    for (const name of outputs) if (name !== '') makers.set(name, index);
  });
  const reads = nodes.map(readsOfFileNode);
  const ordered: OnnxFileNode[] = [];
  const [open, done] = [1, 2];
  const state = new Uint8Array(nodes.length);
  /** The first input of each node that is not known to be there. */
  const looked = new Uint32Array(nodes.length);
  for (let first = 0; first < nodes.length; first++) {
    if (state[first] === done) continue;
    const stack = [first];
    while (stack.length > 0) {
      const at = stack.at(-1)!;
      state[at] = open;
      const node = nodes[at]!;
      let maker: number | undefined;
      for (; looked[at]! < reads[at]!.length; looked[at]! += 1) {
        const name = reads[at]![looked[at]!]!;
        maker = name === '' ? undefined : makers.get(name);
        if (maker !== undefined && state[maker] !== done) break;
        maker = undefined;
      }
      if (maker === undefined) {
        state[at] = done;
        ordered.push(node);
        stack.pop();
      } else if (state[maker] === open) return null;
      else stack.push(maker);
    }
  }
  return ordered;
}
