import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { inputsOf } from '../../src-core/analysis/design-inputs.ts';
import { networks } from '../../src-core/catalogue.ts';
import type { RunReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Issue } from '../../src-core/errors.ts';
import { problemsOf } from '../../src-core/errors.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { tCore } from '../locale/core-text.ts';
import { analysisOf } from '../store/analyses.ts';
import type { CompareState } from '../store/compared-designs.ts';
import { computationOf, currentId } from '../store/compared-designs.ts';
import { modelBytes } from './model-bytes.ts';

/** One design of the comparison. Null stands for unknown. */
export interface CompareRow {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly isCurrent: boolean;
  readonly isBaseline: boolean;
  readonly design: Design;
  readonly analysis: Analysis;
  readonly computation: string;
  readonly params: bigint | null;
  readonly macs: bigint | null;
  readonly activationBytes: bigint | null;
  readonly bytes: bigint | null;
  /** Sizes of what comes in, with the batch; null where that is unknown. */
  readonly input: string | null;
  readonly run: RunReport | null;
  /** Why something is unknown: problems of the design, or of measuring it. */
  readonly issues: readonly Issue[];
}

const count = (value: Expr | null | undefined): bigint | null =>
  value != null && isInteger(value) ? value : null;

/** The sizes of a design's inputs, as `1 × 3 × 224 × 224`. */
function inputText(analysis: Analysis): string | null {
  const shapes = inputsOf(analysis).map(({ outputs: [shape = null] }) =>
    shape === null ? null : shapeText(shape, { batch: true }),
  );
  return shapes.length === 0 || shapes.includes(null) ? null : shapes.join(' and ');
}

const shownVariables = 4;

/** What tells the open design from others, in the window's language: the subtitle of the network it equals, or its variables. */
function subtitleOf(design: Design, computation: string): string {
  const network = networks.find((each) => computationOf(each.design) === computation);
  if (network !== undefined) return tCore(network.subtitle);
  const shown = design.variables.slice(0, shownVariables).map(({ name, value }) => `${name} ${value}`);
  return design.variables.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}

type Compared = Pick<CompareState, 'added' | 'baseline' | 'measurement'>;

/**
 * The rows of the comparison, the open design first. A ready network that the open design equals is not shown twice.
 * @param version of Blockwright, which the size of a file depends on; null where it is not known yet
 */
export function compareRows(open: Analysis, state: Compared, version: string | null): readonly CompareRow[] {
  const computation = computationOf(open.design);
  const current = {
    id: currentId,
    title: open.design.title,
    subtitle: subtitleOf(open.design, computation),
    design: open.design,
    analysis: open,
    computation,
  };
  const others = state.added.map((each) => ({
    ...each,
    // What tells files apart is their own name.
    subtitle: each.id.startsWith('file:') ? each.subtitle : tCore(each.subtitle),
    analysis: analysisOf(each.design),
    computation: computationOf(each.design),
  }));
  const merged = others.find((each) => each.computation === computation);
  const shown = [current, ...others.filter((each) => each.computation !== computation)];
  const wanted = state.baseline === merged?.id ? currentId : state.baseline;
  const baseline = shown.some(({ id }) => id === wanted) ? wanted : shown.at(-1)?.id;
  return shown.map((each): CompareRow => {
    const { totals, issues } = each.analysis;
    const problems = problemsOf(issues);
    const measured = state.measurement?.byComputation.get(each.computation);
    const isSound = problems.length === 0 && each.analysis.pending === 0 && each.design.nodes.length > 0;
    return {
      ...each,
      isCurrent: each.id === currentId,
      isBaseline: each.id === baseline,
      params: isSound ? count(totals?.params) : null,
      macs: isSound ? count(totals?.macs) : null,
      activationBytes: isSound ? count(totals?.activationBytes) : null,
      bytes: version === null || !isSound ? null : modelBytes(each.analysis, version),
      input: inputText(each.analysis),
      run: measured?.run ?? null,
      issues: problems.length > 0 ? problems : (measured?.issues ?? []),
    };
  });
}

export const baselineOf = (rows: readonly CompareRow[]): CompareRow | null =>
  rows.find(({ isBaseline }) => isBaseline) ?? null;

/** The input that all designs share, null where they differ or one is unknown. */
export function sharedInput(rows: readonly CompareRow[]): string | null {
  const [first = null, ...others] = new Set(rows.flatMap(({ input }) => (input === null ? [] : [input])));
  return others.length === 0 ? first : null;
}
