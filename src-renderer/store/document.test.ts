import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { dispatch, openDesign, readyDesign, useDocument, walkHistory } from './document.ts';

/** Every look at the clock takes a millisecond, so that a slice is a number of steps. */
beforeEach(() => {
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (time += 1));
});
afterEach(() => void vi.restoreAllMocks());

function chain(items: number): Design {
  const position = { x: 0, y: 0 };
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: { channels: 3, height: 8, width: 8 }, position },
    ...Array.from({ length: items }, (_, index) => ({
      id: `item${index}`,
      definition: 'conv2d',
      fields: { outChannels: 3 },
      position,
    })),
    { id: 'output', definition: 'output', fields: {}, position },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `wire${index}`,
    from: { node: nodes[index]?.id ?? '', port: 'out' },
    to: { node: id, port: 'in' },
  }));
  return { ...emptyDesign('Chain'), nodes, edges };
}

const setHeight = (value: number) => ({ kind: 'setField', id: 'input', field: 'height', value }) as const;
const whole = () =>
  vi.waitFor(() => expect(useDocument.getState().analysis.pending).toBe(0), { timeout: 15_000 });
const totalsNow = () => analyze(useDocument.getState().design, catalogue).totals;

test('of a small design all is known in the same moment', () => {
  openDesign(chain(6));
  const { analysis, lastWhole } = useDocument.getState();
  expect(analysis.pending).toBe(0);
  expect(analysis.totals).toEqual(totalsNow());
  expect(lastWhole).toBe(analysis);
  dispatch(setHeight(16));
  expect(useDocument.getState().analysis.totals).toEqual(totalsNow());
});

test('a large design is analysed between frames; until then no count of it is said', async () => {
  openDesign(chain(600));
  const { analysis, lastWhole } = useDocument.getState();
  expect(analysis.pending).toBeGreaterThan(300);
  expect([analysis.totals, analysis.issues, lastWhole]).toEqual([null, [], null]);
  await whole();
  expect(useDocument.getState().analysis.totals).toEqual(totalsNow());
});

test('a large design that was readied is shown with what is known of it, and counted as any other', async () => {
  const readied = chain(1200);
  const ready = readyDesign(readied);
  const before = useDocument.getState().design;
  await ready;
  expect(useDocument.getState().design).toBe(before);
  openDesign(readied);
  expect(useDocument.getState().design).toBe(readied);
  const { analysis } = useDocument.getState();
  expect(analysis.totals).toBe(null);
  expect(analysis.pending).toBeGreaterThan(0);
  expect(analysis.pending).toBeLessThan(1202);
  dispatch(setHeight(16));
  await whole();
  expect(useDocument.getState().analysis.totals).toEqual(totalsNow());
});

test('an edit that comes before the analysis is done is what the counts are of in the end', async () => {
  openDesign(chain(600));
  await whole();
  const before = useDocument.getState().analysis;
  for (const height of [16, 32]) dispatch(setHeight(height));
  walkHistory('undo');
  const { analysis, design, lastWhole } = useDocument.getState();
  expect(analysis.design).toBe(design);
  expect([analysis.pending > 0, analysis.totals]).toEqual([true, null]);
  expect(lastWhole).toBe(before);
  await whole();
  expect(useDocument.getState().analysis.totals).toEqual(totalsNow());
  expect(useDocument.getState().lastWhole).toBe(useDocument.getState().analysis);
});
