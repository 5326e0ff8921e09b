import type { Design, DesignEdge, DesignNode, FieldValue, ListEntry, Variable } from '../document/design.ts';
import { namesInValue } from '../document/field-names.ts';
import { renameInExpression } from '../document/rename-variable.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Fields } from '../language/field.ts';
import { boundaryOf } from '../language/roles.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression } from './ready-network.ts';

/** A network up to its feature maps, with what feeds it. */
export interface Backbone {
  readonly variables: readonly Variable[];
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** Ids of the items that give the maps at a quarter, 1/8, 1/16 and 1/32 of the input, and of the Input. */
  readonly features: NonNullable<ReadyNetwork['features']>;
  readonly input: string;
  /** Whether any of its norms follows the variable `norm`; layer norms, for one, are never frozen. */
  readonly hasNorm: boolean;
}

export interface BackboneOptions {
  /** Indices into the features that are read; what only the others need is left out. */
  readonly reads: readonly number[];
  /** Makes the stages behind 1/8 step wider instead of reducing, as the variable `outputStride` says. */
  readonly dilates: boolean;
  /** Makes the filters that lose a step wider too, whatever the network says of itself. */
  readonly dilatesStep?: boolean;
  /** Names that the variables of the task have. */
  readonly taken: ReadonlySet<string>;
}

/**
 * Cuts a network behind its feature maps, and ties the norms of its items to the variable `norm`.
 * Issues: task/no-features, task/not-dilated.
 */
export function backboneOf(
  network: ReadyNetwork,
  { reads, dilates, dilatesStep, taken }: BackboneOptions,
  catalogue: Catalogue,
): Result<Backbone> {
  const { design, features } = network;
  if (features === undefined) return fail(issue('task/no-features', {}, { name: network.name }));
  const kept = ancestors(
    design,
    reads.map((index) => features[index]!),
  );
  const fieldsOf = (node: DesignNode): Fields => catalogue.definitionOf(node.definition)?.fields ?? {};
  const nodes = design.nodes
    .filter((node) => kept.has(node.id))
    .map((node) => renamed(node, design.variables, taken, fieldsOf(node)))
    .map((node) => withNorm(node, fieldsOf(node)));
  const edges = design.edges.filter((edge) => kept.has(edge.to.node));
  const input =
    nodes.find((node) => boundaryOf(catalogue.definitionOf(node.definition)) === 'input')?.id ?? '';
  const used = new Set(nodes.flatMap((node) => Object.values(node.fields).flatMap(namesInValue)));
  const hasNorm = nodes.some((node) => namesInValue(node.fields.norm ?? 0).includes('norm'));
  const variables = design.variables
    .map((variable) => ({ ...variable, name: freeName(variable.name, taken) }))
    .filter((variable) => used.has(variable.name));
  const backbone = { variables, nodes, edges, features, input, hasNorm };
  // A pool that steps wider reads other values, which no weights make up for: only filters are dilated.
  const dilatableOf = (node: DesignNode): Fields => {
    const definition = catalogue.definitionOf(node.definition);
    const hasFilters = definition?.kind === 'block' || definition?.weights !== undefined;
    const { dilation: _, ...undilated } = fieldsOf(node);
    return hasFilters ? fieldsOf(node) : undilated;
  };
  const step = dilatesStep ?? network.dilatesStep ?? false;
  return dilates ? dilated(backbone, dilatableOf, network.name, step) : ok(backbone);
}

/** The items that lead to some of them, these included. */
function ancestors({ edges }: Design, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const edge of edges) if (edge.to.node === id) visit(edge.from.node);
  };
  ids.forEach(visit);
  return found;
}

const isExpression = (value: FieldValue | ListEntry): value is { readonly expression: string } =>
  typeof value === 'object' && 'expression' in value;

/** The name, or another one where the task has a variable of that name. */
const freeName = (name: string, taken: ReadonlySet<string>): string =>
  taken.has(name) ? `${name}_backbone` : name;

/** The item with variables that the task has too under other names; a field of the item may hide a variable. */
function renamed(
  node: DesignNode,
  variables: readonly Variable[],
  taken: ReadonlySet<string>,
  fields: Fields,
): DesignNode {
  const clashing = variables.map(({ name }) => name).filter((name) => taken.has(name));
  if (clashing.length === 0) return node;
  const inText = (field: string, text: string): string =>
    clashing
      .filter((name) => name === field || !Object.hasOwn(fields, name))
      .reduce((changed, name) => renameInExpression(changed, name, freeName(name, taken)), text);
  const inValue = (field: string, value: FieldValue): FieldValue => {
    const inEntry = (entry: ListEntry): ListEntry =>
      isExpression(entry) ? { expression: inText(field, entry.expression) } : entry;
    if (Array.isArray(value)) return (value as readonly ListEntry[]).map(inEntry);
    return typeof value === 'object' ? inEntry(value as ListEntry) : value;
  };
  const entries = Object.entries(node.fields).map(
    ([field, value]) => [field, inValue(field, value)] as const,
  );
  return { ...node, fields: Object.fromEntries(entries) };
}

