import { symbolsOf } from '../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../src-core/algebra/print.ts';
import { toPython } from '../../src-core/algebra/print-python.ts';
import { toSpreadsheet } from '../../src-core/algebra/print-spreadsheet.ts';
import type { Derivation } from '../../src-core/analysis/derivation/derivation.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Answer } from './answer.ts';
import type { Notation } from './formula-options.ts';
import type { Json } from './json.ts';

/**
 * A formula for another program: text and LaTeX are the closed form, Python and spreadsheets have the floors, so that they
 * give the exact count. Issue: command/malformed where the number of groups is a symbol, which those two cannot take.
 */
export function inNotation(
  { row, json }: { readonly row: readonly [string, string]; readonly json: { readonly [key: string]: Json } },
  { of, exact, form, series }: Derivation,
  notation: Notation,
): Result<Answer> {
  const isProgram = notation === 'python' || notation === 'spreadsheet';
  if (isProgram && series !== null) {
    const detail = `--as ${notation} needs a number of groups; leave it out of --free`;
    return fail(issue('command/malformed', {}, { detail }));
  }
  const parameters = [...symbolsOf(exact)].sort();
  const written: Readonly<Record<Notation, () => string>> = {
    text: () => `${toText(form)}\n`,
    latex: () => `${toLatex(form)}\n`,
    python: () => toPython(exact, { name: of, parameters, summary: `${of} of ${row[1]}` }),
    spreadsheet: () => `${toSpreadsheet(exact)}\n`,
  };
  const text = written[notation]();
  return ok({ json: { ...json, of, as: notation, text }, text });
}
