import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
    [['--png', 'a.png'], 'a.png: a PNG is drawn by a window'],
    [['--onnx', 'a.onnx', '--svg', 'a.svg'], 'from pictures and tables'],
    [['--table', 'a.txt'], 'a.txt: a table is written as .csv, .md or .tex'],
    [['--svg', 'a.svg', '--at', 'stage9'], 'nothing is drawn inside stage9; nearest are stage1'],
  ])('%j is answered', async (options, says) => {
    const { code, err } = await cli(['export', 'hs-resnet-50', ...options]);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
