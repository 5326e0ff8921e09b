import * as v from 'valibot';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { KnownBox } from '../../files/known-boxes.ts';
import type { BoxAddress } from './box-address.ts';

const admissionSchema = v.object({ key: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });

/** A tunnel whose other end is gone takes a connection and says nothing. */
const patienceMs = 15_000;

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

/**
 * Trades the ticket of an address for what lets one in, as a browser does that opens it. Issues: box/unreachable,
 * box/not-let-in, box/other.
 */
export async function enterBox({ box, url }: BoxAddress): Promise<Result<KnownBox>> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    return fail(issue('box/unreachable', {}, { box, detail: causeOf(error) }));
  }
  if (response.status === 403) return fail(issue('box/not-let-in', {}, { box }));
  const admission = v.safeParse(admissionSchema, await response.json().catch(() => null));
  const [cookie] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (!response.ok || !admission.success || cookie === undefined)
    return fail(issue('box/other', {}, { box }));
  return ok({ box, origin: url.origin, cookie, key: admission.output.key });
}
