import * as v from 'valibot';
import { resultSchema } from './result.ts';

const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** More items than this are not kept, nor read. */
export const mostKeptItems = 20_000;

export const keptProfileSchema = v.object({
  result: resultSchema,
  /** How the time of a kernel of several items was split. */
  split: v.picklist(['macs', 'equal', 'bytes']),
  /** Of items at every depth; milliseconds over all profiled runs. */
  items: v.pipe(
    v.array(
      v.object({
        path: v.pipe(v.string(), v.maxLength(4096)),
        ms: milliseconds,
        interval: v.pipe(v.tuple([milliseconds, milliseconds]), v.readonly()),
        kernels: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      }),
    ),
    v.maxLength(mostKeptItems),
    v.readonly(),
  ),
});

/** A profile as it is held against others later: the times of its items, and all that was measured with them. */
export type KeptProfile = Readonly<v.InferOutput<typeof keptProfileSchema>>;
