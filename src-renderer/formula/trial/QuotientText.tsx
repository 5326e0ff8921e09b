import type { Quotient } from '../../../src-core/published/trial-cases.ts';
import { quotientLatex, quotientText } from '../../../src-core/published/trial-text.ts';
import { FormulaText } from '../../ui/FormulaText.tsx';
import { Tex } from '../../ui/Tex.tsx';

/** A count as set mathematics that breaks at its signs, or a quotient of two. */
export function QuotientText({ value }: { readonly value: Quotient }) {
  if (value.denominator === 1n) return <FormulaText value={value.numerator} />;
  return (
    <span role="math" aria-label={quotientText(value)}>
      <Tex tex={`\\displaystyle ${quotientLatex(value)}`} />
    </span>
  );
}
