import { conventionCost, conventionOf } from '../analysis/conventions/conventions.ts';
import type { ConventionName } from '../analysis/conventions/rules.ts';
import { integerText } from '../format.ts';
import type { Expansion } from '../language/expansion.ts';
import { elements } from '../language/facts.ts';
import type { FigureKind } from './count.ts';
import { costUnderConvention, countFigure } from './count.ts';
import type { Claim, PublishedRow } from './figure.ts';
import { agreement, readPrinted } from './printed.ts';
import { publishedRows } from './rows.ts';
import type { Counted } from './subject.ts';
import { countSubject, operatorsOf } from './subject.ts';

/** A recount that may give what was printed, and the sentence that then explains the figure. */
export interface Recount {
  readonly count: bigint;
  readonly sentence: string;
}

export interface Questioned {
  readonly row: PublishedRow;
  readonly kind: FigureKind;
  readonly counted: Counted;
}

type ClaimOf<Kind extends Claim['kind']> = Extract<Claim, { readonly kind: Kind }>;
type Recounters = {
  readonly [Kind in Claim['kind']]: (claim: ClaimOf<Kind>, figure: Questioned) => Recount | null;
};

const weightCount = ({ weights }: Expansion, name: string): bigint => {
  const spec = weights[name];
  return spec === undefined ? 0n : (elements(spec.shape) as bigint);
};

const isOperation = (expansion: Expansion, operation: string): boolean =>
  expansion.definition.kind === 'operator' && expansion.definition.operation === operation;

const total = (values: Iterable<bigint>): bigint => [...values].reduce((sum, value) => sum + value, 0n);

/** The other row's count for the same figure, where that row in turn prints what this subject counts. */
function swapped({ model }: ClaimOf<'swapped'>, { row, kind, counted }: Questioned): Recount | null {
  const other = publishedRows.find((one) => one.model === model && one.source === row.source);
  const theirs = other?.[kind];
  if (other === undefined || theirs === undefined) return null;
  const subject = countSubject(other.subject);
  if (typeof subject === 'string') return null;
  if (agreement(countFigure(row, kind, counted), readPrinted(theirs)) === null) return null;
  const count = countFigure(other, kind, subject);
  return {
    count,
    sentence: `swapped with ${model}, which counts ${integerText(count)} and prints this count`,
  };
}

/** Parameters less the trained scale and shift of all batch norms. */
function frozenNorm(_: ClaimOf<'frozen-norm'>, { kind, row, counted }: Questioned): Recount | null {
  if (kind !== 'params') return null;
  const norms = total(
    [...operatorsOf(counted)]
      .filter((one) => isOperation(one, 'batch-norm'))
      .map(({ facts }) => facts.params as bigint),
  );
  const count = countFigure(row, kind, counted) - norms;
  return { count, sentence: `frozen norms: ${integerText(norms)} scales and shifts are buffers there` };
}

/**
 * The Ghost modules of the public code: each registers its convolutions with biases, and again as weight1 and weight2,
 * which it never uses. The convolutions of the modules are all but the stem's, the only one on the image.
 */
function unusedTensors(_: ClaimOf<'unused-tensors'>, { kind, row, counted }: Questioned): Recount | null {
  if (kind !== 'params') return null;
  const convolutions = [...operatorsOf(counted)].filter((one) => isOperation(one, 'convolution'));
  const modules = convolutions.filter(({ inputs }) => inputs[0]?.[1] !== 3n);
  const again = total(modules.map((one) => weightCount(one, 'weight')));
  const biases = total(modules.map(({ outputs }) => outputs[0]![1] as bigint));
  return {
    count: countFigure(row, kind, counted) + again + biases,
    sentence: `unused tensors: the ${integerText(again)} weights of the modules are registered twice, with ${integerText(biases)} biases`,
  };
}

/**
 * Aggregation trees of the public code: each of its levels registers a projection of the tree's shortcut and runs it, and
 * only that of the lowest level is read.
 */
function idleProjections(_: ClaimOf<'idle-projections'>, { kind, row, counted }: Questioned): Recount | null {
  if (kind === 'convWeights') return null;
  const idle = total(
    counted.expansions.map(({ definition, values, children }) => {
      if (definition.id !== 'dla-tree') return 0n;
      const project = children.find(({ name }) => name === 'project');
      const facts = project?.expansion.facts;
      const each = (kind === 'params' ? facts?.params : facts?.macs) ?? 0n;
      return (each as bigint) * BigInt((values.levels as number) - 1);
    }),
  );
  const what =
    kind === 'params'
      ? `${integerText(idle)} parameters of projections are registered`
      : `projections run for ${integerText(idle)} more`;
  return {
    count: countFigure(row, kind, counted) + idle,
    sentence: `idle projections: ${what}, whose results nothing reads`,
  };
}

