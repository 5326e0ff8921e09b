import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cli } from './captured.ts';

const folder = mkdtempSync(join(tmpdir(), 'blockwright-html-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names that would leave their place in a page or picture, were they written as they are. */
const hostile = [
  '<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '</svg><iframe srcdoc="<script>alert(1)</script>">',
  ']]><script>alert(1)</script>',
  '--><script>alert(1)</script><!--',
  'javascript:alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '</style><script>alert(1)</script>',
  '\u2028<svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
];

/** The names of all elements and of their attributes; a browser reads no others out of a text without raw brackets. */
function namesIn(text: string) {
  const tags = [...text.matchAll(/<\/?([a-zA-Z!][\w-]*)((?:[^>"]|"[^"]*")*)>/g)];
  const elements = new Set(tags.map(([, name]) => name!.toLowerCase()));
  const attributes = new Set(
    tags.flatMap(([, , inside]) => [...inside!.matchAll(/([\w:-]+)="/g)].map(([, name]) => name!)),
  );
  return { elements, attributes };
}

test('a page has the counts, the picture, the items and the formulas of a design', async () => {
  const file = join(folder, 'net.html');
  const { code, err } = await cli(['export', 'hs-resnet-50', '--html', file]);
  expect([code, err]).toEqual([0, '']);
  const page = readFileSync(file, 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(page).toContain('<td>stage1</td>');
  expect(page).toContain('<td class="number">238,572</td>');
  expect(page).toMatch(/<th scope="row">parameters<\/th><td><code>[^<]*w[^<]*<\/code>/);
  expect(page).toContain("default-src 'none'");
  // All that it shows is in the file: no address but that of the kind of picture.
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|src=|href=/);
}, 60_000);

test.each(hostile)('no script of a design called %j can run in a page or picture', async (name) => {
  const item = name.replaceAll('/', '|');
  const position = { x: 0, y: 0 };
  const design = {
    ...{ format: 'blockwright', version: 1, title: name, variables: [] },
    nodes: [
      { id: 'input', definition: 'input', fields: {}, position },
      { id: item, definition: 'conv2d', fields: { outChannels: 4 }, position },
      { id: 'output', definition: 'output', fields: {}, position },
    ],
    edges: [
      { id: 'a', from: { node: 'input', port: 'out' }, to: { node: item, port: 'in' } },
      { id: 'b', from: { node: item, port: 'out' }, to: { node: 'output', port: 'in' } },
    ],
    notes: [{ id: 'n', text: name, position, size: { width: 200, height: 80 } }],
  };
  const [file, page, svg] = ['d.blockwright.json', 'd.html', 'd.svg'].map((each) => join(folder, each));
  writeFileSync(file!, JSON.stringify(design));
  const { code, err } = await cli(['export', file!, '--html', page!, '--svg', svg!, '--force']);
  expect([code, err]).toEqual([0, '']);
  for (const path of [page!, svg!]) {
    const { elements, attributes } = namesIn(readFileSync(path, 'utf8'));
    expect(elements.size).toBeGreaterThan(3);
    expect([...elements].filter((each) => /script|iframe|img|^a$|object|embed|foreign/.test(each))).toEqual(
      [],
    );
    expect([...attributes].filter((each) => /^on|href|src/i.test(each))).toEqual([]);
  }
});
