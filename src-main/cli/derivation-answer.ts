import { toReadable } from '../../src-core/algebra/print.ts';
import { closedFormOf } from '../../src-core/analysis/derivation/collect.ts';
import type { Derivation } from '../../src-core/analysis/derivation/derivation.ts';
import type { StepText } from '../../src-core/analysis/derivation/text.ts';
import { printDerivation } from '../../src-core/analysis/derivation/text.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { printFormula } from '../../src-core/analysis/formulas/formula.ts';
import { seriesConditionText } from '../../src-core/analysis/formulas/series-formulas.ts';
import { formulaRows, macsLabel } from '../../src-core/figure/formula-rows.ts';
import type { Answer } from './answer.ts';
import type { Json } from './json.ts';
import { formulaJson } from './json.ts';
import { pairs } from './table.ts';

const labels: Readonly<Record<Derivation['of'], string>> = {
  params: 'params',
  macs: macsLabel,
  memory: 'bytes of all activations, fp32',
};

interface Part {
  readonly label: string;
  readonly formula: Formula;
}

/** The count of each group, item or stage: the line that adds each of them up. */
function partsOf({ steps }: Derivation): readonly Part[] {
  const line = steps.find(({ kind }) => kind === 'sum');
  return (line?.terms ?? []).flatMap(({ label, value }) =>
    label === null ? [] : [{ label, formula: { exact: value, ...closedFormOf(value) } }],
  );
}

const lineJson = ({ kind, sentence, text, latex, names, terms }: StepText): Json => ({
  kind,
  reason: sentence,
  text,
  latex,
  names,
  terms: terms.map((term) => ({ text: term.text, part: term.label, origins: term.origins })),
});

/** One line: its reason, what its names stand for, and the sum. */
function lineText({ sentence, names, text }: StepText, index: number): string {
  const equations = names.map((equation) => `   ${equation}\n`);
  return `${index + 1}. ${sentence}\n${equations.join('')}   ${text}\n`;
}

const conditionOf = (derivation: Derivation): string | null =>
  derivation.series === null ? printFormula(derivation).condition : seriesConditionText(derivation.series);

/**
 * One count of a subject: its formula, and as asked its parts or the lines it follows from.
 * @param subject what is counted, as a row and as the first entries of the document
 */
export function derivationAnswer(
  subject: { readonly row: readonly [string, string]; readonly json: { readonly [key: string]: Json } },
  derivation: Derivation,
  show: { readonly parts: boolean; readonly lines: boolean },
): Answer {
  const parts = show.parts ? partsOf(derivation) : [];
  const lines = show.lines ? printDerivation(derivation).steps : [];
  const label = labels[derivation.of];
  const condition = conditionOf(derivation);
  const rows: (readonly [string, string])[] =
    derivation.series === null
      ? formulaRows(label, derivation)
      : [[label, `${toReadable(derivation.form)}${condition === null ? '' : `   where ${condition}`}`]];
  const ofParts = parts.flatMap(({ label: name, formula }) => formulaRows(name, formula));
  const derived = lines.map(lineText).join('');
  return {
    json: {
      ...subject.json,
      of: derivation.of,
      by: derivation.by,
      formula: { ...(formulaJson(derivation) as { readonly [key: string]: Json }), condition },
      ...(show.parts && {
        parts: parts.map(({ label: part, formula }) => ({ part, ...(formulaJson(formula) as object) })),
      }),
      ...(show.lines && { derivation: lines.map(lineJson) }),
    },
    text: `${pairs([['formula', subject.row[1]], ...rows])}${
      ofParts.length === 0 ? '' : `\nBy ${derivation.by}\n${pairs(ofParts.map(([a, b]) => [`  ${a}`, b]))}`
    }${derived === '' ? '' : `\nDerivation\n${derived}`}`,
  };
}
