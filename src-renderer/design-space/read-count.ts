import { isInteger } from '../../src-core/algebra/expression.ts';
import { exactDecimal } from '../../src-core/document/decimal.ts';

const prefixes: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1_000n,
  m: 10n ** 6n,
  g: 10n ** 9n,
  t: 10n ** 12n,
};

/** A count as people write it: `25,557,032`, `25557032`, `25.6 M`, `4.1G`; null where it is no whole number of at most 18 digits. */
export function readCount(text: string): bigint | null {
  const match = /^(\d[\d,_\s]*(?:\.\d+)?|\.\d+)\s*([kmgt]?)$/i.exec(text.trim());
  if (match === null || text.length > 40) return null;
  const scale = prefixes[match[2]!.toLowerCase()]!;
  const decimal = exactDecimal(match[1]!.replaceAll(/[,_\s]/g, ''));
  const value =
    typeof decimal === 'bigint'
      ? decimal * scale
      : (decimal.terms[0]!.coefficient.numerator * scale) / decimal.terms[0]!.coefficient.denominator;
  const isWhole = typeof decimal === 'bigint' || scale % decimal.terms[0]!.coefficient.denominator === 0n;
  return isInteger(value) && isWhole && value < 10n ** 18n ? value : null;
}
