import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { itemOf } from '../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode, PortRef } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit, batch } from '../../src-core/document/edit.ts';
import { freshEdgeId, freshEdgeIdAmong } from '../../src-core/document/names.ts';
import { wireInto } from '../../src-core/document/wire-into.ts';
import type { Issue } from '../../src-core/errors.ts';
import { issue } from '../../src-core/errors.ts';
import { describe, sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { spentAfter } from '../work/sliced.ts';
import { addEdits } from './new-items.ts';

/** Tries changes out beside the open design; kept apart so that its cache follows the tries. */
const probe = new Analyzer(catalogue);

/** A try is answered while a wire is on the pointer; what takes longer, in milliseconds, is not known yet. */
const longestTry = 10;

/** What is known of a design beside the open one, as far as it is found while a wire is on the pointer. */
export function tried(design: Design): Analysis {
  probe.begin(design);
  probe.work(spentAfter(longestTry));
  return probe.analysis();
}

/** The edit that wires two ports, in the place of a wire that the input has already. */
export function connectEdit(design: Design, from: PortRef, to: PortRef): Edit {
  const old = wireInto(design, to);
  const added: Edit = { kind: 'addEdge', edge: { id: freshEdgeId(design), from, to } };
  return old === undefined ? added : batch([{ kind: 'removeEdge', id: old.id }, added]);
}

/** The design without one of its wires, as it is while that wire's end is on the pointer. */
export const withoutWire = (design: Design, id: string): Design => ({
  ...design,
  edges: design.edges.filter((edge) => edge.id !== id),
});

/** The edit that lets a wire join two other ports, at its place among the wires; a wire that the input has already gives way. */
export function rewireEdit(design: Design, id: string, from: PortRef, to: PortRef): Edit {
  const index = design.edges.findIndex((edge) => edge.id === id);
  const edge = design.edges[index];
  if (edge === undefined) return connectEdit(design, from, to);
  const old = wireInto(withoutWire(design, id), to);
  const moved: Edit[] = [
    { kind: 'removeEdge', id },
    { kind: 'addEdge', edge: { ...edge, from, to }, index },
  ];
  return batch(old === undefined ? moved : [...moved, { kind: 'removeEdge', id: old.id }]);
}

/** True where a way along the wires leads from one item to another. */
function leads({ edges }: Design, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const { from: before, to: after } of edges) {
    const list = next.get(before.node);
    if (list === undefined) next.set(before.node, [after.node]);
    else list.push(after.node);
  }
  const seen = new Set<string>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const id of next.get(at) ?? []) waiting.push(id);
  }
  return false;
}

/** What an item needs before it can be judged, rather than what is wrong with it. */
const isOpen = ({ code }: Issue): boolean =>
  code === 'graph/unconnected' || code === 'graph/no-input' || code === 'graph/no-output';

/**
 * Says why a wire does not fit, or null when it does: it would close a loop, or the item it leads to refuses the
 * tensor. What cannot be known yet, because something before or beside it is missing, fits.
 */
export function refusalOf(design: Design, from: PortRef, to: PortRef): string | null {
  if (from.node === to.node) return t('an item cannot feed itself');
  if (leads(design, to.node, from.node))
    return sentence(issue('graph/cycle', {}, { chain: `${from.node} → ${to.node} → … → ${from.node}` }));
  const old = wireInto(design, to);
  if (old !== undefined && old.from.node === from.node && old.from.port === from.port)
    return t('is wired so already');
  return faultAfter(design, connectEdit(design, from, to), to.node);
}

/** The first fault that an edit brings to an item, as a sentence; null where it brings none. Faults from before do not count. */
function faultAfter(design: Design, edit: Edit, node: string): string | null {
  const after = applyEdit(design, edit);
  if (!after.ok) return after.issues[0] === undefined ? t('does not fit') : sentence(after.issues[0]);
  const before = new Set((itemOf(tried(design), node)?.issues ?? []).map(describe));
  const faults = itemOf(tried(after.value.design), node)?.issues ?? [];
  const fault = faults.find((each) => !isOpen(each) && !before.has(describe(each)));
  return fault === undefined ? null : sentence(fault);
}

/** How a new item can be put between other items: the ports it would use. Null where it has none free. */
export interface Fit {
  readonly input: string;
  readonly output: string | null;
}

/** The input through which a new item takes the tensor of a port, and its first output; null where it refuses. */
export function fitAfter(design: Design, node: DesignNode, from: PortRef): Fit | null {
  const added = applyEdit(design, batch(addEdits(design, node)));
  return added.ok ? fitFrom(added.value.design, node.id, from) : null;
}

/** The same of an item that the design has. */
function fitFrom(design: Design, id: string, from: PortRef): Fit | null {
  const item = itemOf(tried(design), id);
  for (const input of item?.inputPorts ?? []) {
    if (refusalOf(design, from, { node: id, port: input }) === null) {
      return { input, output: item?.outputPorts[0] ?? null };
    }
  }
  return null;
}

/** The output of a new item that an input port takes, as far as can be known before the new item is fed. */
export function fitBefore(design: Design, node: DesignNode, to: PortRef): string | null {
  const added = applyEdit(design, batch(addEdits(design, node)));
  if (!added.ok) return null;
  const outputs = itemOf(tried(added.value.design), node.id)?.outputPorts ?? [];
  return outputs.find((port) => refusalOf(added.value.design, { node: node.id, port }, to) === null) ?? null;
}

/** The edit that puts a new item into a wire; null where it does not fit there. */
export const insertEdit = (design: Design, node: DesignNode, edgeId: string): Edit | null =>
  through(design, edgeId, node.id, addEdits(design, node), (from) => fitAfter(design, node, from));

/** The edit that puts an item which has no wires into one; null where it does not fit there. */
export const spliceEdit = (design: Design, id: string, edgeId: string): Edit | null =>
  through(design, edgeId, id, [], (from) => fitFrom(design, id, from));

function through(
  design: Design,
  edgeId: string,
  id: string,
  before: readonly Edit[],
  fitTo: (from: PortRef) => Fit | null,
): Edit | null {
  const edge = design.edges.find((each) => each.id === edgeId);
  const fit = edge === undefined ? null : fitTo(edge.from);
  if (edge === undefined || fit?.output == null) return null;
  const taken = new Set(design.edges.map((each) => each.id));
  const first = freshEdgeIdAmong(taken);
  const second = freshEdgeIdAmong(taken.add(first));
  const edit = batch([
    ...before,
    { kind: 'removeEdge', id: edge.id },
    { kind: 'addEdge', edge: { id: first, from: edge.from, to: { node: id, port: fit.input } } },
    { kind: 'addEdge', edge: { id: second, from: { node: id, port: fit.output }, to: edge.to } },
  ]);
  return faultAfter(design, edit, edge.to.node) === null ? edit : null;
}
