import { add, sub } from '../algebra/expression.ts';
import type { Design, DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { drawingOf, emptyDrawing, sameUse } from '../document/drawing.ts';
import { expressionsIn } from '../document/field-names.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { ExpansionMemo } from '../language/expand.ts';
import type { Facts } from '../language/facts.ts';
import { eachCount, noFacts } from '../language/facts.ts';
import { boundaryOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import type { DrawnDefinitions } from './drawn.ts';
import { namesInDrawing } from './drawn.ts';
import type { Environment } from './environment.ts';
import { environmentOf } from './environment.ts';
import { analyzeItem } from './item.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import { operatorLimit } from './least-operators.ts';
import { drawnDefinitions } from './members.ts';
import { SharedMap } from './shared-map.ts';
import type { Wiring } from './wiring.ts';
import { wire } from './wiring.ts';

/** What is known of a design: every item, and the totals where no item is unknown. */
export interface Analysis {
  readonly design: Design;
  /** The design's own items; what is drawn inside one is found through it. */
  readonly items: ReadonlyMap<string, ItemAnalysis>;
  /** Item ids, each after what feeds it: the order of export. */
  readonly order: readonly string[];
  readonly totals: Facts | null;
  readonly issues: readonly Issue[];
}

const usesNames = (node: DesignNode): boolean =>
  Object.values(node.fields).some((value) => expressionsIn(value).length > 0);

const sameShape = (a: Shape | null, b: Shape | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((size, axis) => size === b[axis]));

/** Whether what reads an item finds it as before: its ports, their shapes, and whether they are known at all. */
const sameOutputs = (a: ItemAnalysis, b: ItemAnalysis): boolean =>
  (a.values === null) === (b.values === null) &&
  a.outputs.length === b.outputs.length &&
  a.outputs.every(
    (shape, index) => sameShape(shape, b.outputs[index]!) && a.outputPorts[index] === b.outputPorts[index],
  );

function replaced(total: Facts, before: Facts, after: Facts): Facts {
  return {
    ...eachCount((pick) => add(sub(pick(total), pick(before)), pick(after))),
    operators: total.operators - before.operators + after.operators,
  };
}

/** How many items bring tensors in, and how many take them out. */
interface Ends {
  readonly input: number;
  readonly output: number;
}

function countEnds({ input, output }: Ends, { definition }: ItemAnalysis, by: 1 | -1): Ends {
  const end = boundaryOf(definition);
  return { input: input + (end === 'input' ? by : 0), output: output + (end === 'output' ? by : 0) };
}

/** Problems of the design as a whole: nothing comes in, or nothing goes out. */
function boundaryIssues({ input, output }: Ends, isEmpty: boolean): Issue[] {
  if (isEmpty) return [];
  return [...(input > 0 ? [] : [issue('graph/no-input')]), ...(output > 0 ? [] : [issue('graph/no-output')])];
}

/**
 * Keeps the analysis of a design that is being edited. Each update looks at what changed: a node is analysed again
 * only when its fields, its wires, a variable it may name or a shape that reaches it is new, and the wave stops where
 * output shapes are as before. The result equals a full analysis.
 */
export class Analyzer {
  readonly #catalogue: Catalogue;
  readonly #memo = new ExpansionMemo();
  readonly #drawn: DrawnDefinitions;
  #design: Design | null = null;
  #drawing: Drawing = emptyDrawing;
  #environment: Environment = environmentOf([]);
  #wiring: Wiring | null = null;
  #nodes = new Map<string, DesignNode>();
  #items = SharedMap.of<ItemAnalysis>(new Map());
  /** What the present update found, until it is done. */
  readonly #found = new Map<string, ItemAnalysis>();
  #sum: Facts = noFacts;
  #unknown = new Set<string>();
  #faulty = new Set<string>();
  #ends: Ends = { input: 0, output: 0 };

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#drawn = drawnDefinitions(catalogue, this.#memo);
  }

  /** Analyses `design`, reusing what the last update found where it still holds. */
  update(design: Design): Analysis {
    this.#drawn.work.begin();
    const before = this.#drawing;
    const drawing = drawingOf(design, before);
    const variablesChanged = this.#design?.variables !== design.variables;
    if (variablesChanged) this.#environment = environmentOf(design.variables);
    const dirty = new Set<string>();
    const nodesChanged = this.#takeNodes(before.nodes, drawing.nodes, dirty);
    for (const id of before.inner.keys()) if (!drawing.inner.has(id)) dirty.add(id);
    for (const [id, inside] of drawing.inner) {
      const usesVariables = variablesChanged && namesInDrawing(inside).size > 0;
      if (usesVariables || before.inner.get(id) !== inside) dirty.add(id);
    }
    if (variablesChanged) for (const node of drawing.nodes) if (usesNames(node)) dirty.add(node.id);
    if (nodesChanged) this.#dropAbsent();
    const rewired = before.edges !== drawing.edges || before.crossing !== drawing.crossing;
    if (rewired || nodesChanged || this.#wiring === null) {
      const wiring = wire(drawing);
      for (const node of drawing.nodes) {
        if (this.#wiresChanged(node.id, wiring)) dirty.add(node.id);
      }
      this.#wiring = wiring;
    }
    this.#drawing = drawing;
    this.#analyze(dirty, this.#wiring);
    if (nodesChanged) this.#items = SharedMap.of(new Map([...this.#items, ...this.#found]));
    else if (this.#found.size > 0) this.#items = this.#items.replaced(this.#found);
    this.#found.clear();
    this.#design = design;
    return this.#result(design, this.#wiring);
  }

  /**
   * Notes which nodes are new or have new fields; true where the set of nodes is another.
   * Most edits replace nodes in place, so the lists are compared index by index and nothing is copied.
   */
  #takeNodes(before: readonly DesignNode[], now: readonly DesignNode[], dirty: Set<string>): boolean {
    const inPlace = before.length === now.length && before.every((node, index) => node.id === now[index]!.id);
    if (!inPlace) {
      const known = this.#nodes;
      this.#nodes = new Map(now.map((node) => [node.id, node]));
      for (const node of now) if (!sameUse(known.get(node.id), node)) dirty.add(node.id);
      return true;
    }
    now.forEach((node, index) => {
      if (node === before[index]) return;
      this.#nodes.set(node.id, node);
      if (!sameUse(before[index], node)) dirty.add(node.id);
    });
    return false;
  }

  #dropAbsent(): void {
    for (const [id, item] of this.#items) if (!this.#nodes.has(id)) this.#forget(item);
    this.#items = SharedMap.of(new Map([...this.#items].filter(([id]) => this.#nodes.has(id))));
  }

  #itemOf(id: string): ItemAnalysis | undefined {
    return this.#found.get(id) ?? this.#items.get(id);
  }

  #wiresChanged(id: string, wiring: Wiring): boolean {
    const before = this.#wiring;
    if (before === null || before.looped.has(id) !== wiring.looped.has(id)) return true;
    const old = before.incoming.get(id) ?? [];
    const now = wiring.incoming.get(id) ?? [];
    return old.length !== now.length || old.some((edge, index) => edge !== now[index]);
  }

  /** Analyses dirty nodes in order, spreading to their readers. */
  #analyze(dirty: Set<string>, wiring: Wiring): void {
    if (dirty.size === 0) return;
    for (const id of wiring.order) {
      if (!dirty.has(id)) continue;
      const before = this.#itemOf(id);
      const after = analyzeItem(this.#nodes.get(id)!, {
        catalogue: this.#catalogue,
        environment: this.#environment,
        memo: this.#memo,
        drawn: this.#drawn,
        drawing: this.#drawing.inner.get(id),
        incoming: wiring.incoming.get(id) ?? [],
        looped: wiring.looped.has(id),
        itemOf: (other) => this.#itemOf(other),
      });
      this.#replace(before, after);
      if (before !== undefined && sameOutputs(before, after)) continue;
      for (const edge of wiring.outgoing.get(id) ?? []) dirty.add(edge.to.node);
    }
  }

  #forget(item: ItemAnalysis): void {
    this.#sum = replaced(this.#sum, item.facts ?? noFacts, noFacts);
    this.#ends = countEnds(this.#ends, item, -1);
    this.#unknown.delete(item.id);
    this.#faulty.delete(item.id);
  }

  #replace(before: ItemAnalysis | undefined, after: ItemAnalysis): void {
    this.#sum = replaced(this.#sum, before?.facts ?? noFacts, after.facts ?? noFacts);
    if (before !== undefined) this.#ends = countEnds(this.#ends, before, -1);
    this.#ends = countEnds(this.#ends, after, 1);
    this.#found.set(after.id, after);
    if (after.facts === null) this.#unknown.add(after.id);
    else this.#unknown.delete(after.id);
    if (after.issues.length > 0) this.#faulty.add(after.id);
    else this.#faulty.delete(after.id);
  }

  #result(design: Design, wiring: Wiring): Analysis {
    const own = [...this.#faulty].flatMap((id) => this.#items.get(id)?.issues ?? []);
    const few = this.#sum.operators <= operatorLimit;
    return {
      design,
      items: this.#items,
      order: wiring.order,
      totals: few && this.#unknown.size === 0 ? this.#sum : null,
      issues: [
        ...wiring.issues,
        ...own,
        ...boundaryIssues(this.#ends, design.nodes.length === 0),
        ...(few ? [] : [issue('graph/too-many-operators', {}, { limit: operatorLimit })]),
      ],
    };
  }
}

/** The full analysis of a design, from nothing. */
export function analyze(design: Design, catalogue: Catalogue): Analysis {
  return new Analyzer(catalogue).update(design);
}
