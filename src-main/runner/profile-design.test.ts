import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { lower } from '../../src-core/lower/program.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';

let client: RunnerClient;
beforeAll(async () => {
  client = new RunnerClient({ version: '1.2.3', entry: await builtRunner('profile') });
});
afterAll(() => client.close());

const us = (ms: number): number => Math.round(ms * 1000);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function programOf(name: string): Program {
  const program = lower(analyze(networkOf(name)!.design, catalogue));
  if (!program.ok) throw new Error('a ready network has problems');
  return program.value;
}

/** Items that compute: each of them has kernels of its own, whatever is fused into them. */
function workers(program: Program): string[] {
  return program.operators
    .filter(({ definition, values, inputs, outputs }) => {
      const [from, to] = [inputs, outputs].map((side) => side.map(({ shape }) => shape.map(BigInt)));
      return (definition.macs(values, from!, to!) as bigint) > 0n;
    })
    .map(({ path }) => path);
}

async function profile(name: string, runs: number): Promise<ProfileReport> {
  return profileOf(networkOf(name)!.design, runs);
}

async function profileOf(drawn: Design, runs: number): Promise<ProfileReport> {
  const design = JSON.stringify(drawn);
  const done = await client.start({ kind: 'profile', design, device: 'cpu', warmup: 1, runs }).result;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return done.value;
}

const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

test.for(['hs-resnet-50', 'ghost-resnet-50', ...(isAll ? ['resnet-50', 'res2net-50'] : [])])(
  '%s: figures add up, every kernel is counted once, hardly any time is unattributed',
  { timeout: 60_000 },
  async (name) => {
    const report = await profile(name, 4);
    const rows = report.nodes;
    expect(sum(rows.map(({ ms }) => us(ms))) + us(report.unattributedMs) + us(report.overheadMs)).toBe(
      us(report.totalMs),
    );
    expect(report.totalMs).toBe(report.ms.median);
    expect(report.overheadMs).toBeGreaterThan(0);
    expect(report.plain.min).toBeGreaterThan(0);
    expect(report.plain.median).toBeGreaterThanOrEqual(report.plain.min);
    expect(report.plain.p90).toBeGreaterThanOrEqual(report.plain.median);
    expect(report.unprofiledMs).toBe(report.plain.median);

    const kernelTime = sum(rows.map(({ ms }) => ms)) + report.unattributedMs;
    const unattributed = report.unattributedMs / kernelTime;
    console.log(
      `${name}: ${report.kernels} kernels, ${(100 * unattributed).toFixed(2)}% of their time unattributed`,
    );
    expect(unattributed).toBeLessThanOrEqual(0.05);

    const counted = sum(rows.map(({ kernels }) => kernels));
    if (report.unattributedMs === 0) expect(counted).toBe(report.kernels);
    else expect(counted).toBeLessThan(report.kernels);

    const program = programOf(name);
    const order = program.operators.map(({ path }) => path);
    const places = rows.map(({ path }) => order.indexOf(path));
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(rows.map(({ path }) => path)).toEqual(expect.arrayContaining(workers(program)));
    for (const { ms, share } of rows) expect(share).toBeCloseTo(ms / report.totalMs, 12);
  },
);

/** A column of convolutions of these names between an Input and an Output. */
function column(names: readonly string[]): Design {
  const all = ['x', ...names, 'y'];
  const kinds = (index: number) => (index === 0 ? 'input' : index === all.length - 1 ? 'output' : 'conv2d');
  const fields = (index: number): DesignNode['fields'] =>
    index === 0 ? { channels: 16, height: 32, width: 32 } : index < all.length - 1 ? { outChannels: 16 } : {};
  return {
    ...emptyDesign('Names'),
    nodes: all.map((id, index) => ({
      id,
      definition: kinds(index),
      fields: fields(index),
      position: { x: 0, y: 0 },
    })),
    edges: names.concat('y').map((id, index) => ({
      id: `e${index}`,
      from: { node: all[index]!, port: 'out' },
      to: { node: id, port: 'in' },
    })),
  };
}

test('kernels are of the item that computes, whatever items are called', { timeout: 60_000 }, async () => {
  const names = [
    ...['a', 'a.weight', 'a#erf', 'a:0', 'a_nchwc', 'a_nchwc_nchwc', 'a_token_1', 'a_kernel_time'],
    ...[
      'q"uote',
      "it's",
      'back\\slash',
      '卷积',
      '\u00fc',
      '😀',
      '\u202e',
      ' ',
      '..',
      'constructor',
      '__proto__',
    ],
    ...['{"name":1}', '<b>', '%s%n', '\u2028', 'x'.repeat(200)],
  ];
  const { nodes } = await profileOf(column(names), 2);
  expect(nodes.map(({ path }) => path)).toEqual(names);
});
