import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { ticketPath } from '../gate.ts';

/** Another machine that runs the serve shell, by the name that a person gives it, and the address that lets one in. */
export interface BoxAddress {
  readonly box: string;
  readonly url: URL;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a text can name a box: it stands before a colon in `--device`. */
export const isBoxName = (text: string): boolean => namePattern.test(text);

/**
 * Reads `gpu-box=http://127.0.0.1:8123/open?ticket=…`: the address is one of this machine, where the person's own tunnel ends,
 * so that no secret goes over a network in the open. Issue: box/address.
 */
export function readBoxAddress(text: string): Result<BoxAddress> {
  const at = text.indexOf('=');
  const [box, address] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  const refuse = (detail: string) => fail(issue('box/address', {}, { detail }));
  if (!isBoxName(box)) return refuse('a name comes first, then = and the address: gpu-box=http://…');
  if (!URL.canParse(address)) return refuse('what comes after = is no address');
  const url = new URL(address);
  if (url.protocol !== 'http:' || !loopback.has(url.hostname))
    return refuse('it is that of a tunnel on this machine: ssh -L 8123:127.0.0.1:8123 gpu-box');
  if (url.pathname !== ticketPath || !url.searchParams.has('ticket'))
    return refuse('it is the one that the serve shell prints, with its ticket');
  return ok({ box, url });
}
