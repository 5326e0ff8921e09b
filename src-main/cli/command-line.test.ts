import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ofEachKind } from '../../src-core/networks/of-each-kind.fixture.ts';
import { rounds } from '../../src-core/rounds.fixture.ts';
import { capturingIo, cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { runCli } from './run-cli.ts';

const stackLine = /^\s*at .*[:(]/m;

describe('a wrong command line is one sentence and exit code 2', () => {
  test.each([
    [['wizardry'], "unknown command 'wizardry'; nearest are "],
    [['analyse', 'resnet-50'], "unknown command 'analyse'; nearest are analyze, "],
    [['analyze'], "missing required argument 'design'"],
    [['analyze', 'resnet-50', 'resnet-50'], 'too many arguments'],
    [['analyze', 'resnet-50', '--bogus'], "unknown option '--bogus'; nearest are --"],
    [
      ['export', 'resnet-50', '--onnx', 'x.onnx', '--opest', '13'],
      "unknown option '--opest'; nearest are --opset, ",
    ],
    [['--verison'], "unknown option '--verison'; nearest are --version, "],
    [['serve', '--prot', '1'], "unknown option '--prot'; nearest are --port, "],
    [['analyze', 'resnet-50', '--depth', '0'], 'must be a whole number from 1 to 1000'],
    [['analyze', 'resnet-50', '--depth', 'NaN'], 'must be a whole number from 1 to 1000'],
    [['analyze', 'resnet-50', '--unit', 'horsepower'], 'is invalid; nearest are flops, macs'],
    [['run', 'resnet-50', '--device', 'abacus'], 'is invalid; nearest are '],
    [['run', 'resnet-50', '--device', 'cudda'], 'nearest are cuda, '],
    [['analyze', 'resnet-50', '--convention', 'fvcoer'], 'nearest are fvcore, '],
    [['analyze', 'resnet-50', '--mode', 'trian'], 'nearest are train, '],
    [['export', 'resnet-50', '--onnx', 'x.onnx', '--precision', 'fp61'], 'nearest are fp16, '],
    [['formula', 'hs-block', '--of', 'parms'], 'nearest are params, '],
    [['formula', 'hs-block', '--as', 'ltx'], 'nearest are latex, '],
    [['run', 'resnet-50', '--runs', '0'], 'must be a whole number from 1 to 10000'],
    [['export', 'resnet-50'], 'name what to write: --onnx, --pytorch, --svg or --table'],
    [['export', 'resnet-50', '--weights', 'w.safetensors'], '--weights goes with --pytorch'],
    [['compare'], "missing required argument 'designs'"],
    [['analyze', 'alexnett'], 'named alexnett; nearest are alexnet, '],
    [['analyze', 'hs-block'], 'there is no ready network, block or file named hs-block'],
    [['formula', '__proto__'], 'nearest are '],
    [['analyze', 'missing.blockwright.json'], 'missing.blockwright.json: there is no such file'],
    [['analyze', 'hs-resnet-50', '--set', 'w'], '--set takes name=value or item.field=value, got w'],
    [['analyze', 'hs-resnet-50', '--set', '=3'], '--set takes name=value or item.field=value, got =3'],
    [['analyze', 'hs-resnet-50', '--set', 'q=3'], 'nearest are k, s, w, '],
    [['analyze', 'hs-resnet-50', '--set', 'shortcat=conv'], 'nearest are shortcut, '],
    [['analyze', 'resnet-50', '--set', 'stage9.depth=3'], 'no item named stage9; nearest are stage1, '],
    [
      ['analyze', 'resnet-50', '--set', 'stage1.dpeth=3'],
      '--set stage1.dpeth: there is no such variable or field; nearest are depth, ',
    ],
    [['analyze', 'resnet-50', '--call', 'stage9=function'], 'no item named stage9; nearest are stage1, '],
    [
      ['analyze', 'faster-rcn@resnet-50'],
      'no task named faster-rcn; a name with @ is a task and its backbone; nearest are faster-rcnn, ',
    ],
    [['analyze', 'faster-rcnn@resnet-05'], 'no backbone named resnet-05; nearest are resnet-'],
    [['analyze', 'resnet-50', '--set', 'q=3'], 'there are none'],
    [['analyze', 'hs-resnet-50', '--set', '__proto__=3'], '--set __proto__'],
    [['analyze', 'hs-resnet-50', '--set', 'w=0'], 'field w: w must be a whole number from 1 to 4096, got 0'],
    [['analyze', 'hs-resnet-50', '--set', 'w=1e400'], 'got 1e400'],
    [['analyze', 'hs-resnet-50', '--set', 'w=Infinity'], 'got Infinity'],
    [['analyze', 'hs-resnet-50', '--set', 'w='], 'got nothing'],
    [['analyze', 'hs-resnet-50', '--set', 'stem=shallow'], 'stem has no option shallow; nearest are '],
    [['formula', 'hs-block', '--set', 'q=3'], '--set q: there is no such variable or field; nearest are '],
    [['formula', 'hs-block', '--set', 'activation=relo'], 'has no option relo; nearest are relu, '],
    [
      ['solve', 'hs-resnet-50', '--hold', 'parms=3', '--for', 'w'],
      '--hold has no count parms; nearest are params, ',
    ],
    [
      ['solve', 'hs-resnet-50', '--hold', 'params=3', '--for', 'shortcat'],
      'varied is named shortcat; nearest are ',
    ],
    [
      ['analyze', 'hs-resnet-50', '--call', 'stem=functoin'],
      'nobody calls an item as functoin; nearest are function, ',
    ],
    [['formula', 'hs-blok'], 'nearest are hs-block, '],
    [['audit', 'res2nte-50'], 'nearest are res2net-50, '],
    [['formula', 'hs-block', '--set', 'w=0'], 'hs-block, field w: must be from 1 to 65536, got 0'],
    [['formula', 'hs-block', '--set', 'k=4'], 'hs-block, field k: must be odd, got 4'],
    [['formula', 'hs-block', '--set', 'k=-3'], 'hs-block, field k: must be from 1 to 31, got -3'],
    [['formula', 'hs-block', '--set', 's=65'], 'hs-block, field s: must be from 1 to 64, got 65'],
    [['formula', 'hs-block', '--set', 's=NaN'], 'hs-block, field s: must be a whole number, got NaN'],
    [['formula', 'hs-block', '--set', 'bias=maybe'], 'hs-block, field bias: must be on or off, got maybe'],
    [['formula', 'hs-block', '--input', '1,2'], 'port in'],
    [['formula', 'hs-block', '--input', '1,0,8,8'], '--input takes sizes such as 1,3,224,224, got 1,0,8,8'],
    [['formula', 'split', '--set', 'sizes=3,,4'], 'split, field sizes'],
    [['analyze', 'resnet-50', '--input', '1,3,224'], '--input takes sizes such as'],
    [['analyze', 'resnet-50', '--input', '1,3,1e400,8'], '--input takes sizes such as'],
    [['analyze', 'resnet-50', '--input', '1,3,0,8'], 'input, field height: must be from 1 to 65536, got 0'],
    [['analyze', 'resnet-50', '--input', '-1,3,8,8'], 'input, field batch: must be from 1 to 65536, got -1'],
    [['compare', 'resnet-50', 'resnet-50-d', '--set', 'w=3'], '--set w'],
  ])('%j', async (args, said) => {
    const { code, err } = await cli(args);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(stackLine);
  });

  test('with --json the issue is a document too', async () => {
    for (const args of [['wizardry'], ['analyze', 'alexnett'], ['analyze', 'resnet-50', '--bogus']]) {
      const { code, json, err } = await cliJson(args);
      expect(code).toBe(2);
      expect(json).toMatchObject({
        issues: [{ code: expect.any(String), message: expect.any(String), where: {} }],
      });
      expect(err).not.toBe('');
    }
  });

  test('every problem has its own line', async () => {
    const { err } = await cli(['formula', 'hs-block', '--set', 'q=1', '--set', 'r=2']);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
  });
});

test('nothing, help and version are fine', async () => {
  for (const args of [[], ['--help'], ['help'], ['help', 'run'], ['run', '--help']]) {
    const { code, out, err } = await cli(args);
    expect(code).toBe(0);
    expect(out).toContain('Usage: blockwright');
    expect(err).toBe('');
  }
  expect(await cli(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' });
});

test('the last of two settings holds, and settings go to the designs that have the variable', async () => {
  const { json } = await cliJson([
    'analyze',
    'hs-resnet-50',
    '--set',
    's=5',
    '--set',
    's=4',
    '--set',
    'w=26',
  ]);
  expect(json).toMatchObject({ variables: { s: 4, w: 26 }, totals: { params: 30_194_417 } });
  const compared = await cliJson(['compare', 'resnet-50', 'hs-resnet-50', '--set', 'w=28']);
  expect(compared.json).toMatchObject({
    baseline: 'resnet-50',
    designs: [
      { design: 'resnet-50', params: 25_557_032, ms: null },
      { design: 'hs-resnet-50', params: 43_186_311, ms: null },
    ],
  });
});

test('whatever is set, an answer or a sentence comes', async () => {
  const words = fc.oneof(
    fc.constantFrom(
      '0',
      '-1',
      '3',
      '4',
      '1e400',
      'NaN',
      '9'.repeat(500),
      '1.5',
      'on',
      'floor',
      '3,4',
      '',
      '\u001b[1m',
    ),
    fc.string(),
    fc.integer().map(String),
  );
  const names = fc.oneof(fc.constantFrom('w', 's', 'k', 'carry', 'bias', 'stem', '__proto__'), fc.string());
  const design = fc.constantFrom(
    ['formula', 'hs-block'],
    ['formula', 'hs-resnet-50'],
    ['analyze', 'hs-resnet-50'],
    ['formula', 'split'],
  );
  await fc.assert(
    fc.asyncProperty(design, names, words, fc.option(words), async (command, name, value, input) => {
      const sized = input === null ? [] : [`--input=${input}`];
      const { code, json, err } = await cliJson([...command, `--set=${name}=${value}`, ...sized]);
      expect([0, 2]).toContain(code);
      expect(err === '').toBe(code === 0);
      expect(err).not.toContain('blockwright failed');
      expect(json).toBeTypeOf('object');
    }),
    { numRuns: rounds(200) },
  );
});

describe('serve', () => {
  test.each([
    [0, 0],
    [1, 2],
    [null, 130],
  ] as const)('a shell that ends with %s gives %i', async (ended, code) => {
    const given: (readonly string[])[] = [];
    const { io } = capturingIo();
    const serve = async (args: readonly string[]): Promise<number | null> => {
      given.push(args);
      return ended;
    };
    const args = ['serve', 'resnet-50', '--workspace', 'designs', '--port', '0'];
    expect(await runCli(args, { ...io, serve })).toBe(code);
    expect(given).toEqual([['resnet-50', '--workspace=designs', '--port=0']]);
  });
});

test('what cannot happen is a sentence too', async () => {
  const { io, err } = capturingIo();
  const serve = () => Promise.reject(new Error('the moon is full'));
  expect(await runCli(['serve'], { ...io, serve })).toBe(2);
  expect(err.join('')).toBe('blockwright failed: the moon is full\n');
});

test('compare counts ready networks of every kind at once', async () => {
  const large = 'vit-h-14';
  const names = ofEachKind.map((network) => network.name).filter((name) => name !== large);
  const { json, code } = await cliJson(['compare', ...names]);
  expect(code).toBe(0);
  const { designs } = json as { designs: { design: string; params: number; bytes: number }[] };
  expect(designs.map(({ design }) => design)).toEqual(names);
  for (const { params, bytes } of designs) expect(bytes).toBeGreaterThan(4 * params);
  const refused = await cli(['compare', large, 'resnet-18']);
  expect(refused.code).toBe(2);
  expect(refused.out).toMatch(/vit-h-14 .*632,045,800 .* — /);
  expect(refused.out + refused.err).toContain('vit-h-14: the weights take 2528183200 bytes');
}, 60_000);
