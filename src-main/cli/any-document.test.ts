import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentsTried, randomDocument } from '../../src-core/random-documents.fixture.ts';
import { cliJson } from './captured-json.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('analyze answers to any document with an analysis or its problems', async () => {
  const path = join(folder, 'any.blockwright.json');
  await fc.assert(
    fc.asyncProperty(randomDocument, async ({ text }) => {
      writeFileSync(path, text);
      const { code, json, err } = await cliJson(['analyze', path]);
      const { issues } = json as { readonly issues: readonly { readonly message: string }[] };
      expect([0, 2]).toContain(code);
      if (code === 2) expect(issues.length).toBeGreaterThan(0);
      for (const { message } of issues) expect(message).not.toBe('');
      expect(err).not.toMatch(/^\s*at .*[:(]/m);
    }),
    { numRuns: documentsTried(10, 5_000) },
  );
}, 600_000);