/** Norms follow the task's variable; an item without a norm, or with another kind of norm, stays as it is. */
function withNorm(node: DesignNode, fields: Fields): DesignNode {
  const { norm } = fields;
  if (norm?.kind !== 'choice' || !norm.options.includes('frozen')) return node;
  const own = node.fields.norm ?? norm.default;
  return own === 'batch' ? { ...node, fields: { ...node.fields, norm: expression('norm') } } : node;
}

/** 1 where an output stride of `stride` is too coarse, so that the stage that would reach it must not reduce. */
const keeps = (stride: number): string => `min(1, floor(${stride}/2/outputStride))`;

/**
 * Ties the steps of the items behind 1/8 to the variable `outputStride`, as torchvision's replace_stride_with_dilation
 * makes them: where a step is left out, the filters after it step wider by as much; so do those that lost the step where
 * `dilatesStep` is set.
 */
function dilated(
  backbone: Backbone,
  fieldsOf: (node: DesignNode) => Fields,
  name: string,
  dilatesStep: boolean,
): Result<Backbone> {
  const [, eighth, sixteenth, last] = backbone.features;
  const before = ancestors({ edges: backbone.edges } as Design, [eighth]);
  const toSixteenth = ancestors({ edges: backbone.edges } as Design, [sixteenth]);
  const toLast = ancestors({ edges: backbone.edges } as Design, [last]);
  const wider = { 16: keeps(16), 32: keeps(32) } as const;
  const steps = new Map<16 | 32, boolean>();
  const issues: Issue[] = [];
  const nodes = backbone.nodes.map((node) => {
    if (before.has(node.id) || !toLast.has(node.id)) return node;
    const reach = toSixteenth.has(node.id) ? 16 : 32;
    const fields = fieldsOf(node);
    const stride = Number(node.fields.stride ?? fieldDefault(fields.stride) ?? 1);
    const reduces = stride !== 1;
    if (Number.isNaN(stride)) issues.push(issue('task/not-dilated', {}, { name, item: node.id }));
    // The taps of an item that reduces are those of the map that it reads, unless it is dilated too; of the others, those of
    // the one they keep.
    const isBehind = steps.get(reach) === true;
    // A stage sees to its own copies.
    const isStage = 'dilate' in fields;
    const taps = tapsOf(reach, reduces ? dilatesStep && !isStage : isBehind, wider);
    if (reduces) steps.set(reach, true);
    if (!('stride' in fields) && !('dilation' in fields)) return node;
    if (!('dilation' in fields)) {
      if (reduces || 'kernel' in fields) issues.push(issue('task/not-dilated', {}, { name, item: node.id }));
      return node;
    }
    // One tap has no other to step to.
    if (node.fields.kernel === 1 && !reduces) return node;
    const own = node.fields.dilation ?? 1;
    const dilation = own === 1 ? taps : `${typeof own === 'number' ? own : 1}*(${taps})`;
    const changes: Record<string, FieldValue> = dilation === '1' ? {} : { dilation: expression(dilation) };
    if (reduces && isStage) {
      changes.dilate = expression(wider[reach]);
      if (dilatesStep) changes.dilateFirst = true;
    }
    if (reduces && !isStage) changes.stride = expression(`${stride} - ${wider[reach]}*${stride - 1}`);
    return { ...node, fields: { ...node.fields, ...changes } };
  });
  if (issues.length > 0) return fail(...issues);
  const missed = !steps.has(16) ? sixteenth : !steps.has(32) ? last : null;
  // What reduces without a field for its step cannot be told to keep the size.
  return missed === null
    ? ok({ ...backbone, nodes })
    : fail(issue('task/not-dilated', {}, { name, item: missed }));
}

/** By how much filters step where the reductions before are left out, each of which would have halved the map. */
function tapsOf(reach: 16 | 32, isBehind: boolean, wider: Readonly<Record<16 | 32, string>>): string {
  const left = [...(reach === 32 ? [wider[16]] : []), ...(isBehind ? [wider[reach]] : [])];
  return left.length === 0 ? '1' : left.map((one) => `(1 + ${one})`).join('*');
}

const fieldDefault = (field: Fields[string] | undefined): number | null =>
  field?.kind === 'structural' || field?.kind === 'dimension' ? field.default : null;
