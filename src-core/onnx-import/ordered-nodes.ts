import type { OnnxFileNode } from '../lower/onnx-read.ts';

/** Nodes in an order in which each comes after those that it reads, as near to the file's as can be; null where they go round. */
export function orderedNodes(nodes: readonly OnnxFileNode[]): readonly OnnxFileNode[] | null {
  const makers = new Map<string, number>();
  nodes.forEach(({ outputs }, index) => {
    for (const name of outputs) if (name !== '') makers.set(name, index);
  });
  const ordered: OnnxFileNode[] = [];
  const state = new Uint8Array(nodes.length);
  for (let first = 0; first < nodes.length; first++) {
    const stack = [first];
    while (stack.length > 0) {
      const at = stack.at(-1)!;
      if (state[at] === 2) {
        stack.pop();
        continue;
      }
      state[at] = 1;
      const node = nodes[at]!;
      const waits = node.inputs.find((name) => {
        const maker = name === '' ? undefined : makers.get(name);
        return maker !== undefined && state[maker] !== 2;
      });
      const maker = waits === undefined ? undefined : makers.get(waits)!;
      if (maker === undefined) {
        state[at] = 2;
        ordered.push(node);
        stack.pop();
      } else if (state[maker] === 1) return null;
      else stack.push(maker);
    }
  }
  return ordered;
}
