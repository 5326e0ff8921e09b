import type { Expr } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { exactNumber } from '../../src-core/document/decimal.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Shape } from '../../src-core/language/shape.ts';

/** What a symbol of a formula stands for, so that its present number can be read at any moment. */
export type SymbolSource =
  | { readonly kind: 'variable' }
  | { readonly kind: 'field'; readonly field: string }
  /** A size of the item's own input. */
  | { readonly kind: 'size'; readonly input: number; readonly axis: number }
  /** A size of what comes in through an Input of the design. */
  | { readonly kind: 'source'; readonly node: string; readonly axis: number };

export type SymbolSources = ReadonlyMap<string, SymbolSource>;

/** The design at one moment, and the item whose formula it is (empty for the design itself). */
export interface Moment {
  readonly design: Design;
  readonly analysis: Analysis;
  readonly path: string;
}

/** The present number of every symbol that has one. */
export function presentNumbers(
  sources: SymbolSources,
  { design, analysis, path }: Moment,
): ReadonlyMap<string, Expr> {
  const item = path === '' ? null : itemAt(analysis, path);
  const variables = new Map(design.variables.map((variable) => [variable.name, variable]));
  const numbers = new Map<string, Expr>();
  const keep = (name: string, value: Expr | null | undefined): void => {
    if (value !== null && value !== undefined) numbers.set(name, value);
  };
  for (const [name, source] of sources) {
    switch (source.kind) {
      case 'variable': {
        const variable = variables.get(name);
        if (variable !== undefined && variable.kind !== 'choice') keep(name, exactNumber(variable.value));
        break;
      }
      case 'field':
        keep(name, item?.values?.[source.field] as Expr | undefined);
        break;
      case 'size':
        keep(name, item?.inputs[source.input]?.[source.axis]);
        break;
      case 'source':
        keep(name, analysis.items.get(source.node)?.outputs[0]?.[source.axis]);
    }
  }
  return numbers;
}

/**
 * The names that rows and columns of maps get: the first size of rows × columns H and W, the next H2 and W2, one name for
 * equal sizes. The same order and names as the core's formulas.
 */
export function mapSizes(
  shapes: readonly (Shape | null)[],
  names: { readonly rows: string; readonly columns: string },
): ReadonlyMap<string, { readonly input: number; readonly axis: number }> {
  const places = new Map<string, { input: number; axis: number }>();
  const seen = new Set<string>();
  shapes.forEach((shape, input) => {
    if (shape === null || shape.length !== 4) return;
    const key = `${shape[2]}x${shape[3]}`;
    if (seen.has(key)) return;
    const suffix = seen.size === 0 ? '' : String(seen.size + 1);
    seen.add(key);
    places.set(names.rows + suffix, { input, axis: 2 });
    places.set(names.columns + suffix, { input, axis: 3 });
  });
  return places;
}
