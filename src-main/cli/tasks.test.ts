import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';

const analysed = async (line: string) => {
  const { out, code } = await cli([...line.split(' '), '--json']);
  return { code, ...JSON.parse(out) };
};

describe('a task on a backbone by name', () => {
  test('is counted, with variables of the task and of the backbone, at an image size', async () => {
    const frozen = await cli(
      'analyze faster-rcnn@res2net-50 --set norm=frozen --set s=4 --input 1,3,800,800'.split(' '),
    );
    expect(frozen.err).toBe('');
    expect(frozen.code).toBe(0);
    expect(frozen.out).toContain('41,891,002');
  });

  test('has formulas in its own variables', async () => {
    const { out, code } = await cli(['formula', 'faster-rcnn', '--set', 'norm=frozen']);
    expect(code).toBe(0);
    expect(out).toContain('5125*classes');
  });

  test('says what is wrong with the task, the backbone, or the pair', async () => {
    const codes = async (name: string) =>
      (await analysed(`analyze ${name}`)).issues.map((one: { code: string }) => one.code);
    expect(await codes('slow-rcnn@resnet-50')).toEqual(['task/unknown']);
    expect(await codes('faster-rcnn@resnet-51')).toEqual(['task/unknown-backbone']);
    expect(await codes('faster-rcnn@alexnet')).toEqual(['task/no-features']);
    expect(await codes('deeplab-v3@googlenet')).toContain('task/not-dilated');
  });

  test('is spoken of where the ready networks are listed', async () => {
    const { out } = await cli(['presets']);
    expect(out).toContain('faster-rcnn@res2net-50');
    expect(out).toMatch(/^deeplab-v3-plus /m);
  });
});
