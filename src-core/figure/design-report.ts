import { isInteger } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import type { Convention } from '../analysis/conventions/convention.ts';
import { unitOf } from '../analysis/conventions/conventions.ts';
import { costUnder } from '../analysis/conventions/cost.ts';
import { imagesOf } from '../analysis/design-inputs.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import type { Design } from '../document/design.ts';
import { integerText, unknown } from '../format.ts';
import type { Catalogue } from '../language/definition.ts';
import { shapeText } from '../language/shape.ts';
import type { Row } from './formula-rows.ts';
import { formulaRows, heldFieldRows, heldRows, macsLabel } from './formula-rows.ts';
import { htmlReport } from './html-report.ts';
import { itemTable } from './item-table.ts';

/** What a page of a design is made of. */
export interface ReportParts {
  readonly analysis: Analysis;
  readonly catalogue: Catalogue;
  readonly convention: Convention;
  /** Its picture. */
  readonly svg: string;
  /** How many problems it has. */
  readonly problems: number;
  /** The items of its table. */
  readonly paths: readonly string[];
}

/** The formulas of a design as lines; a dash where it has none. */
function formulaLines(design: Design, catalogue: Catalogue): readonly Row[] {
  const formulas = designFormulas(symbolicDesign(design, catalogue, { bound: new Set() }));
  if (!formulas.ok) return [['parameters', unknown]];
  const { params, macs, held, heldFields } = formulas.value;
  return [
    ...heldRows(held),
    ...heldFieldRows(heldFields),
    ...formulaRows('parameters', params),
    ...formulaRows(macsLabel, macs),
  ];
}

/** A page of one file with the picture of a design, its counts, items and formulas. What is unknown is a dash. */
export function designReport({ analysis, catalogue, convention, svg, problems, paths }: ReportParts): string {
  const { design, totals } = analysis;
  const cost = costUnder(analysis, convention);
  const inputs = imagesOf(analysis).map(({ outputs }) => shapeText(outputs[0]!, { batch: true }));
  const params = totals?.params ?? null;
  return htmlReport({
    title: design.title,
    counts: [
      ['input', inputs.join(', ') || unknown],
      ['parameters', params !== null && isInteger(params) ? integerText(params) : unknown],
      [
        `${unitOf(convention)}, ${cost.convention}`,
        cost.value === null ? unknown : integerText(cost.value as bigint),
      ],
      ...(problems === 0 ? [] : ([['problems', integerText(problems)]] as const)),
    ],
    svg,
    items: itemTable(analysis, paths, convention),
    formulas: formulaLines(design, catalogue),
  });
}
