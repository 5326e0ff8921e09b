import type { Drawing } from '../document/drawing.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { ExpansionMemo } from '../language/expand.ts';
import { partPortOf } from '../language/roles.ts';
import type { Steps } from '../steps.ts';
import { DrawnDefinitions } from './drawn.ts';
import type { AnalyzeMembers } from './drawn-parts.ts';
import { analyzeItem, ItemNotSymbolic } from './item.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import type { Wiring } from './wiring.ts';
import { wire } from './wiring.ts';

const wirings = new WeakMap<Drawing, Wiring>();

/** The wiring of a drawing, found once for all copies and all updates that leave it as it is. */
function wiringOf(drawing: Drawing): Wiring {
  let wiring = wirings.get(drawing);
  if (wiring === undefined) {
    wiring = wire(drawing);
    wirings.set(drawing, wiring);
  }
  return wiring;
}

/** The definitions made from drawings, whose items are analysed as those of a design are. */
export function drawnDefinitions(catalogue: Catalogue, memo: ExpansionMemo): DrawnDefinitions {
  const analyzeMembers: AnalyzeMembers = function* (drawing, inputs, environment, drawn) {
    const wiring = wiringOf(drawing);
    const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
    const entering = new Map<string, { readonly shape: (typeof inputs)[number] }>();
    for (const { id, definition } of drawing.nodes) {
      if (partPortOf(catalogue.definitionOf(definition)) === 'input') {
        entering.set(id, { shape: inputs[entering.size] ?? null });
      }
    }
    const items = new Map<string, ItemAnalysis>();
    const issues: Issue[] = [...wiring.issues];
    for (const id of wiring.order) {
      const item = yield* symbolsKept(
        analyzeItem(nodes.get(id)!, {
          catalogue,
          environment,
          memo,
          drawn,
          drawing: drawing.inner.get(id),
          incoming: wiring.incoming.get(id) ?? [],
          looped: wiring.looped.has(id),
          itemOf: (other) => items.get(other),
          isInside: true,
          ...(entering.has(id) && { entering: entering.get(id)! }),
        }),
      );
      items.set(id, item);
      issues.push(...item.issues);
      yield;
    }
    return { items, issues };
  };
  return new DrawnDefinitions(catalogue, memo, analyzeMembers);
}

/** Inside an expansion a symbol that must be a number is the language's own error; the item around it names the place. */
function* symbolsKept<T>(work: Steps<T>): Steps<T> {
  try {
    return yield* work;
  } catch (error) {
    throw error instanceof ItemNotSymbolic ? error.cause : error;
  }
}
