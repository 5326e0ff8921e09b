import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { guardHeaders } from './content-policy.ts';
import { assetPath, renderPage } from './page.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const nothing = (): Response =>
  new Response('There is nothing here.\n', { status: 404, headers: guardHeaders });

/** What the page's own protocol answers: the page, its files, nothing else. @param folder out/renderer */
export async function pageResponse(folder: string, pathname: string): Promise<Response> {
  try {
    if (pathname === '/' || pathname === '/index.html') {
      const page = await renderPage(folder);
      return new Response(page.html, { headers: page.headers });
    }
    const path = assetPath(folder, pathname);
    const type = path === null ? undefined : types[extname(path)];
    if (path === null || type === undefined) return nothing();
    return new Response(await readFile(path), { headers: { ...guardHeaders, 'Content-Type': type } });
  } catch {
    return nothing();
  }
}
