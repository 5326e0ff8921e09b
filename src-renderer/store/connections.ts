import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { itemOf } from '../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignEdge, DesignNode, PortRef } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit, batch } from '../../src-core/document/edit.ts';
import { freshEdgeId } from '../../src-core/document/names.ts';
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

function tried(design: Design): Analysis {
  probe.begin(design);
  probe.work(spentAfter(longestTry));
  return probe.analysis();
}

/** The wire that an input port has, if it has one. */
export const wireInto = ({ edges }: Design, to: PortRef): DesignEdge | undefined =>
  edges.find((edge) => edge.to.node === to.node && edge.to.port === to.port);

/** The edit that wires two ports, in the place of a wire that the input has already. */
export function connectEdit(design: Design, from: PortRef, to: PortRef): Edit {
  const old = wireInto(design, to);
  const added: Edit = { kind: 'addEdge', edge: { id: freshEdgeId(design), from, to } };
  return old === undefined ? added : batch([{ kind: 'removeEdge', id: old.id }, added]);
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
  if (!added.ok) return null;
  const item = itemOf(tried(added.value.design), node.id);
  for (const input of item?.inputPorts ?? []) {
    if (refusalOf(added.value.design, from, { node: node.id, port: input }) === null) {
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
export function insertEdit(design: Design, node: DesignNode, edgeId: string): Edit | null {
  const edge = design.edges.find((each) => each.id === edgeId);
  if (edge === undefined) return null;
  const fit = fitAfter(design, node, edge.from);
  if (fit === null || fit.output === null) return null;
  const ids = [freshEdgeId(design)];
  const taken = new Set([...design.edges.map((each) => each.id), ...ids]);
  let number = taken.size + 1;
  while (taken.has(`e${number}`)) number += 1;
  const edit = batch([
    ...addEdits(design, node),
    { kind: 'removeEdge', id: edge.id },
    {
      kind: 'addEdge',
      edge: { id: ids[0] as string, from: edge.from, to: { node: node.id, port: fit.input } },
    },
    { kind: 'addEdge', edge: { id: `e${number}`, from: { node: node.id, port: fit.output }, to: edge.to } },
  ]);
  return faultAfter(design, edit, edge.to.node) === null ? edit : null;
}
