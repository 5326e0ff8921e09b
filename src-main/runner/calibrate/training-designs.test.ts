import { expect, test } from 'vitest';
import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import { problemsOf, sentence } from '../../../src-core/errors.ts';
import { lower } from '../../../src-core/lower/program.ts';
import { trainingDesign } from './training-designs.ts';

test('every design is sound, the same for its seed, and another for another', () => {
  const texts = new Set<string>();
  for (let seed = 0; seed < 150; seed++) {
    const design = trainingDesign(seed);
    const analysis = analyze(design, catalogue);
    const problems = problemsOf(analysis.issues).map(
      (one) => `seed ${seed}, ${one.where.node}: ${sentence(one)}`,
    );
    expect(problems).toEqual([]);
    expect(lower(analysis).ok).toBe(true);
    texts.add(JSON.stringify(design));
  }
  expect(texts.size).toBe(150);
  expect(trainingDesign(7)).toEqual(trainingDesign(7));
});
