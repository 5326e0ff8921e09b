import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, documentOf, networkOf, networks, publicNamesOf } from '../catalogue.ts';
import { operators } from '../definitions.ts';
import type { Design } from '../document/design.ts';
import { boundaryOf } from '../language/roles.ts';
import { exampleDesign } from '../lower/example-design.fixture.ts';
import { writePyTorch } from './write-pytorch.ts';

const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';
const some = [
  'resnet-18',
  'hs-resnet-50',
  'hs-resnet-50-public',
  'res2net-50',
  'ghostnet',
  'mobilenet-v3-large',
  'regnet-y-400mf',
  'googlenet-aux',
  'fcn',
  'densenet-121',
  'dla-34',
  'inception-v3',
  'swin-t',
  'tf-efficientdet-d0',
  'vgg-16',
];

const textOf = (design: Design, isForTimm = false): string | null => {
  const file = writePyTorch(analyze(design, catalogue), { names: publicNamesOf(design), isForTimm });
  return file.ok ? file.value.text : null;
};

const cases = [
  ...networks
    .filter(({ name }) => all || some.includes(name))
    .map((network) => ({ name: network.name, design: documentOf(network) })),
  ...operators
    .filter((definition) => boundaryOf(definition) === undefined)
    .map((definition) => ({
      name: definition.id,
      design: exampleDesign(definition, definition.examples[0]!),
    })),
];
const forTimm = ['resnet-18', 'ghostnet'];
const files = new Map([
  ...cases.map(({ name, design }) => [name, textOf(design)] as const),
  ...forTimm.map((name) => [`${name} for timm`, textOf(documentOf(networkOf(name)!), true)] as const),
]);
const written = [...files].filter((entry): entry is [string, string] => entry[1] !== null);

it('nearly all of them can be written', () => {
  expect(written.length).toBeGreaterThan(files.size - 12);
  expect(some.filter((name) => !files.has(name))).toEqual([]);
});

it('ruff finds nothing', () => {
  const ruff = new Workspace(
    {
      // An explicit strict of zip came with Python 3.10; PyTorch runs on older ones.
      lint: { select: ['E4', 'E7', 'E9', 'F', 'W', 'I', 'B', 'UP', 'PIE', 'RET', 'C4'], ignore: ['B905'] },
      'line-length': 88,
    },
    PositionEncoding.Utf16,
  );
  const found = written.flatMap(([name, text]) =>
    (ruff.check(text) as readonly Diagnostic[]).map(
      ({ code, message, start_location: { row } }) => `${name}:${row} ${code} ${message}`,
    ),
  );
  expect(found).toEqual([]);
});

/** Debian's own. */
const black = '/usr/bin/black';
const hasBlack = spawnSync(black, ['--version']).status === 0;

describe.skipIf(!hasBlack)(`with black${hasBlack ? '' : ' (skipped: there is none here)'}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'blockwright-black-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('black leaves them as they are', () => {
    for (const [name, text] of written) writeFileSync(join(folder, `${name}.py`), text);
    const { stderr } = spawnSync(black, ['--check', folder], { encoding: 'utf8' });
    const changed = stderr
      .split('\n')
      .filter((line) => line.startsWith('would reformat') || line.startsWith('error'));
    expect(changed).toEqual([]);
  }, 300_000);
});
