import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What a page keeps between visits. */
let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

afterEach(() => vi.unstubAllGlobals());

/** The module as another visit of the page loads it. */
async function visit() {
  vi.resetModules();
  return import('./view.ts');
}

test('everything that is saved is read back by the next visit', async () => {
  const first = await visit();
  first.setView({
    convention: 'fvcore',
    mode: 'train',
    unitBase: 1024,
    bars: 'params',
    minimap: false,
    page: 'compare',
  });
  first.setPanel('bottom', true);
  const saved: object = JSON.parse([...kept.values()].join());
  expect(Object.keys(saved).length).toBeGreaterThan(0);
  const next = (await visit()).useView.getState();
  expect(next).toMatchObject(saved);
  expect(next).toMatchObject({
    convention: 'fvcore',
    mode: 'train',
    unitBase: 1024,
    bars: 'params',
    minimap: false,
  });
  expect(next.page).toBe('welcome');
});

test('what is not kept, or has no meaning, leaves the window as it is at first', async () => {
  const first = await visit();
  const initial = first.useView.getState();
  first.setView({ bars: 'time' });
  expect((await visit()).useView.getState()).toEqual(initial);
  for (const text of [
    'no JSON',
    'null',
    '[]',
    '{"convention":"nobody","bars":7,"minimap":"yes","page":"compare"}',
  ]) {
    kept.set([...kept.keys()].join(), text);
    expect((await visit()).useView.getState()).toEqual(initial);
  }
});

test('times are hidden with the document they are of; counts stay', async () => {
  const { hideTimes, setView, useView } = await visit();
  setView({ bars: 'time', heat: 'throughput' });
  hideTimes();
  expect(useView.getState()).toMatchObject({ bars: 'macs', heat: 'off' });
  setView({ bars: 'params', heat: 'macs' });
  hideTimes();
  expect(useView.getState()).toMatchObject({ bars: 'params', heat: 'macs' });
});
