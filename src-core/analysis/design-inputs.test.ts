import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { Analyzer } from './analyzer.ts';
import { imagesOf, inputsOf, outputsOf } from './design-inputs.ts';

const ids = (items: ReturnType<typeof inputsOf>) => items.map(({ id }) => id);

/** Inputs and outputs side by side, each output fed by one input. */
function sides(...pairs: readonly (readonly [id: string, definition: string])[]): Design {
  const position = { x: 0, y: 0 };
  return {
    ...emptyDesign('sides'),
    nodes: pairs.flatMap(([id, definition]) => [
      { id, definition, fields: {}, position },
      { id: `${id}-out`, definition: 'output', fields: {}, position },
    ]),
    edges: pairs.map(([id]) => ({
      id,
      from: { node: id, port: 'out' },
      to: { node: `${id}-out`, port: 'in' },
    })),
  };
}

test('the ends of a design stand in the order of export, whatever was edited last', () => {
  const analyzer = new Analyzer(catalogue);
  analyzer.update(sides(['second', 'input']));
  const analysis = analyzer.update(sides(['first', 'boxes-input'], ['second', 'input'], ['third', 'input']));
  expect(ids(inputsOf(analysis))).toEqual(['first', 'second', 'third']);
  expect(ids(outputsOf(analysis))).toEqual(['first-out', 'second-out', 'third-out']);
});

test('images are the inputs that bring in maps', () => {
  const analysis = new Analyzer(catalogue).update(sides(['boxes', 'boxes-input'], ['image', 'input']));
  expect(ids(imagesOf(analysis))).toEqual(['image']);
});
