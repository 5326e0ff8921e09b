import { describe, expect, test } from 'vitest';
import { conventionNames, conventions } from '../../src-core/analysis/conventions/rules.ts';
import { cli } from './captured.ts';

const document = async (...line: string[]) => JSON.parse((await cli([...line, '--json'])).out);

describe('--convention', () => {
  test('analyze fills the cost by the rule and keeps MACs apart', async () => {
    const { totals, cost } = await document('analyze', 'resnet-50', '--convention', 'thop');
    expect(totals.macs).toBe(4_089_184_256);
    expect(cost).toMatchObject({ value: 4_133_742_592, unit: 'MACs' });
    expect(cost.convention).toMatch(/^thop, “MACs”: conv \+ linear, 4 per value/);
  });

  test('a network is priced by how its own source calls its parts, not by that of one built alike', async () => {
    // torchvision: efficientnet.py pools by the module avgpool, mobilenetv2.py by a function, which thop does not see.
    const efficientnet = await document('analyze', 'efficientnet-b0', '--convention', 'thop');
    expect(efficientnet.cost.value).toBe(415_145_024);
    const mobilenet = await document('analyze', 'mobilenet-v2', '--convention', 'thop');
    expect(mobilenet.cost.value).toBe(327_486_720);
    const sizes = ['--set', 'width=1', '--input', '1,3,224,224'];
    const { cost } = await document('formula', 'mobilenet-v2', ...sizes, '--convention', 'thop');
    expect(cost.formula.value).toBe(327_486_720);
  });

  test('--mode counts a model in training, and says in what mode it is', async () => {
    const cost = async (...line: string[]) => (await document('analyze', 'resnet-50', ...line)).cost;
    const fvcore = await cost('--convention', 'fvcore', '--mode', 'train');
    expect(fvcore).toMatchObject({ value: 4_144_854_528 });
    expect(fvcore.convention).toMatch(/of a model in train$/);
    expect(await cost('--convention', 'mmengine', '--mode', 'eval')).toMatchObject({ value: 4_111_512_576 });
    const always = await cost('--convention', 'thop', '--mode', 'train');
    expect(always).toMatchObject({ value: 4_133_742_592 });
  });

  test('where the tool stops there is a dash with its error', async () => {
    const line = ['analyze', 'deeplab-v3-mobilenet-v3-large', '--convention', 'mmengine'];
    const { cost } = await document(...line);
    expect(cost).toMatchObject({ value: null });
    expect(cost.error).toMatch(/^ValueError: Expected more than 1 value per channel when training/);
    const { out, code } = await cli(line);
    expect(code).toBe(0);
    expect(out).toMatch(/^cost +— MACs .+: the tool stops with ValueError: Expected more than 1 value/m);
    const other = await document(...line, '--mode', 'eval');
    expect(other.cost.error).toBeUndefined();
  });

  test('--call says how the source calls an item', async () => {
    const line = ['analyze', 'efficientnet-b0', '--convention', 'thop'];
    const { cost } = await document(...line, '--call', 'head=function');
    // thop counts 49 + 1 for each of 1280 channels that a pool's module reads.
    expect(cost.value).toBe(415_145_024 - 50 * 1280);
    const unknown = await cli([...line, '--call', 'head=guess']);
    expect(unknown.code).not.toBe(0);
    expect(unknown.err).toContain('nobody calls an item as guess; nearest are ');
  });

  test('--unit-base writes short counts and sizes by 1024s, exact ones as they are', async () => {
    const { out } = await cli(['analyze', 'resnet-50', '--unit-base', '1024']);
    expect(out).toMatch(/4,089,184,256 MACs = 3\.808 Gi/);
    expect(out).toMatch(/^weights +97\.69 MiB/m);
    const usual = await cli(['analyze', 'resnet-50']);
    expect(usual.out).toMatch(/4,089,184,256 MACs = 4\.089 G/);
    expect((await cli(['analyze', 'resnet-50', '--unit-base', '100'])).code).toBe(2);
  });

  test('the rows of analyze add up to the total of the convention', async () => {
    for (const name of conventionNames) {
      const { out } = await cli(['analyze', 'resnet-50', '--depth', '3', '--convention', name]);
      const rows = out.slice(out.indexOf('\nITEM'), out.indexOf('\ntotal'));
      const column = [...rows.matchAll(/([\d,]+)$/gm)].map(([text]) => BigInt(text.replaceAll(',', '')));
      const sum = column.reduce((so, value) => so + value, 0n);
      const { cost } = await document('analyze', 'resnet-50', '--convention', name);
      expect(BigInt(cost.value), name).toBe(sum);
    }
  });

  test('compare holds the costs of the convention against each other', async () => {
    const { designs } = await document('compare', 'resnet-50', 'res2net-50', '--convention', 'flops');
    expect(
      designs.map(({ macs, cost }: { macs: number; cost: { value: number } }) => cost.value / macs),
    ).toEqual([2, 2]);
    const { out } = await cli(['compare', 'resnet-50', 'res2net-50', '--convention', 'calflops']);
    expect(out).toContain('8,211,108,352');
    expect(out).toMatch(/^FLOPs: calflops, “FLOPs”: conv with bias/m);
  });

  test('presets counts every network by the rule', async () => {
    const list = await document('presets', '--convention', 'calflops');
    const resnet = list.find(({ name }: { name: string }) => name === 'resnet-50');
    expect(resnet).toMatchObject({ macs: 4_089_184_256, cost: { value: 8_211_108_352, unit: 'FLOPs' } });
    const { out } = await cli(['presets', '--convention', 'calflops']);
    expect(out).toContain('8,211,108,352');
    expect(out).toMatch(/^FLOPs: calflops, “FLOPs”: conv with bias/m);
  });

  test('formula gives the cost of the rule at the present sizes, beside MACs', async () => {
    const values = ['--set', 'k=3', '--set', 'w=20', '--input', '1,100,56,56'];
    const { macs, cost } = await document('formula', 'hs-block', ...values, '--convention', 'flops');
    expect(cost).toMatchObject({ unit: 'FLOPs', convention: 'flops', formula: { value: 2 * macs.value } });
    const free = await document('formula', 'hs-block', '--convention', 'fvcore');
    expect(free.cost.formula.text).toMatch(/k\^2/);
    expect(free.cost.formula.text).not.toBe(free.macs.text);
    const { out } = await cli(['formula', 'resnet-50', '--convention', 'thop']);
    expect(out).toMatch(/^MACs, thop +\S/m);
  });

  test('the help lists every name with what it counts', async () => {
    for (const command of ['analyze', 'compare', 'formula', 'presets', 'profile']) {
      const { out } = await cli([command, '--help']);
      for (const { name } of conventions) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
      expect(out).toContain(conventions[0].counts);
    }
  });

  test('an unknown name, or a unit beside a convention, is a problem', async () => {
    const unknown = await cli(['analyze', 'resnet-50', '--convention', 'guess']);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('fvcore');
    const both = await cli(['analyze', 'resnet-50', '--unit', 'flops', '--convention', 'thop']);
    expect(both.code).toBe(2);
    expect(both.err).toMatch(/--convention/);
  });
});
