import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { serving } from '../../src-core/contract.ts';
import { ok } from '../../src-core/errors.ts';
import { inPlainFile } from '../files/read.ts';
import { guardHeaders } from '../page/content-policy.ts';
import { deny } from './denial.ts';

/** So many files are promised at once; a newer promise takes the place of the oldest. */
const mostPromised = 64;

/** Files that windows may download, each at an address that cannot be guessed. */
export class Downloads {
  readonly #files = new Map<string, string>();

  /** Promises a file. @param path where it is, links followed @returns the address, from the page's own */
  promise(path: string): string {
    const address = `${serving.downloadPath}${randomBytes(16).toString('hex')}`;
    this.#files.set(address, path);
    const [oldest] = this.#files.keys();
    if (this.#files.size > mostPromised && oldest !== undefined) this.#files.delete(oldest);
    return address;
  }

  /** Answers a request for what was promised at an address: the file as it is now, as something to keep and not to show. */
  async answer(address: string, response: ServerResponse, isHead: boolean): Promise<void> {
    const path = this.#files.get(address);
    if (path === undefined) return deny(response, 'missing');
    const sent = await inPlainFile(path, async (file, size) => {
      response.writeHead(200, {
        ...guardHeaders,
        'Content-Type': 'application/octet-stream',
        'Content-Length': size,
        'Content-Disposition': `attachment; filename*=UTF-8''${quoted(basename(path))}`,
        'Cache-Control': 'no-store',
      });
      // A file that grows meanwhile is sent as long as it was said to be.
      if (isHead || size === 0) response.end();
      else await pipeline(file.createReadStream({ autoClose: false, end: size - 1 }), response);
      return ok(null);
    });
    if (sent.ok) return;
    // A browser that goes away, or a disk that fails, ends an answer that was begun.
    if (response.headersSent) response.destroy();
    else deny(response, 'missing');
  }
}

/** A name as RFC 5987 has it in a header. */
const quoted = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
