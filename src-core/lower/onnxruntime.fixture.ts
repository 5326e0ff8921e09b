import type { Runtime } from './conformance.fixture.ts';

/** For tests only: the real onnxruntime on the CPU, for models that stand in memory. */

// It reports usage to its makers unless this stands in the environment before it is loaded.
process.env.ORT_DISABLE_TELEMETRY = '1';
const ort = await import('onnxruntime-node');

export const onnxruntime: Runtime = async (model, inputs) => {
  const bytes = Buffer.allocUnsafe(model.bytes);
  let end = 0;
  for (const chunk of model.chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    intraOpNumThreads: 2,
    extra: { session: { force_spinning_stop: '1' } },
  });
  try {
    const feeds = Object.entries(inputs).map(
      ([name, { data, shape }]) => [name, new ort.Tensor('float32', data, shape)] as const,
    );
    const outputs = await session.run(Object.fromEntries(feeds));
    const results = Object.entries(outputs).map(
      ([name, tensor]) => [name, { shape: tensor.dims, data: tensor.data as Float32Array }] as const,
    );
    return Object.fromEntries(results);
  } finally {
    await session.release();
  }
};
