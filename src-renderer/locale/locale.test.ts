import { afterEach, expect, test, vi } from 'vitest';
import { setLocale } from './locale.ts';
import { t } from './translate.ts';
import { tNodes } from './translate-nodes.ts';

afterEach(() => {
  setLocale('en');
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The language of a first visit to a machine with these settings. */
async function firstLocale(system: string, chosen: string | null): Promise<string> {
  vi.resetModules();
  vi.stubGlobal('navigator', { language: system });
  vi.stubGlobal('localStorage', { getItem: () => chosen, setItem: () => undefined });
  return (await import('./locale.ts')).useLocale.getState().locale;
}

test('the first start follows the system, later ones what was chosen', async () => {
  expect(await firstLocale('zh-CN', null)).toBe('zh-CN');
  expect(await firstLocale('zh-Hans-SG', null)).toBe('zh-CN');
  expect(await firstLocale('de-DE', null)).toBe('en');
  expect(await firstLocale('zh-CN', 'en')).toBe('en');
  expect(await firstLocale('en-US', 'zh-CN')).toBe('zh-CN');
  expect(await firstLocale('en-US', 'tlh')).toBe('en');
});

test('a choice is remembered, and the page says its language', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { setItem: (key: string, value: string) => kept.set(key, value) });
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  setLocale('zh-CN');
  expect([...kept.values()]).toEqual(['zh-CN']);
  expect(document.documentElement.lang).toBe('zh-CN');
});

test('a text changes with the language, its parts stay', () => {
  const saved = () => t('Saved {file}', { file: 'net {file}.json' });
  expect(saved()).toBe('Saved net {file}.json');
  setLocale('zh-CN');
  expect(saved()).toBe('已保存 net {file}.json');
});

test('elements stand in a text where its language wants them', () => {
  const parts = () =>
    tNodes('{item} of {design}', { item: 'conv', design: 'net' }).map(
      (node) => (node as { props: { children: unknown } }).props.children,
    );
  expect(parts()).toEqual(['', 'conv', ' of ', 'net', '']);
  setLocale('zh-CN');
  expect(parts()).toEqual(['', 'net', ' 的', 'conv', '']);
});
