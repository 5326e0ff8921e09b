import type { InferenceSession } from './onnxruntime.ts';

type OutputTensor = Awaited<ReturnType<InferenceSession['run']>>[string];

/** The values of a tensor that a session gave, in single precision. Throws where one is no such number, or not exactly. */
export function realsOf({ type, data }: OutputTensor): Float32Array {
  if (type === 'float32') return Float32Array.from(data as Float32Array);
  if (type === 'string') throw new Error('an output holds texts, not numbers');
  const values = Float32Array.from(data as unknown as ArrayLike<number | bigint>, Number);
  const isExact = Array.from(data as unknown as ArrayLike<number | bigint>, Number).every(
    (value, at) => value === values[at] || Number.isNaN(value),
  );
  if (!isExact) throw new Error(`an output of ${type} holds numbers that single precision does not`);
  return values;
}
