import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { hsResnet50 } from '../../src-core/networks/hs-resnet.ts';
import { rounds } from '../../src-core/rounds.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function file(text: string | Uint8Array): string {
  count += 1;
  const path = join(folder, `${count}.blockwright.json`);
  writeFileSync(path, text);
  return path;
}

interface Listed {
  readonly code: string;
  readonly message: string;
  readonly where: Record<string, unknown>;
}
interface Found {
  readonly issues: readonly Listed[];
  readonly totals?: Record<string, unknown>;
  readonly cost?: { value: unknown };
  readonly nodes?: readonly Record<string, unknown>[];
}

const stackLine = /^\s*at .*[:(]/m;

/** Analyses a text and expects a problem: issues of the stated shape, their sentences on stderr, exit code 2. */
async function problem(text: string | Uint8Array): Promise<Found> {
  const path = file(text);
  const { code, json, err } = await cliJson(['analyze', path]);
  expect(code).toBe(2);
  const found = json as Found;
  expect(found.issues.length).toBeGreaterThan(0);
  for (const issue of found.issues) {
    expect(Object.keys(issue)).toEqual(['code', 'message', 'where']);
    expect(issue.where.file).toBe(path);
    expect(issue.message.split('\n')).toHaveLength(1);
  }
  expect(err).toContain(path);
  expect(err).not.toMatch(stackLine);
  return found;
}

const node = (id: string, definition: string, fields: unknown = {}) => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
const edge = (from: string, to: string, port = 'in') => ({
  id: `${from}-${to}-${port}`,
  from: { node: from, port: 'out' },
  to: { node: to, port },
});

/** Input, one item, Output. */
function design(item: ReturnType<typeof node>, more: object = {}, input: object = {}): string {
  return JSON.stringify({
    format: 'blockwright',
    version: 1,
    title: 'Test',
    variables: [],
    nodes: [node('input', 'input', input), item, node('output', 'output')],
    edges: [edge('input', item.id), edge(item.id, 'output')],
    ...more,
  });
}

const conv = (fields: unknown = {}) => node('item', 'conv2d', fields);

/** No number may stand for what the problem leaves unknown. */
function expectUnknown({ totals, cost, nodes }: Found, item = 'item'): void {
  expect(totals).toEqual({
    params: null,
    buffers: null,
    macs: null,
    weightBytes: null,
    activationBytes: null,
    peakBytes: null,
    bytesMoved: null,
  });
  expect(cost?.value).toBeNull();
  expect(nodes?.find(({ path }) => path === item)).toMatchObject({ params: null, macs: null });
}

describe('a text that is no design', () => {
  const whole = serializeDesign(hsResnet50.design);
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'document/not-json'],
    ['words', 'hello', 'document/not-json'],
    ['a truncated file', whole.slice(0, 700), 'document/not-json'],
    ['NaN', design(conv()).replace('"x":0', '"x":NaN'), 'document/not-json'],
    ['Infinity', design(conv()).replace('"x":0', '"x":Infinity'), 'document/not-json'],
    ['100,000 brackets', '['.repeat(100_000), 'document/too-deep'],
    ['100,000 closed brackets', '['.repeat(100_000) + ']'.repeat(100_000), 'document/too-deep'],
    ['100,000 objects', '{"a":'.repeat(100_000), 'document/too-deep'],
    ['33 MB', new Uint8Array(33 * 1024 * 1024).fill(32), 'document/too-large'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0xfe]), 'file/not-readable'],
    ['foreign JSON', '{"name":"x","dependencies":{}}', 'document/not-a-design'],
    ['a list', '[]', 'document/not-a-design'],
    ['null', 'null', 'document/not-a-design'],
    ['a number', '3', 'document/not-a-design'],
    ['a newer format', design(conv()).replace('"version":1', '"version":99'), 'document/newer-version'],
    ['no nodes', design(conv(), { nodes: null }), 'document/malformed'],
    [
      'a __proto__ key',
      design(conv()).replace('"x":0', '"__proto__":{"x":1},"x":0'),
      'document/forbidden-key',
    ],
    ['a constructor key', design(conv(), { constructor: 1 }), 'document/forbidden-key'],
    ['a name with markup', design(node('<b>x</b>', 'conv2d')), 'document/bad-name'],
    ['a position of 1e400', design(conv()).replace('"x":0', '"x":1e400'), 'document/malformed'],
  ])('%s', async (_, text, code) => {
    const found = await problem(text);
    expect(found.issues[0]?.code).toBe(code);
    expect(Object.keys(found)).toEqual(['issues']);
  });

  test('a field of 1e400 stands on its node and field', async () => {
    const found = await problem(design(conv({ kernel: 7 })).replace('"kernel":7', '"kernel":1e400'));
    expect(found.issues[0]).toMatchObject({
      code: 'document/malformed',
      where: { node: 'item', field: 'kernel' },
    });
  });

  test('a __proto__ field stands on its node and field', async () => {
    const found = await problem(design(conv({ kernel: 7 })).replace('"kernel":7', '"__proto__":7'));
    expect(found.issues[0]).toMatchObject({ code: 'document/forbidden-key', where: { node: 'item' } });
  });

  test.each([
    ['a file that is not there', 'absent.blockwright.json', 'file/not-found'],
    ['a folder', '.', 'file/not-readable'],
  ])('%s', async (_, name, code) => {
    const { code: exit, json } = await cliJson(['analyze', join(folder, name)]);
    expect(exit).toBe(2);
    expect(json).toMatchObject({ issues: [{ code }] });
  });
});

