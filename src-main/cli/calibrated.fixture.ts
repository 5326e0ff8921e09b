import { measured, programOf, timedOn } from '../../src-core/latency/synthetic-device.fixture.ts';
import { hardwareOf } from '../runner/hardware.ts';
import { threads } from '../runner/threads.ts';

/** A calibration of this machine's cpu as a device with a known law would have given it, and some designs timed on that. */
export const ofThisCpu = {
  ...{ device: 'cpu', adapter: hardwareOf('cpu').adapter, threads, onnxruntime: '1.30.0' },
  ...{ at: '2026-11-30T12:00:00.000Z', seconds: 100, otherCores: 0, ...measured },
  designs: ['resnet-18', 'resnet-26', 'vgg-11', 'mobilenet-v1', 'se-resnet-18'].map((name) =>
    timedOn(programOf(name), 0.03),
  ),
  error: { mape: 0.05, within10: 0.9, order: 1 },
  reach: 1.6,
};
