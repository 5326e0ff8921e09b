import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { expand } from '../language/expand.ts';
import { Refusal } from '../language/refusal.ts';
import { exampleDesign } from '../lower/example-design.fixture.ts';
import { lower, weightsOf } from '../lower/program.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';

test.each([lstm, gru])('$id is filled as PyTorch fills it: evenly within 1/√h, biases too', (definition) => {
  const [example] = definition.examples;
  const program = lower(
    analyze(exampleDesign(definition, { ...example!, fields: { hidden: 16 } }), catalogue),
  );
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  expect(weightsOf(program.value).map(({ init }) => init)).toEqual(Array(3).fill({ uniform: 0.25 }));
});

test.each([lstm, gru])('$id costs in both directions twice what it costs in one', (definition) => {
  const counted = (direction: string) => expand(definition, { hidden: 6, direction }, [[2n, 5n, 7n]]).facts;
  const [one, both] = [counted('forward'), counted('both')];
  expect([both.params, both.macs]).toEqual([2n * (one.params as bigint), 2n * (one.macs as bigint)]);
});

test('a map is no sequence', () => {
  expect(() => expand(lstm, {}, [[1n, 512n, 1n, 26n]])).toThrow(Refusal);
});