describe('a design with problems prints what it knows', () => {
  test('an unknown definition', async () => {
    const found = await problem(design(node('item', 'wizardry')));
    expect(found.issues[0]).toMatchObject({ code: 'graph/unknown-definition', where: { node: 'item' } });
    expectUnknown(found);
  });

  test('a definition named after the prototype', async () => {
    const found = await problem(design(node('item', '__proto__')));
    expect(found.issues[0]).toMatchObject({ code: 'graph/unknown-definition', where: { node: 'item' } });
  });

  test('an unknown field', async () => {
    const found = await problem(design(conv({ colour: 3 })));
    expect(found.issues[0]).toMatchObject({
      code: 'field/unknown',
      where: { node: 'item', field: 'colour' },
    });
    expectUnknown(found);
  });

  test('a wire that ends nowhere', async () => {
    const edges = [edge('input', 'item'), edge('item', 'output'), edge('ghost', 'item')];
    const found = await problem(design(conv(), { edges }));
    expect(found.issues[0]).toMatchObject({
      code: 'graph/dangling-edge',
      where: { node: 'item', port: 'in' },
    });
  });

  test('two wires into one port', async () => {
    const edges = [
      edge('input', 'item'),
      edge('item', 'output'),
      { ...edge('input', 'output'), id: 'again' },
    ];
    const found = await problem(design(conv(), { edges }));
    expect(found.issues[0]).toMatchObject({ code: 'graph/two-edges', where: { node: 'output', port: 'in' } });
    expectUnknown(found, 'output');
  });

  test('a loop', async () => {
    const edges = [edge('item', 'item'), edge('item', 'output')];
    const found = await problem(design(conv(), { edges }));
    expect(found.issues[0]).toMatchObject({ code: 'graph/cycle', where: { node: 'item' } });
    expectUnknown(found);
  });

  test('an open port', async () => {
    const found = await problem(design(conv(), { edges: [edge('item', 'output')] }));
    expect(found.issues[0]).toMatchObject({ code: 'graph/unconnected', where: { node: 'item', port: 'in' } });
    expectUnknown(found);
  });

  test('more groups than channels', async () => {
    const found = await problem(design(node('item', 'hs-block', { s: 5, w: 1 })));
    expect(found.issues[0]).toMatchObject({ code: 'shape/channels', where: { node: 'item', port: 'in' } });
    expectUnknown(found);
  });

  test.each([
    ['w', 0, 'field/out-of-range'],
    ['w', -4, 'field/out-of-range'],
    ['w', 1.5, 'field/not-an-integer'],
    ['w', 'wide', 'field/not-a-number'],
    ['w', 9e15, 'field/out-of-range'],
    ['k', 4, 'field/not-odd'],
    ['k', 0, 'field/out-of-range'],
    ['k', -3, 'field/out-of-range'],
    ['s', 65, 'field/out-of-range'],
    ['s', 0, 'field/out-of-range'],
    ['carry', 'round', 'field/not-an-option'],
    ['bias', 1, 'field/not-a-toggle'],
    ['w', { expression: '1/0' }, 'expression/division-by-zero'],
    ['w', { expression: 'w+1' }, 'expression/unknown-name'],
    ['w', { expression: '('.repeat(900) }, 'expression/too-deep'],
    ['w', { expression: '9'.repeat(2000) }, 'expression/too-long'],
  ])('field %s of an HS-Block at %j', async (field, value, code) => {
    const found = await problem(design(node('item', 'hs-block', { [field]: value })));
    expect(found.issues.map((issue) => [issue.code, issue.where.node, issue.where.field])).toContainEqual([
      code,
      'item',
      field,
    ]);
    expectUnknown(found);
  });

  test('a window that empties a map', async () => {
    const fields = { kernel: 7, padding: 'none', stride: 2 };
    const found = await problem(design(conv(fields), {}, { height: 4, width: 4 }));
    expect(found.issues[0]).toMatchObject({ code: 'shape/empty-map', where: { node: 'item', port: 'in' } });
    expectUnknown(found);
  });

  test('a problem inside a block stands on the path inside', async () => {
    const found = await problem(design(node('item', 'stem', { kind: 'plain' }), {}, { channels: 0 }));
    expect(found.issues[0]).toMatchObject({ where: { node: 'input', field: 'channels' } });
  });

  test('text from the file cannot steer the terminal', async () => {
    const path = file(design(node('item', '\u001b[2J\u202eboo\nnext')));
    const { out, err, code } = await cli(['analyze', path]);
    expect(code).toBe(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(out + err).toContain(String.raw`\u001b[2J\u202eboo next`);
    expect(
      err
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith(path)),
    ).toBe(true);
  });

  test('the table says — and no number', async () => {
    const { out } = await cli(['analyze', file(design(conv({ kernel: 4 })))]);
    expect(out).toMatch(/^item +conv2d +— +— +— +—$/m);
    expect(out).toMatch(/^total +— +— +—$/m);
    expect(out).toMatch(/^params +—$/m);
  });

  test.each([['run'], ['profile'], ['export', '--onnx', 'never.onnx'], ['formula']])(
    '%s refuses it with the same issue',
    async (command, ...rest) => {
      const path = file(design(conv({ kernel: 4 })));
      const { code, json } = await cliJson([command, path, ...rest]);
      expect(code).toBe(2);
      expect(json).toMatchObject({
        issues: [{ code: 'field/not-odd', where: { file: path, node: 'item', field: 'kernel' } }],
      });
    },
  );

  test('--input needs a design with one Input', async () => {
    const two = design(node('item', 'add'), {
      nodes: [node('left', 'input'), node('right', 'input'), node('item', 'add'), node('output', 'output')],
      edges: [edge('left', 'item', 'a'), edge('right', 'item', 'b'), edge('item', 'output')],
    });
    const sound = await cliJson(['analyze', file(two)]);
    expect(sound.json).toMatchObject({ inputs: [{ name: 'left' }, { name: 'right' }], issues: [] });
    const { code, json } = await cliJson(['analyze', file(two), '--input', '1,3,8,8']);
    expect(code).toBe(2);
    expect(json).toMatchObject({ issues: [{ code: 'input/several' }] });
    const none = design(conv(), { nodes: [conv()], edges: [] });
    const without = await cliJson(['analyze', file(none), '--input', '1,3,8,8']);
    expect(without.json).toMatchObject({ issues: [{ code: 'graph/no-input' }] });
  });

  test('compare shows it with its unknowns', async () => {
    const path = file(design(conv({ kernel: 4 })));
    const { code, json, err } = await cliJson(['compare', 'resnet-50', path]);
    expect(code).toBe(2);
    expect(err).toContain(`${path}, item, field kernel`);
    expect(json).toMatchObject({
      baseline: 'resnet-50',
      designs: [
        { design: 'resnet-50', params: 25_557_032 },
        { design: path, params: null, macs: null, bytes: null, ms: null },
      ],
    });
  });
});

