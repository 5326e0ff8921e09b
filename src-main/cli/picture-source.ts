import type { FeatureSource } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { readPng, UnreadablePng } from '../files/png.ts';
import { readBytes } from '../files/read.ts';

/** Bytes. */
const largestImage = 64 * 1024 * 1024;

/** A person's own picture, as a job takes it. Issues: those of reading a file, features/image. */
export async function pictureSource(file: string): Promise<Result<FeatureSource>> {
  const bytes = await readBytes(file, largestImage);
  if (!bytes.ok) return bytes;
  try {
    const { width, height, data } = readPng(bytes.value);
    return ok({ kind: 'image', width, height, rgba: Buffer.from(data).toString('base64') });
  } catch (error) {
    if (!(error instanceof UnreadablePng)) throw error;
    return fail(issue('features/image', { file }, { file, detail: error.message }));
  }
}