/** Heads that run on what was found cost nothing where nothing was. */
function nothingFound(
  { items }: ClaimOf<'nothing-found'>,
  { kind, row, counted }: Questioned,
): Recount | null {
  if (kind !== 'cost' || counted.analysis === null) return null;
  const expansions = [...counted.analysis.items.values()]
    .filter(({ id }) => !items.includes(id))
    .map(({ expansion }) => expansion!);
  const count = countFigure(row, kind, { ...counted, expansions });
  return {
    count,
    sentence: `measured on an image in which nothing is found: without ${items.join(' and ')} it is ${integerText(count)}`,
  };
}

/** What a cost loses where batch norms are folded into the convolutions before them: each value has a bias in place of a norm. */
function ofFolding(counted: Counted, name: ConventionName): bigint {
  const convention = conventionOf(name);
  const bias = convention.prices.module.convolution?.find(({ per }) => per === 'biasedOutput')?.times ?? 0n;
  return total(
    [...operatorsOf(counted)]
      .filter((one) => isOperation(one, 'batch-norm'))
      .map((norm) => {
        const cost = conventionCost(norm, convention) as bigint;
        return cost - bias * (elements(norm.outputs[0]!) as bigint);
      }),
  );
}

function otherConvention(
  { name, doubled, folded }: ClaimOf<'convention'>,
  { kind, counted }: Questioned,
): Recount | null {
  if (kind !== 'cost') return null;
  const cost = costUnderConvention(counted, name);
  if (cost === null) return null;
  const once = folded ? cost - ofFolding(counted, name) : cost;
  const count = doubled ? 2n * once : once;
  const how = [`counted as ${conventionOf(name).title} does`];
  if (folded) how.push('norms folded into convolutions');
  if (doubled) how.push('doubled');
  return { count, sentence: `${how.join(', ')}, which gives ${integerText(count)}` };
}

/** k²·w·c for a convolution from c to c channels: the growth c/w once instead of twice. */
function linearFormula(_: ClaimOf<'linear-formula'>, { kind, row, counted }: Questioned): Recount | null {
  if (kind !== 'convWeights' || !('block' in row.subject)) return null;
  const width = BigInt(row.subject.fields.w as number);
  const count = total(
    [...operatorsOf(counted)]
      .filter((one) => isOperation(one, 'convolution'))
      .map((one) => (weightCount(one, 'weight') / (one.inputs[0]![1] as bigint)) * width),
  );
  return {
    count,
    sentence:
      'linear formula: the growth of each convolution counts once, though both its channel counts grow',
  };
}

/** The count of the network with the heads that only train. */
function auxiliaryHeads({ network }: ClaimOf<'auxiliary-heads'>, { row, kind }: Questioned): Recount | null {
  const subject: PublishedRow['subject'] = { ...row.subject, network };
  const counted = countSubject(subject);
  if (typeof counted === 'string') return null;
  const count = countFigure({ ...row, subject }, kind, counted);
  return {
    count,
    sentence: `auxiliary heads are counted: ${network} has them, this network leaves them out`,
  };
}

/** The multiply-accumulates of convolutions alone. */
function convolutionsOnly(_: ClaimOf<'convolutions-only'>, { kind, counted }: Questioned): Recount | null {
  if (kind !== 'cost') return null;
  const convolutions = [...operatorsOf(counted)].filter((one) => isOperation(one, 'convolution'));
  const count = total(convolutions.map(({ facts }) => facts.macs as bigint));
  return { count, sentence: `convolutions alone are counted, which gives ${integerText(count)}` };
}

/** The printed cost with the additions of linear layers. */
function linearAdditions(_: ClaimOf<'linear-additions'>, { row, kind, counted }: Questioned): Recount | null {
  if (kind !== 'cost') return null;
  const additions = total(
    [...operatorsOf(counted)]
      .filter((one) => isOperation(one, 'linear'))
      .map(({ facts, outputs }) => (facts.macs as bigint) - (elements(outputs[0]!) as bigint)),
  );
  const count = countFigure(row, kind, counted) + additions;
  return {
    count,
    sentence: `additions of linear layers are counted too, ${integerText(additions)} of them, which gives ${integerText(count)}`,
  };
}

const recounters: Recounters = {
  'linear-additions': linearAdditions,
  'convolutions-only': convolutionsOnly,
  'auxiliary-heads': auxiliaryHeads,
  swapped,
  'frozen-norm': frozenNorm,
  'unused-tensors': unusedTensors,
  'idle-projections': idleProjections,
  'nothing-found': nothingFound,
  convention: otherConvention,
  'linear-formula': linearFormula,
};

/** Counts again as a claim says; null where the claim has nothing to count. */
export const recount = <Kind extends Claim['kind']>(
  claim: ClaimOf<Kind>,
  figure: Questioned,
): Recount | null =>
  (recounters[claim.kind] as (claim: Claim, figure: Questioned) => Recount | null)(claim, figure);
