import type { Expr } from '../../../src-core/algebra/expression.ts';
import { conventionCost, conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { Cost, CostUnit } from '../../../src-core/analysis/conventions/cost.ts';
import type { ModelMode } from '../../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { inputsOf, outputsOf } from '../../../src-core/analysis/design-inputs.ts';
import { flatProgramOf } from '../../../src-core/analysis/flat-program.ts';
import type { Intensity } from '../../../src-core/analysis/intensity.ts';
import {
  bytesMoved,
  designIntensity,
  intensityOf,
  intensityText,
  trafficRule,
} from '../../../src-core/analysis/intensity.ts';
import { allocationRule, peakBytes, weightBytes } from '../../../src-core/analysis/peak-memory.ts';
import type { ReceptiveFields } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import { receptiveFields } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import { receptiveFieldText } from '../../../src-core/analysis/receptive-field/words.ts';
import { weightsOwnerOf } from '../../../src-core/analysis/weights-owner.ts';
import { ok } from '../../../src-core/errors.ts';
import type { UnitBase } from '../../../src-core/format.ts';
import { bytesText, compactText, unknown } from '../../../src-core/format.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Shape } from '../../../src-core/language/shape.ts';
import type { Outcome } from '../answer.ts';
import { costJson, namedCost } from '../convention.ts';
import type { Json } from '../json.ts';
import { issueJson, shapeJson, variablesJson } from '../json.ts';
import type { NodeRow } from '../node-rows.ts';
import { nodeRows } from '../node-rows.ts';
import type { DesignOptions, Examined } from '../prepared.ts';
import { examine, prepareDesign } from '../prepared.ts';
import { countText, integerOf, settingsText, sizesText } from '../quantity.ts';
import { receptiveFieldJson } from '../receptive-field-json.ts';
import { pairs, table } from '../table.ts';

export interface AnalyzeOptions extends DesignOptions {
  readonly depth: number;
  /** The cost's convention where only its unit was asked for. */
  readonly unit: CostUnit;
  readonly convention?: ConventionName;
  readonly mode?: ModelMode;
  readonly unitBase: UnitBase;
  /** Whether to say what each item reads of the input. */
  readonly rf?: boolean;
}

const conventionName = ({ unit, convention }: AnalyzeOptions): ConventionName => convention ?? unit;

interface NamedShape {
  readonly name: string;
  readonly shape: Shape | null;
}

interface Findings {
  readonly inputs: readonly NamedShape[];
  readonly outputs: readonly NamedShape[];
  readonly params: Expr | null;
  readonly buffers: Expr | null;
  readonly macs: Expr | null;
  readonly activationBytes: Expr | null;
  readonly weightBytes: Expr | null;
  readonly peakBytes: Expr | null;
  readonly intensity: Intensity | null;
  /** Null where nobody asked, or where an item is unknown. */
  readonly fields: ReceptiveFields | null;
  readonly cost: Cost;
  readonly nodes: readonly NodeRow[];
  /** Path of the item with which an item's weights are counted; null where it has its own, or none. */
  readonly ownerOf: (path: string) => string | null;
}

function findingsOf({ analysis }: Examined, options: AnalyzeOptions): Findings {
  const { totals } = analysis;
  const flat = totals === null ? null : flatProgramOf(analysis);
  const macs = totals?.macs ?? null;
  return {
    inputs: inputsOf(analysis).map(({ id, outputs: [shape = null] }) => ({ name: id, shape })),
    outputs: outputsOf(analysis).map(({ id, inputs: [shape = null] }) => ({ name: id, shape })),
    params: totals?.params ?? null,
    buffers: totals?.buffers ?? null,
    macs,
    activationBytes: totals?.activationBytes ?? null,
    weightBytes: flat === null ? null : weightBytes(flat),
    peakBytes: flat === null ? null : peakBytes(flat),
    intensity: designIntensity(analysis),
    fields: options.rf === true ? receptiveFields(analysis) : null,
    cost: namedCost(conventionName(options), analysis, options.mode),
    nodes: nodeRows(analysis, options.depth),
    ownerOf: (path) => weightsOwnerOf(analysis, path),
  };
}

function intensityOfItem(expansion: Expansion | null): string {
  const found = expansion === null ? null : intensityOf(expansion);
  return found === null ? unknown : intensityText(found);
}

const namedShapeJson = ({ name, shape }: NamedShape): Json => ({ name, shape: shapeJson(shape) });

/** One item; what is drawn inside it stands under `members`. */
function nodeJson(node: NodeRow, found: Findings): Json {
  const { path, definition, params, macs, expansion, outputs, members } = node;
  const weightsOf = found.ownerOf(path);
  return {
    path,
    definition,
    params: integerOf(params),
    ...(weightsOf !== null && { weightsOf }),
    macs: integerOf(macs),
    bytesMoved: integerOf(expansion === null || macs === null ? null : bytesMoved(expansion)),
    outputs: outputs.map(shapeJson),
    ...(found.fields !== null && { reads: (found.fields.of(path) ?? []).map(receptiveFieldJson) }),
    ...(members.length > 0 && { members: members.map((member) => nodeJson(member, found)) }),
  };
}

/** Items as a tree: what is drawn inside one stands below it, indented. */
const treeRows = (nodes: readonly NodeRow[], level = 0): readonly (readonly [NodeRow, number])[] =>
  nodes.flatMap((node) => [[node, level] as const, ...treeRows(node.members, level + 1)]);

function jsonOf({ name, design, issues }: Examined, found: Findings): Json {
  const { params, buffers, macs, activationBytes, cost } = found;
  return {
    design: name,
    variables: variablesJson(design.variables),
    inputs: found.inputs.map(namedShapeJson),
    outputs: found.outputs.map(namedShapeJson),
    totals: {
      params: integerOf(params),
      buffers: integerOf(buffers),
      macs: integerOf(macs),
      activationBytes: integerOf(activationBytes),
      weightBytes: integerOf(found.weightBytes),
      peakBytes: integerOf(found.peakBytes),
      bytesMoved: integerOf(found.intensity?.bytes ?? null),
    },
    cost: costJson(cost),
    nodes: found.nodes.map((node) => nodeJson(node, found)),
    issues: issues.map(issueJson),
  };
}

const shapesText = (shapes: readonly NamedShape[]): string =>
  shapes.map(({ name, shape }) => `${name} ${sizesText(shape)}`).join(', ') || 'none';

function costText({ value, unit, convention, error }: Cost, base: UnitBase): string {
  if (error !== undefined) return `${unknown} ${unit} (${convention}): the tool stops with ${error}`;
  const short = value === null ? '' : ` = ${compactText(integerOf(value), base)}`;
  return `${countText(value)} ${unit}${short} (${convention}, the whole batch)`;
}

/** What each output of an item reads of the input. */
const readsText = (fields: ReceptiveFields | null, path: string): string =>
  fields === null ? unknown : [...new Set((fields.of(path) ?? []).map(receptiveFieldText))].join(' | ');

const intensityLine = (intensity: Intensity | null, base: UnitBase): string =>
  intensity === null
    ? unknown
    : `${intensityText(intensity)} MACs per byte of ${bytesText(integerOf(intensity.bytes), base)} moved: ${trafficRule}`;

function textOf({ name, design }: Examined, found: Findings, options: AnalyzeOptions): string {
  const head = pairs([
    ['design', `${design.title} (${name})`],
    ['variables', settingsText(design.variables)],
    ['inputs', shapesText(found.inputs)],
    ['outputs', shapesText(found.outputs)],
  ]);
  const convention = conventionOf(conventionName(options), options.mode);
  const base = options.unitBase;
  const tree = treeRows(found.nodes);
  const shares = tree.some(([{ path }]) => found.ownerOf(path) !== null);
  const rows = tree.map(([{ path, definition, outputs, params, expansion }, level]) => [
    '  '.repeat(level) + path,
    definition,
    params === null && outputs.length === 0 ? unknown : outputs.map(sizesText).join(', '),
    ...(options.rf === true ? [readsText(found.fields, path)] : []),
    intensityOfItem(expansion),
    countText(params),
    ...(shares ? [found.ownerOf(path) ?? ''] : []),
    countText(expansion === null ? null : conventionCost(expansion, convention)),
  ]);
  const items = table(
    [
      { title: 'ITEM' },
      { title: 'DEFINITION' },
      { title: 'OUTPUT' },
      ...(options.rf === true ? [{ title: 'READS' }] : []),
      { title: 'MACs/B', right: true },
      { title: 'PARAMS', right: true },
      ...(shares ? [{ title: 'WEIGHTS OF' }] : []),
      { title: found.cost.unit, right: true },
    ],
    [
      ...rows,
      [
        'total',
        '',
        '',
        ...(options.rf === true ? [''] : []),
        found.intensity === null ? unknown : intensityText(found.intensity),
        countText(found.params),
        ...(shares ? [''] : []),
        countText(found.cost.value),
      ],
    ],
  );
  const totals = pairs([
    ['params', countText(found.params)],
    ['buffers', countText(found.buffers)],
    ['cost', costText(found.cost, base)],
    ['activations', `${bytesText(integerOf(found.activationBytes), base)} written by operators`],
    ['weights', `${bytesText(integerOf(found.weightBytes), base)} of parameters and buffers`],
    ['peak memory', `${bytesText(integerOf(found.peakBytes), base)}: ${allocationRule}`],
    ['intensity', intensityLine(found.intensity, base)],
  ]);
  return `${head}\n${items}\n${totals}`;
}

/** Counts a design: its totals, and its items at the asked depth. */
export async function analyzeDesign(name: string, options: AnalyzeOptions): Promise<Outcome> {
  const prepared = await prepareDesign(name, options);
  if (!prepared.ok) return prepared;
  const examined = examine(prepared.value);
  const found = findingsOf(examined, options);
  return ok({
    json: jsonOf(examined, found),
    text: textOf(examined, found, options),
    issues: examined.issues,
  });
}