/** Values that break things, put anywhere into a design. */
const poison = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', '__proto__', [], {}, -1, 0, 1.5, 1e300, 2 ** 53, '<b>', 'w/0'),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string().map((expression) => ({ expression })),
);

/** Replaces the value that `choose` picks among all values of a document. */
function poisoned(document: unknown, choose: number, value: unknown): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, unknown>, key]);
      visit((at as Record<string, unknown>)[key]);
    }
  };
  visit(document);
  const [parent, key] = places[choose % places.length]!;
  parent[key] = value;
  return document;
}

describe('whatever the file holds', () => {
  async function check(text: string, command: readonly string[]): Promise<void> {
    const path = file(text);
    const { code, out, err } = await cli([...command, path, '--json']);
    rmSync(path);
    const found = JSON.parse(out) as Found;
    expect([0, 2]).toContain(code);
    expect(err === '').toBe(code === 0);
    expect(err).not.toMatch(stackLine);
    expect(err).not.toContain('blockwright failed');
    expect(found.issues?.some((issue) => issue.code === 'call/failed') ?? false).toBe(false);
  }
  const command = fc.constantFrom(
    ['analyze'],
    ['analyze', '--depth', '4'],
    ['formula'],
    ['compare', 'resnet-50'],
  );
  const small = () => JSON.parse(design(node('item', 'hs-bottleneck', { planes: 4, w: 2, s: 2 })));

  test('a value replaced by another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), poison, command, async (choose, value, args) => {
        await check(JSON.stringify(poisoned(small(), choose, value)), args);
      }),
      { numRuns: rounds(300) },
    );
  });

  test('a network of which a variable or field is replaced by a number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: -2, max: 70 }), command, async (choose, value, args) => {
        const document = JSON.parse(serializeDesign(hsResnet50.design)) as Record<string, unknown>;
        await check(JSON.stringify(poisoned(document, choose, value)), args);
      }),
      { numRuns: rounds(60) },
    );
  });

  test('a text cut off, or with a character replaced', async () => {
    const text = JSON.stringify(small());
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.string({ maxLength: 2 }),
        fc.boolean(),
        async (at, by, cut) => {
          await check(cut ? text.slice(0, at) : text.slice(0, at) + by + text.slice(at + 1), ['analyze']);
        },
      ),
      { numRuns: rounds(300) },
    );
  });
});
