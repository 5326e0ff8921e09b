/** A node of the exported graph, with the path of the item it belongs to. */
export interface ExportedNode {
  readonly name: string;
  readonly path: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Multiply-accumulates of the item: what tells the worker of a fused kernel from what was fused into it. */
  readonly macs: bigint;
}

/** A node of the graph that the runtime made of it: fused, renamed, with changes of layout in between. */
export interface OptimizedNode {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Nodes that only move or reorder a tensor, and the neighbour that made them necessary. */
const movers: Readonly<Record<string, 'producer' | 'consumer' | 'layout'>> = {
  ReorderInput: 'consumer',
  ReorderOutput: 'producer',
  MemcpyFromHost: 'consumer',
  MemcpyToHost: 'consumer',
  /** Where a device lacks a kernel in half precision. */
  Cast: 'consumer',
  /** Into the layout of what follows, or back into the layout of the exported graph. */
  Transpose: 'layout',
};

const nchwc = 'com.microsoft.nchwc';

/** The name of a node in that layout; a number follows where another node has the name. */
const madeForLayout = /^(.*)_nchwc(?:_token_\d+)?$/s;

class Attribution {
  readonly #byName: ReadonlyMap<string, ExportedNode>;
  readonly #byOutput = new Map<string, ExportedNode>();
  /** What the runtime computes in a node of its own; everything else was fused into one of these. */
  readonly #claimed = new Map<OptimizedNode, ExportedNode>();
  readonly #claims = new Set<ExportedNode>();
  readonly #producers = new Map<string, OptimizedNode>();
  readonly #consumers = new Map<string, OptimizedNode[]>();
  readonly #owners = new Map<OptimizedNode, ExportedNode>();

  constructor(exported: readonly ExportedNode[], optimized: readonly OptimizedNode[]) {
    this.#byName = new Map(exported.map((node) => [node.name, node]));
    for (const node of exported) for (const output of node.outputs) this.#byOutput.set(output, node);
    for (const node of optimized) {
      for (const output of node.outputs) this.#producers.set(output, node);
      for (const input of node.inputs) {
        const others = this.#consumers.get(input);
        if (others === undefined) this.#consumers.set(input, [node]);
        else others.push(node);
      }
    }
    for (const node of optimized) this.#claim(node, this.#named(node));
    for (const node of optimized) if (!this.#claimed.has(node)) this.#claim(node, this.#computed(node));
  }

  /** The item a node's time belongs to; null where nothing tells. */
  pathOf(node: OptimizedNode): string | null {
    return this.#ownerOf(node, new Set())?.path ?? null;
  }

  #claim(node: OptimizedNode, source: ExportedNode | undefined): void {
    if (source === undefined) return;
    this.#claimed.set(node, source);
    this.#claims.add(source);
  }

  /** The exported node that a name leads to: kept, with `_token_N` behind it, or the last fused output and `_nchwc`. */
  #named({ name, op, domain }: OptimizedNode): ExportedNode | undefined {
    const layout = domain === nchwc ? madeForLayout.exec(name) : null;
    if (layout !== null) {
      const base = layout[1] ?? '';
      return this.#byOutput.get(base) ?? this.#byName.get(base);
    }
    const plain = op.replace(/^Fused/, '');
    return [name, name.replace(/_token_\d+$/, '')]
      .map((candidate) => this.#byName.get(candidate))
      .find((node) => node?.op === plain);
  }

  /** For a node under a name of the runtime's own: the exported node whose result it computes, if nothing else does. */
  #computed(node: OptimizedNode): ExportedNode | undefined {
    if (movers[node.op] !== undefined) return undefined;
    return node.outputs
      .map((output) => this.#byOutput.get(output) ?? this.#byOutput.get(output.replace(/_token_\d+$/, '')))
      .find((source) => source !== undefined && !this.#claims.has(source));
  }

  #ownerOf(node: OptimizedNode, passed: Set<OptimizedNode>): ExportedNode | null {
    const known = this.#owners.get(node);
    if (known !== undefined) return known;
    if (passed.has(node)) return null;
    passed.add(node);
    const claim = this.#claimed.get(node);
    const owner = claim !== undefined ? this.#worker(claim) : this.#served(node, passed);
    if (owner !== null) this.#owners.set(node, owner);
    return owner;
  }

  /**
   * Where the work of a fused node is: the nearest item with multiply-accumulates, from the named one backwards through
   * what was fused into it. What another node computes is not part of it.
   */
  #worker(named: ExportedNode): ExportedNode {
    const seen = new Set([named]);
    for (const node of seen) {
      if (node.macs > 0n) return node;
      for (const input of node.inputs) {
        const source = this.#byOutput.get(input);
        if (source !== undefined && !this.#claims.has(source)) seen.add(source);
      }
    }
    return named;
  }

  /** The owner of the neighbour that a change of layout or place serves. */
  #served(node: OptimizedNode, passed: Set<OptimizedNode>): ExportedNode | null {
    const rule = movers[node.op];
    const back =
      rule === 'producer' || (rule === 'layout' && node.outputs.some((o) => this.#byOutput.has(o)));
    const producers = node.inputs.flatMap((input) => this.#producers.get(input) ?? []);
    const consumers = node.outputs.flatMap((output) => this.#consumers.get(output) ?? []);
    for (const side of back ? [producers, consumers] : [consumers, producers]) {
      const owners = side.flatMap((neighbour) => this.#ownerOf(neighbour, passed) ?? []);
      const owner = owners.find(({ macs }) => macs > 0n) ?? owners[0];
      if (owner !== undefined) return owner;
    }
    return null;
  }
}

/**
 * Says for every node of the optimized graph which item its time belongs to: a fused node's to the item that does the
 * work (the convolution, not the activation behind it), a reorder's to the item it serves. Nodes that nothing leads to
 * are not in the map.
 */
export function attribute(
  exported: readonly ExportedNode[],
  optimized: readonly OptimizedNode[],
): ReadonlyMap<string, string> {
  const attribution = new Attribution(exported, optimized);
  const paths = new Map<string, string>();
  for (const node of optimized) {
    const path = attribution.pathOf(node);
    if (path !== null) paths.set(node.name, path);
  }
  return paths;
}
