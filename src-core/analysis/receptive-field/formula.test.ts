import { describe, expect, test } from 'vitest';
import { substitute } from '../../algebra/evaluate.ts';
import { toText } from '../../algebra/print.ts';
import { hsBlock } from '../../blocks/hs-block.ts';
import { res2netBottleneck } from '../../blocks/res2net-bottleneck.ts';
import { catalogue, definitions, networkOf } from '../../catalogue.ts';
import type { Definition } from '../../language/definition.ts';
import { expand } from '../../language/expand.ts';
import { analyze } from '../analyzer.ts';
import { definitionFormulas } from '../formulas/definition-formulas.ts';
import type { ReceptiveFieldFormula } from './formula.ts';
import { ownReceptiveField, receptiveFieldFormulas } from './formula.ts';
import { receptiveFields } from './receptive-field.ts';

function formulaOf(definition: Definition, bound: object, path = '') {
  const formulas = definitionFormulas(definition, { bound });
  if (!formulas.ok) throw new Error(JSON.stringify(formulas.issues));
  const { expansion } = formulas.value;
  const byPath = new Map<string, readonly (ReceptiveFieldFormula | null)[]>();
  receptiveFieldFormulas(
    '',
    expansion,
    expansion.inputs.map(() => ownReceptiveField),
    byPath,
  );
  return byPath.get(path)?.[0] ?? null;
}

const texts = (field: ReceptiveFieldFormula | null) =>
  field && [field.rows.least.map(toText), field.rows.most.map(toText), Number(field.rows.step)];

describe('receptive fields in free symbols', () => {
  test('an HS-Block reads from one position to a chain of all its kernels', () => {
    expect(texts(formulaOf(hsBlock as Definition, { s: 4 }))).toEqual([['1'], ['3*k - 2'], 1]);
    expect(texts(formulaOf(hsBlock as Definition, { s: 4 }, 'group3'))).toEqual([['k'], ['2*k - 1'], 1]);
  });

  test('a strided Res2Net bottleneck', () => {
    const field = formulaOf(res2netBottleneck as Definition, { s: 4, stride: 2 });
    expect(texts(field)).toEqual([['1'], ['k', '3'], 2]);
  });

  test.each(
    definitions.filter(({ kind }) => kind === 'block').map((definition) => [definition.id, definition]),
  )('%s: the formula at the defaults is what the paths say', (_, definition) => {
    const formulas = definitionFormulas(definition as Definition, { bound: {} });
    if (!formulas.ok) return;
    const { expansion } = formulas.value;
    const [field] = receptiveFieldFormulas(
      '',
      expansion,
      expansion.inputs.map(() => ownReceptiveField),
    );
    if (field == null) return;
    const numbers = new Map(
      Object.entries((definition as Definition).fields).flatMap(([name, known]) =>
        known.kind === 'dimension' ? [[name, BigInt(known.default)] as const] : [],
      ),
    );
    for (const name of ['H', 'W']) numbers.set(name, 64n);
    for (const name of ['C', 'C_in']) numbers.set(name, 64n);
    const shapes = expansion.inputs.map((shape) => shape.map((size) => substitute(size, numbers)));
    const concrete = expand(definition as Definition, {}, shapes);
    const [same] = receptiveFieldFormulas(
      '',
      concrete,
      shapes.map(() => ownReceptiveField),
    );
    const at = (sizes: ReceptiveFieldFormula['rows']['most']) =>
      sizes.map((size) => Number(substitute(size, numbers) as bigint));
    expect(Math.max(...at(field.rows.most))).toBe(Math.max(...at(same!.rows.most)));
    expect(Math.min(...at(field.rows.least))).toBe(Math.min(...at(same!.rows.least)));
  });

  test('a whole network: as the set over all paths', () => {
    const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
    const sets = receptiveFields(analysis)!;
    const byPath = new Map<string, readonly (ReceptiveFieldFormula | null)[]>();
    for (const id of analysis.order) {
      const item = analysis.items.get(id)!;
      receptiveFieldFormulas(
        id,
        item.expansion!,
        item.sources.map((source) => byPath.get(source!.node)![source!.output]!),
        byPath,
      );
    }
    for (const id of ['stem', 'stage1', 'stage2', 'stage3', 'stage4']) {
      const { rows } = byPath.get(id)![0]!;
      const { min, max } = sets.of(id)![0]!.rows.extremes!;
      expect([rows.least, rows.most]).toEqual([[BigInt(min.size)], [BigInt(max.size)]]);
    }
  });
});
