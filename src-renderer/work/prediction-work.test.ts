import { expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { predictorOf } from '../../src-core/latency/predict-design.ts';
import { measured, programOf, timedOn } from '../../src-core/latency/synthetic-device.fixture.ts';
import { PredictionWork } from './prediction-work.ts';

const calibration: Calibration = {
  device: 'cpu',
  adapter: null,
  threads: 2,
  onnxruntime: '1.30.0',
  at: '2026-11-30T12:00:00.000Z',
  seconds: 1,
  otherCores: 0,
  ...measured,
  designs: ['resnet-18', 'vgg-11', 'mobilenet-v1'].map((name) => timedOn(programOf(name), 0.03)),
  error: null,
  reach: 1.6,
};

const text = serializeDesign(networkOf('resnet-26')!.design);

test('a design as text has the time that its program has', () => {
  const work = new PredictionWork();
  work.learn(calibration);
  const { operators: _each, ...expected } = predictorOf(calibration)!(programOf('resnet-26'));
  expect(work.timeOf(text)).toEqual(expected);
});

test('there is no time without a calibration, of one that says too little, and of what is no design that runs', () => {
  const work = new PredictionWork();
  expect(work.timeOf(text)).toBeNull();
  work.learn({ ...calibration, reach: null });
  expect(work.timeOf(text)).toBeNull();
  work.learn(calibration);
  expect(work.timeOf('{')).toBeNull();
  const { nodes, ...empty } = networkOf('resnet-26')!.design;
  expect(nodes.length).toBeGreaterThan(0);
  expect(work.timeOf(serializeDesign({ ...empty, nodes: nodes.slice(0, 1), edges: [] }))).toBeNull();
});

test('another calibration takes the place of the last', () => {
  const work = new PredictionWork();
  work.learn(calibration);
  const before = work.timeOf(text)!.ms;
  const slower = calibration.designs.map(({ ms, operators }) => ({
    ms: 3 * ms,
    operators: operators.map((operator) => ({ ...operator, ms: 3 * operator.ms })),
  }));
  work.learn({ ...calibration, designs: slower });
  expect(work.timeOf(text)!.ms / before).toBeCloseTo(3, 0);
});
