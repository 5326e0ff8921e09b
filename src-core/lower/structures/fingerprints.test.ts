import { describe, expect, test } from 'vitest';
import type { Program } from '../program.ts';
import { weightsOf } from '../program.ts';
import { fingerprints, printed } from './fingerprints.fixture.ts';
import { programOn, structureLike } from './held.fixture.ts';
import { outputsOf, pairingOf } from './pairing.fixture.ts';
import { valuesOf } from './values.fixture.ts';

const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** Of these every run of the tests makes sure: residual blocks, Ghost modules, depth to space, attention. */
const always = ['cifar-resnet-20', 'ghostnet', 'espcn-x3', 'deit-tiny'];

/** Parts of a block that public code calls behind all else in it, where we draw them ahead: CBAM behind the shortcut. */
const calledLater: Readonly<Record<string, string>> = {
  'cbam-resnet-50': '/cbam/',
  'cbam-resnet-101': '/cbam/',
};

/** The bias of queries, keys and values of the second Swin, which is a single row there. */
const rowOfBias = /\/attention\/bias\.weight$/;

/** Weights that public code reads at another place than we draw them: those, and the weight that it reads next. */
const readElsewhere: Readonly<Record<string, readonly [what: RegExp, next: string]>> = {
  'maxvit-t': [/^(.+)\/table\.weight$/, '$1/attention/project.weight'],
  'swin-v2-t': [rowOfBias, '/attention/qkv.weight'],
  'swin-v2-s': [rowOfBias, '/attention/qkv.weight'],
  'swin-v2-b': [rowOfBias, '/attention/qkv.weight'],
};

/** Names in which each of those stands in front of its next one. */
function inFrontOf(names: readonly string[], what: RegExp, next: string): readonly string[] {
  const moved = new Map(
    names.filter((name) => what.test(name)).map((name) => [name.replace(what, next), name]),
  );
  return names
    .filter((name) => !what.test(name))
    .flatMap((name) => [...(moved.has(name) ? [moved.get(name)!] : []), name]);
}

/** Names in the order in which code calls them that calls what holds `part` behind all else in its block. */
function later(names: readonly string[], part: string): readonly string[] {
  const blockOf = (name: string) => name.split('/').slice(0, 2).join('/');
  const blocks = [...new Set(names.map(blockOf))].map((block) =>
    names.filter((name) => blockOf(name) === block),
  );
  const isLater = (name: string) => name.includes(part);
  return blocks.flatMap((own) => [...own.filter((name) => !isLater(name)), ...own.filter(isLater)]);
}

/** Networks without a list use their weights one behind the other, as the public code does. */
function inOwnOrder(name: string, program: Program) {
  const names = weightsOf(program).map((weight) => weight.name);
  const part = calledLater[name];
  const moved = readElsewhere[name];
  const called = part === undefined ? names : later(names, part);
  return {
    weights: moved === undefined ? called : inFrontOf(called, ...moved),
    outputs: [...program.outputs.keys()],
  };
}

describe('weights that everybody can make give what the public code computes', () => {
  const shown = printed.filter(({ name }) => runsAll || always.includes(name));
  test.each(shown)('$name', { timeout: 300_000 }, async ({ name, design, theirs, list }) => {
    const program = programOn(design, theirs.side);
    const { weights, outputs } =
      list === undefined ? inOwnOrder(name, program) : pairingOf(structureLike(name, program), list);
    expect(outputs).toHaveLength(theirs.outputs.length);
    expect(weights).toHaveLength(theirs.weights);
    const results = await outputsOf(program, valuesOf(program, weights, theirs.gain, rowOfBias));
    for (const [index, { count, largest, mean, shown: expected }] of theirs.outputs.entries()) {
      const result = results[outputs[index]!]!;
      expect(result).toHaveLength(count);
      const most = result.reduce((so, value) => Math.max(so, Math.abs(value)), 0);
      const sum = result.reduce((so, value) => so + value, 0);
      const own = expected.map((_, i) =>
        expected.length === count ? result[i]! : result[Math.floor(((i + 0.5) * count) / expected.length)]!,
      );
      const gaps = [most - largest, sum / count - mean, ...own.map((value, i) => value - expected[i]!)];
      expect(Math.max(...gaps.map(Math.abs)) / largest).toBeLessThan(1e-4);
    }
  });

  test('every fingerprint is that of a network, and its values differ', () => {
    const models = new Set(printed.map(({ model }) => model));
    expect([...fingerprints.keys()].filter((model) => !models.has(model))).toEqual([]);
    for (const { outputs } of fingerprints.values())
      for (const { largest, shown: values } of outputs) {
        expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(largest / 100);
      }
  });
});
