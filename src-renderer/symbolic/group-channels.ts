import type { Expr } from '../../src-core/algebra/expression.ts';
import { add, sameExpr, sub } from '../../src-core/algebra/expression.ts';
import { toLatex } from '../../src-core/algebra/print.ts';
import { ceilDiv, floorDiv } from '../../src-core/algebra/rounding.ts';
import type { Child, Expansion } from '../../src-core/language/expansion.ts';
import { C } from '../../src-core/language/shape.ts';
import { ownInput } from '../../src-core/language/wire.ts';

/** How the channels of one group of a split block come and go. Null where there are none. */
export interface GroupChannels {
  readonly group: string;
  /** Cut from the block's input for this group. */
  readonly split: Expr | null;
  /** Out of its convolution. */
  readonly conv: Expr | null;
  /** Straight on to the block's output. */
  readonly pass: Expr | null;
  /** On to another group. */
  readonly carry: Expr | null;
}

interface Use {
  readonly child: number;
  readonly output: number;
}

const widthOf = (child: Child | undefined, output: number): Expr =>
  child?.expansion.outputs[output]?.[C] ?? 0n;

/** Reads a block's channels off its graph: what its first cut gives each group, and where each group's result goes. */
class ChannelReader {
  readonly #children: readonly Child[];
  readonly #groups: ReadonlySet<number>;
  readonly #last: ReadonlySet<number>;

  constructor({ children, results }: Expansion, groups: readonly string[]) {
    this.#children = children;
    this.#groups = new Set(groups.map((name) => children.findIndex((child) => child.name === name)));
    this.#last = new Set(results.map((result) => result.child));
  }

  #usersOf(child: number, output: number): number[] {
    return this.#children.flatMap(({ sources }, index) =>
      sources.some((source) => source.child === child && source.output === output) ? [index] : [],
    );
  }

  /** A child that does nothing but cut the result of one other. */
  #cuts(child: number): boolean {
    const { sources, expansion } = this.#children[child]!;
    return !this.#groups.has(child) && sources.length === 1 && expansion.outputs.length > 1;
  }

  /** The parts of a group's result, each cut once at most, and who reads each. */
  #follow({ child, output }: Use): { width: Expr; reachesEnd: boolean; reachesOther: boolean }[] {
    const users = this.#usersOf(child, output);
    const cut = users.find((user) => this.#cuts(user));
    if (cut !== undefined) {
      return this.#children[cut]!.expansion.outputs.flatMap((_, part) =>
        this.#follow({ child: cut, output: part }),
      );
    }
    return [
      {
        width: widthOf(this.#children[child], output),
        reachesEnd: this.#last.has(child) || users.some((user) => this.#last.has(user)),
        reachesOther: users.some((user) => !this.#last.has(user)),
      },
    ];
  }

  /** Channels that a group is given by what cuts the block's input, directly or joined with others. */
  #ownOf(group: number): Expr | null {
    const { sources } = this.#children[group]!;
    for (const source of sources) {
      if (source.child === ownInput) return this.#children[group]!.expansion.inputs[0]?.[C] ?? null;
      const feeder = this.#children[source.child]!;
      if (this.#entersAt(feeder)) return widthOf(feeder, source.output);
      for (const inner of feeder.sources) {
        const first = inner.child === ownInput ? undefined : this.#children[inner.child];
        if (first !== undefined && this.#entersAt(first)) return widthOf(first, inner.output);
      }
    }
    return null;
  }

  #entersAt({ sources }: Child): boolean {
    return sources.every((source) => source.child === ownInput);
  }

  read(name: string): GroupChannels {
    const child = this.#children.findIndex((other) => other.name === name);
    if (child < 0) return { group: name, split: null, conv: null, pass: null, carry: null };
    const { expansion } = this.#children[child]!;
    const parts = this.#follow({ child, output: 0 });
    const sum = (chosen: typeof parts) =>
      chosen.length === 0 ? null : add(...chosen.map((part) => part.width));
    return {
      group: name,
      split: this.#ownOf(child),
      conv: expansion.facts.parts.conv === 0n ? null : widthOf(this.#children[child], 0),
      pass: sum(parts.filter((part) => part.reachesEnd)),
      carry: sum(parts.filter((part) => part.reachesOther)),
    };
  }
}

/** The channels of every group of a block, in order; empty where it has no groups. */
export function groupChannels(expansion: Expansion): readonly GroupChannels[] {
  const { definition, values } = expansion;
  const groups = definition.kind === 'block' ? (definition.groups?.(values) ?? []) : [];
  const reader = new ChannelReader(expansion, groups);
  return groups.map((group) => reader.read(group));
}

const rules = [
  { of: (width: Expr) => floorDiv(width, 2n), latex: '\\left\\lfloor c_j/2 \\right\\rfloor' },
  { of: (width: Expr) => ceilDiv(width, 2n), latex: '\\left\\lceil c_j/2 \\right\\rceil' },
  { of: (width: Expr) => width, latex: 'c_j' },
] as const;

/**
 * The rule by which the convolution of each group follows from that of the group before, as LaTeX for c_{j+1}; null where no
 * one rule holds for all. Found by comparing the widths, not by knowing the block.
 */
export function channelRule(groups: readonly GroupChannels[]): string | null {
  const pairs = groups.flatMap((group, index) => {
    const next = groups[index + 1];
    return group.conv !== null && next?.conv != null ? [{ from: group.conv, to: next }] : [];
  });
  const own = pairs[0]?.to.split;
  if (own == null || pairs.length < 2) return null;
  const rule = rules.find(({ of }) =>
    pairs.every(
      ({ from, to }) =>
        to.split !== null && sameExpr(to.split, own) && sameExpr(sub(to.conv!, own), of(from)),
    ),
  );
  return rule === undefined ? null : `${toLatex(own)} + ${rule.latex}`;
}
