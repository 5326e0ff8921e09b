import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DesignPredictor, fitError, heldOut, rateOf, reachOf } from './fit.ts';
import { regression } from './gaussian-process.ts';
import { featuresOf } from './operator-features.ts';
import { measured, programOf, timedOn } from './synthetic-device.fixture.ts';

const learned = [
  ...['resnet-18', 'resnet-26', 'vgg-11', 'mobilenet-v1', 'mobilenet-v2', 'shufflenet-v2-0.5', 'mnasnet-0.5'],
  ...[
    'alexnet',
    'squeezenet-1.1',
    'googlenet',
    'densenet-121',
    'se-resnet-18',
    'res2net-50',
    'efficientnet-b0',
  ],
].map((name) => timedOn(programOf(name), 0.05));
const others = [
  'resnet-50',
  'hs-resnet-50',
  'mobilenet-v3-small',
  'ghostnet',
  'resnext-50',
  'vgg-16',
  'mnasnet-1.0',
];

test('networks that were left out are predicted well, better than by MACs alone, and inside their intervals', () => {
  const predictor = new DesignPredictor(learned, measured, reachOf(heldOut(learned, measured)));
  const rate = rateOf(learned);
  const found = others.map((name) => {
    const program = programOf(name);
    const truth = timedOn(program, 0.05);
    const { ms, interval } = predictor.predict(featuresOf(program));
    const macs = truth.operators.reduce((sum, operator) => sum + operator.macs, 0);
    return { measured: truth.ms, predicted: ms, interval, byMacs: macs / rate };
  });
  const error = fitError(found);
  const guess = fitError(found.map(({ measured: ms, byMacs }) => ({ measured: ms, predicted: byMacs })));
  console.log(`left out: ${JSON.stringify(error)}; by MACs alone: ${JSON.stringify(guess)}`);
  expect(error.mape).toBeLessThan(0.15);
  expect(guess.mape / error.mape).toBeGreaterThan(3);
  expect(error.order).toBeGreaterThan(0.9);
  const inside = found.filter(({ measured: ms, interval: [low, high] }) => ms >= low && ms <= high);
  expect(inside.length / found.length).toBeGreaterThanOrEqual(0.85);
});

test('operators unlike any that were timed make a prediction unsure, and its interval wide', () => {
  const known = learned.slice(0, 3);
  const predictor = new DesignPredictor(known, measured, 1.645);
  const strange = predictor.predict(featuresOf(programOf('efficientnet-b0')));
  const usual = predictor.predict(featuresOf(programOf('resnet-34')));
  expect(strange.strange).toBeGreaterThan(0.2);
  expect(usual.strange).toBeLessThan(0.2);
  const width = ({ interval: [low, high] }: typeof usual) => high / low;
  expect(width(strange)).toBeGreaterThan(width(usual));
});

test('a smooth function is found between its values, and less is known far from them', () => {
  const at = (x: number): number => Math.sin(x) + 0.3 * x;
  const xs = Array.from({ length: 40 }, (_, i) => i / 5);
  const found = regression(
    xs.map((x) => [x, 1]),
    xs.map(at),
  );
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 7.7, noNaN: true }), (x) => {
      expect(Math.abs(found.at([x, 1]).mean - at(x))).toBeLessThan(0.05);
    }),
  );
  expect(found.at([40, 1]).variance).toBeGreaterThan(4 * found.at([4, 1]).variance);
});

test('errors: the mean, the share within a tenth, and the pairs in the right order', () => {
  const results = [
    { measured: 10, predicted: 10.5 },
    { measured: 20, predicted: 10 },
    { measured: 40, predicted: 40 },
  ];
  const { mape, within10, order } = fitError(results);
  expect(mape).toBeCloseTo(0.55 / 3, 10);
  expect(within10).toBeCloseTo(2 / 3, 10);
  expect(order).toBeCloseTo(2 / 3, 10);
});
