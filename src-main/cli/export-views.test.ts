import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readPng } from '../files/png.ts';
import { cli } from './captured.ts';

const folder = mkdtempSync(join(tmpdir(), 'blockwright-views-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('export of pictures and tables', () => {
  test('writes both in one call', async () => {
    const [svg, table] = [join(folder, 'net.svg'), join(folder, 'net.csv')];
    const { code, out, err } = await cli([
      'export',
      'hs-resnet-50',
      '--svg',
      svg,
      '--table',
      table,
      '--json',
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual([svg, table]);
    expect(readFileSync(svg, 'utf8')).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*>stage3<[\s\S]*<\/svg>\n$/,
    );
    const lines = readFileSync(table, 'utf8').split('\r\n');
    expect(lines[0]).toBe('Item,Kind,Output,Parameters,MACs,Share of MACs');
    expect(lines.find((line) => line.startsWith('stage1,'))).toContain(',238572,');
    const again = await cli(['export', 'hs-resnet-50', '--svg', svg]);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('there already')]);
  });

  test('a picture in pixels is the picture at twice its size, with its words', async () => {
    const [svg, png] = [join(folder, 'pixels.svg'), join(folder, 'pixels.png')];
    const { code, err } = await cli([
      'export',
      'hs-resnet-50',
      '--svg',
      svg,
      '--png',
      png,
      '--look',
      'light',
    ]);
    expect([code, err]).toEqual([0, '']);
    const text = readFileSync(svg, 'utf8');
    const [x0, y0, width, height] = /viewBox="([^"]+)"/.exec(text)![1]!.split(' ').map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const picture = readPng(readFileSync(png));
    expect([picture.width, picture.height]).toEqual([2 * width, 2 * height]);
    const words = [...text.matchAll(/<text x="([^"]+)" y="([^"]+)"[^>]*>([^<]+)</g)];
    expect(words.length).toBeGreaterThan(20);
    for (const [, x, y, word] of words) {
      // around the middle of a letter's height, where each word has ink and ground
      const row = Math.round(2 * (Number(y) - y0 - 3));
      const from = Math.max(0, Math.round(2 * (Number(x) - x0)) - 40);
      const seen = new Set<string>();
      for (let column = from; column < Math.min(picture.width, from + 120); column += 1) {
        const at = 4 * (row * picture.width + column);
        seen.add(picture.data.subarray(at, at + 4).join());
      }
      expect(seen.size, word).toBeGreaterThan(1);
    }
  });

  test('the inside of an item, and deeper tables', async () => {
    const [svg, table] = [join(folder, 'hs.svg'), join(folder, 'deep.tex')];
    await cli(['export', 'hs-resnet-50', '--svg', svg, '--at', 'stage1/block2/hs', '--look', 'dark']);
    expect(readFileSync(svg, 'utf8')).toContain('>group5<');
    await cli(['export', 'hs-resnet-50', '--table', table, '--depth', '2', '--convention', 'flops']);
    expect(readFileSync(table, 'utf8')).toMatch(/stage1\/block1 & .*\n[\s\S]*\\end\{tabular\}/);
    expect(readFileSync(table, 'utf8')).toContain('FLOPs');
  });

  test.each([
    [[], 'name what to write'],
    [['--onnx', 'a.onnx', '--svg', 'a.svg'], 'from pictures and tables'],
    [['--table', 'a.txt'], 'a.txt: a table is written as .csv, .md or .tex'],
    [['--svg', 'a.svg', '--at', 'stage9'], 'nothing is drawn inside stage9; nearest are stage1'],
  ])('%j is answered', async (options, says) => {
    const { code, err } = await cli(['export', 'hs-resnet-50', ...options]);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
