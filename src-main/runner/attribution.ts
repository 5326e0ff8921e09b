/** Where a node of the optimized graph belongs. */
export interface Ownership {
  /** The item that its time is counted with where it is not split. */
  readonly path: string;
  /** All items that it computes, that one among them: what was fused into it comes along. */
  readonly serves: readonly string[];
  /** The wire, by the items at its ends, that a change of layout or place was made for; null where it computes. */
  readonly wire: Wire | null;
}

/** What goes from one item to another. */
interface Wire {
  readonly from: string;
  readonly to: string;
}

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

  /** The items a node's time belongs to; null where nothing tells. */
  ownershipOf(node: OptimizedNode): Ownership | null {
    const owner = this.#ownerOf(node, new Set());
    if (owner === null) return null;
    const claim = this.#claimed.get(node);
    const fused = claim === undefined ? [owner] : this.#fusedInto(node, claim);
    const serves = [...new Set(fused.map(({ path }) => path))];
    return { path: owner.path, serves, wire: claim === undefined ? this.#wireOf(node) : null };
  }

  /** What a node computes: from the named one and those of its results backwards, until what another node computes. */
  #fusedInto(node: OptimizedNode, named: ExportedNode): readonly ExportedNode[] {
    const results = node.outputs.flatMap((output) => this.#byOutput.get(output) ?? []);
    const free = results.filter((source) => source === named || !this.#claims.has(source));
    const seen = new Set([named, ...free]);
    for (const { inputs } of seen) {
      for (const input of inputs) {
        const source = this.#byOutput.get(input);
        if (source !== undefined && !this.#claims.has(source)) seen.add(source);
      }
    }
    return [...seen];
  }

  /** The ends of the wire on which a node changes the layout; null where one of them is no item's: an input of the design. */
  #wireOf(node: OptimizedNode): Wire | null {
    const [producers, consumers] = this.#neighbours(node);
    const owners = (side: readonly OptimizedNode[]): readonly ExportedNode[] =>
      side.flatMap((neighbour) => this.#ownerOf(neighbour, new Set([node])) ?? []);
    const from = owners(producers)[0]?.path;
    const to = owners(consumers).find(({ path }) => path !== from)?.path;
    return from === undefined || to === undefined ? null : { from, to };
  }

  #neighbours(node: OptimizedNode): readonly [OptimizedNode[], OptimizedNode[]] {
    return [
      node.inputs.flatMap((input) => this.#producers.get(input) ?? []),
      node.outputs.flatMap((output) => this.#consumers.get(output) ?? []),
    ];
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
    const [producers, consumers] = this.#neighbours(node);
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
 * work (the convolution, not the activation behind it), a reorder's to the item it serves; and beside it all items that the
 * node computes, and the wire that a reorder was made for. Nodes that nothing leads to are not in the map.
 */
export function attribute(
  exported: readonly ExportedNode[],
  optimized: readonly OptimizedNode[],
): ReadonlyMap<string, Ownership> {
  const attribution = new Attribution(exported, optimized);
  const owners = new Map<string, Ownership>();
  for (const node of optimized) {
    const owner = attribution.ownershipOf(node);
    if (owner !== null) owners.set(node.name, owner);
  }
  return owners;
}
