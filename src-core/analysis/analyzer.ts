import type { Design, DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { drawingOf, emptyDrawing, sameUse } from '../document/drawing.ts';
import { expressionsIn } from '../document/field-names.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { ExpansionMemo } from '../language/expand.ts';
import type { Facts } from '../language/facts.ts';
import { wholeFacts } from '../language/facts.ts';
import type { Shape } from '../language/shape.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { DrawnDefinitions } from './drawn.ts';
import { namesInDrawing } from './drawn-names.ts';
import type { Environment } from './environment.ts';
import { environmentOf } from './environment.ts';
import type { ItemContext } from './item.ts';
import { analyzeItem, pendingItem } from './item.ts';
import type { AnalyzedItems, ItemAnalysis } from './item-analysis.ts';
import { drawnDefinitions } from './members.ts';
import { catalogueOf } from './own-definitions.ts';
import { SharedMap } from './shared-map.ts';
import { Tally } from './tally.ts';
import { UnfitItems } from './unfit-items.ts';
import type { Wiring } from './wiring.ts';
import { wiringSteps } from './wiring.ts';

/** What is known of a design: every item, and the totals where no item is unknown. */
export interface Analysis extends AnalyzedItems {
  /** Item ids, each after what feeds it: the order of export. */
  readonly order: readonly string[];
  /** What can be counted comes to; null where an item is unknown, so that the design cannot run. */
  readonly counted: Facts | null;
  /** The same where that is all there is; null where an item is unknown or has no counts. */
  readonly totals: Facts | null;
  readonly issues: readonly Issue[];
  /** Items whose analysis is still to come, among them all that they feed: nothing is known of these, nor are the totals. */
  readonly pending: number;
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

/** Whether something drawn inside, at any depth, runs with the weights of another: whether these fit is known last of all. */
const borrowsInside = (drawing: Drawing | undefined): boolean =>
  drawing !== undefined &&
  (drawing.nodes.some(({ weightsOf }) => weightsOf !== undefined) ||
    [...drawing.inner.values()].some(borrowsInside));

/** The items with those found put in: in the place of one of that name, else behind them. */
function withFound(items: SharedMap<ItemAnalysis>, found: ReadonlyMap<string, ItemAnalysis>) {
  if (found.size === 0) return items;
  const isKnown = [...found.keys()].every((id) => items.has(id));
  return isKnown ? items.replaced(found) : SharedMap.of(new Map([...items, ...found]));
}

/**
 * Keeps the analysis of a design that is being edited. Each update looks at what changed: a node is analysed again
 * only when its fields, its wires, a variable it may name or a shape that reaches it is new, and the wave stops where
 * output shapes are as before. The result equals a full analysis.
 */
export class Analyzer {
  readonly #base: Catalogue;
  readonly #memo = new ExpansionMemo();
  /** With the own blocks of the design. */
  #catalogue: Catalogue;
  #drawn: DrawnDefinitions;
  #design: Design | null = null;
  #drawing: Drawing = emptyDrawing;
  #environment: Environment = environmentOf([]);
  #wiring: Wiring | null = null;
  #nodes = new Map<string, DesignNode>();
  #items = SharedMap.of<ItemAnalysis>(new Map());
  /** What was found since `#items` was made. */
  readonly #found = new Map<string, ItemAnalysis>();
  /** Items that have to be analysed. */
  readonly #dirty = new Set<string>();
  #steps: Steps<void> | null = null;
  readonly #tally = new Tally();
  readonly #unfit = new UnfitItems();

  constructor(catalogue: Catalogue) {
    this.#base = catalogue;
    this.#catalogue = catalogue;
    this.#drawn = drawnDefinitions(catalogue, this.#memo);
  }

  /** Analyses `design`, reusing what the last update found where it still holds. */
  update(design: Design): Analysis {
    this.begin(design);
    this.work(() => false);
    return this.analysis();
  }

  /** Takes another design in place of the one before; `work` then finds what is not known of it. Work under way is dropped. */
  begin(design: Design): void {
    finished(this.beginning(design));
  }

  /** As `begin`, in steps; nothing else may be asked before the last. */
  *beginning(design: Design): Steps<void> {
    this.#drawn.work.begin();
    this.#settle();
    const before = this.#drawing;
    const drawing = drawingOf(design, before);
    const variablesChanged = this.#design?.variables !== design.variables;
    if (variablesChanged) this.#environment = environmentOf(design.variables);
    const dirty = this.#dirty;
    this.#takeBlocks(design, drawing, dirty);
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
      yield;
      const wiring = yield* wiringSteps(drawing);
      yield;
      for (const node of drawing.nodes) {
        if (this.#wiresChanged(node.id, wiring)) dirty.add(node.id);
      }
      this.#wiring = wiring;
    }
    this.#drawing = drawing;
    this.#design = design;
    this.#steps = this.#analyze(this.#wiring);
  }

  /**
   * Analyses one item after the other until all are known, or until `isSpent` says after a step that it is enough for
   * this time. Returns whether all are known.
   */
  work(isSpent: () => boolean): boolean {
    while (this.#steps !== null) {
      if (this.#steps.next().done === true) this.#steps = null;
      else if (isSpent()) return false;
    }
    return true;
  }

  /** What is known of the design so far; exact where it is known at all. */
  analysis(): Analysis {
    this.#settle();
    const [design, wiring] = [this.#design, this.#wiring];
    if (design === null || wiring === null) throw new Error('there is no design to analyse');
    return this.#steps === null ? this.#whole(design, wiring) : this.#part(design, wiring);
  }

  /** Puts what was found with what was known. */
  #settle(): void {
    this.#items = withFound(this.#items, this.#found);
    this.#found.clear();
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

  /** Notes which items are of another definition now, since own blocks were edited, or have such items inside. */
  #takeBlocks(design: Design, { nodes, inner }: Drawing, dirty: Set<string>): void {
    const before = this.#catalogue;
    const catalogue = catalogueOf(design, this.#base);
    if (before === catalogue) return;
    this.#catalogue = catalogue;
    const isChanged = ({ definition }: DesignNode): boolean =>
      before.definitionOf(definition) !== catalogue.definitionOf(definition);
    const changedIn = (drawing: Drawing): boolean =>
      drawing.nodes.some(isChanged) || [...drawing.inner.values()].some(changedIn);
    const changed = nodes.filter((node) => {
      const inside = inner.get(node.id);
      return isChanged(node) || (inside !== undefined && changedIn(inside));
    });
    for (const { id } of changed) dirty.add(id);
    this.#drawn = drawnDefinitions(catalogue, this.#memo);
  }

  #dropAbsent(): void {
    for (const [id, item] of this.#items) if (!this.#nodes.has(id)) this.#tally.replace(item, undefined);
    for (const id of this.#dirty) if (!this.#nodes.has(id)) this.#dirty.delete(id);
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
  *#analyze(wiring: Wiring): Steps<void> {
    const dirty = this.#dirty;
    if (dirty.size === 0) return;
    for (const id of wiring.order) {
      if (!dirty.has(id)) continue;
      const before = this.#itemOf(id);
      const after = yield* analyzeItem(this.#nodes.get(id)!, this.#contextOf(id, wiring));
      this.#tally.replace(before, after);
      this.#found.set(id, after);
      dirty.delete(id);
      if (before === undefined || !sameOutputs(before, after)) {
        for (const edge of wiring.outgoing.get(id) ?? []) dirty.add(edge.to.node);
      }
      yield;
    }
    // Items of a loop may feed one before them in the order; what they hand on is unknown either way.
    dirty.clear();
  }

  #contextOf(id: string, wiring: Wiring): ItemContext {
    return {
      catalogue: this.#catalogue,
      environment: this.#environment,
      memo: this.#memo,
      drawn: this.#drawn,
      drawing: this.#drawing.inner.get(id),
      incoming: wiring.incoming.get(id) ?? [],
      looped: wiring.looped.has(id),
      itemOf: (other) => this.#itemOf(other),
    };
  }

  /** The analysis while some items are to come: of these, of all that they feed, and of all that borrow weights, nothing is said. */
  #part(design: Design, wiring: Wiring): Analysis {
    const pending = new Map<string, ItemAnalysis>();
    for (const id of wiring.order) {
      const fed = (wiring.incoming.get(id) ?? []).some(({ from }) => pending.has(from.node));
      const borrows =
        this.#nodes.get(id)!.weightsOf !== undefined || borrowsInside(this.#drawing.inner.get(id));
      if (!fed && !borrows && !this.#dirty.has(id)) continue;
      const known = this.#items.get(id);
      pending.set(id, pendingItem(this.#nodes.get(id)!, this.#contextOf(id, wiring), known));
    }
    const own = [...this.#tally.faulty].filter((id) => !pending.has(id));
    return {
      design,
      items: withFound(this.#items, pending),
      order: wiring.order,
      counted: null,
      totals: null,
      issues: [...wiring.issues, ...this.#issuesOf(own)],
      pending: pending.size,
    };
  }

  #issuesOf(ids: Iterable<string>, items = this.#items): Issue[] {
    return [...ids].flatMap((id) => items.get(id)?.issues ?? []);
  }

  #membersOf({ id, definition, inputs, values }: ItemAnalysis): ItemAnalysis['members'] {
    const base = this.#catalogue.definitionOf(definition?.id ?? '');
    const drawing = this.#drawing.inner.get(id);
    if (base?.kind !== 'block' || base.drawn === undefined || drawing === undefined) return null;
    return finished(this.#drawn.of(base, drawing, this.#environment).members(inputs, values)).items;
  }

  #whole(design: Design, wiring: Wiring): Analysis {
    const unfit = this.#unfit.in({ design, items: this.#items }, (item) => this.#membersOf(item));
    const items = unfit.size === 0 ? this.#items : this.#items.replaced(unfit);
    const faulty = new Set([...this.#tally.faulty, ...unfit.keys()]);
    const counted = unfit.size === 0 ? this.#tally.counted : null;
    return {
      design,
      items,
      order: wiring.order,
      counted,
      totals: wholeFacts(counted),
      issues: [
        ...wiring.issues,
        ...this.#issuesOf(faulty, items),
        ...this.#tally.issues(design.nodes.length === 0),
      ],
      pending: 0,
    };
  }
}

/** The full analysis of a design, from nothing. */
export function analyze(design: Design, catalogue: Catalogue): Analysis {
  return new Analyzer(catalogue).update(design);
}
