import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentPolicy, guardHeaders, newNonce } from './content-policy.ts';

const placeholder = '__CSP_NONCE__';

export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One view of the built index.html, with a nonce of its own in its text and in its policy.
 * @param folder out/renderer; rejects when it has not been built
 * @param connect as for `contentPolicy`
 */
export async function renderPage(folder: string, connect: readonly string[] = []): Promise<Page> {
  const text = await readFile(join(folder, 'index.html'), 'utf8');
  const nonce = newNonce();
  return {
    html: text.replaceAll(placeholder, nonce),
    headers: {
      ...guardHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy(nonce, connect),
      'Cache-Control': 'no-store',
    },
  };
}

/**
 * The file of out/renderer that an address names, or null where it names none: the path is decoded once and never leaves the folder.
 * @param pathname as in a URL, starting with a slash
 */
export function assetPath(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = decoded.split('/').slice(1);
  const isPlain = (part: string) => part !== '' && !part.startsWith('.') && !/[\\\0:]/.test(part);
  return parts.length > 0 && parts.every(isPlain) ? join(folder, ...parts) : null;
}
