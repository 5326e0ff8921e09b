import { describe, expect, test } from 'vitest';
import { networks } from '../../catalogue.ts';
import type { Design } from '../../document/design.ts';
import { weightsOf } from '../program.ts';
import { programOn } from './held.fixture.ts';
import { deployedValues, evened } from './merged-forms.fixture.ts';
import { outputsOf } from './pairing.fixture.ts';
import { valuesOf } from './values.fixture.ts';

const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';
/** Full filters of 3 × 3, and depthwise ones of several sizes with attention between them. */
const always = ['repvgg-a0', 'ghostnet-v3'];
/** Small enough to be quick, large enough that every stage still has a map of several positions. */
const side = 96;

const inForm = (design: Design, form: string): Design => ({
  ...design,
  variables: design.variables.map((variable) =>
    variable.name === 'form' && variable.kind === 'choice' ? { ...variable, value: form } : variable,
  ),
});

const merging = networks.filter(({ design }) => design.variables.some(({ name }) => name === 'form'));

describe('the deployed form computes what the trained one does, with its weights merged', () => {
  test.each(merging.filter(({ name }) => runsAll || always.includes(name)))(
    '$name',
    { timeout: 300_000 },
    async ({ design }) => {
      const trained = programOn(inForm(design, 'training'), side);
      const deployed = programOn(inForm(design, 'deploy'), side);
      expect(deployed.operators.length).toBeLessThan(trained.operators.length / 2);
      const names = weightsOf(trained).map(({ name }) => name);
      const given = evened(trained, deployed, valuesOf(trained, names));
      const [expected] = (await outputsOf(trained, given)) as [Float32Array];
      const [result] = (await outputsOf(deployed, deployedValues(trained, deployed, given))) as [
        Float32Array,
      ];
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const gap = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - result[i]!)), 0);
      expect(largest).toBeGreaterThan(0);
      expect(gap / largest).toBeLessThan(1e-4);
    },
  );

  test('those that have two forms are the RepVGGs and GhostNetV3', () => {
    expect(merging.every(({ name }) => /^(?:repvgg|ghostnet-v3)/.test(name))).toBe(true);
    expect(merging.map(({ name }) => name)).toEqual(expect.arrayContaining(always));
  });
});
