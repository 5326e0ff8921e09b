import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assetPath } from './page.ts';
import { pageResponse } from './response.ts';

let base: string;
let folder: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'page-'));
  folder = join(base, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(base, 'secret.js'), 'secret');
  writeFileSync(
    join(folder, 'index.html'),
    '<meta nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
  );
  writeFileSync(join(folder, 'assets', 'app.js'), 'void 0');
  writeFileSync(join(folder, 'assets', 'notes.xyz'), '');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

test('each view of the page has one nonce of its own, in the text and in the policy', async () => {
  const views = await Promise.all([pageResponse(folder, '/'), pageResponse(folder, '/index.html')]);
  const texts = await Promise.all(views.map((view) => view.text()));
  const nonces = texts.map(
    (text) => new Set([...text.matchAll(/nonce="([^"]+)"/g)].map((match) => match[1])),
  );
  expect(nonces.map((set) => set.size)).toEqual([1, 1]);
  expect(texts[0]).not.toBe(texts[1]);
  const [nonce] = nonces[0] ?? [];
  expect(views[0]?.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
  expect(views[0]?.headers.get('content-security-policy')).not.toContain('unsafe');
});

test('files have their type, unknown kinds and missing files are nothing', async () => {
  const script = await pageResponse(folder, '/assets/app.js');
  expect([script.status, script.headers.get('content-type')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
  for (const path of ['/assets/notes.xyz', '/assets/none.js', '/assets']) {
    expect((await pageResponse(folder, path)).status).toBe(404);
  }
});

test.each([
  '/../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/assets/..%5c..%5csecret.js',
  '/.hidden.js',
  '//x.js',
  '/C:/x.js',
  '/a%00.js',
  '/%',
])('%s names no file', async (path) => {
  expect(assetPath(folder, path)).toBeNull();
  expect((await pageResponse(folder, path)).status).toBe(404);
});
