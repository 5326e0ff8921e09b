import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyDesign } from '../../src-core/document/design.ts';
import { plainExport } from '../../src-core/lower/onnx-options.ts';
import { rememberSettings, settingsOf } from './export-settings.ts';

const sizes = new Map([
  ['batch', [1]],
  ['height', [224]],
]);
const half = {
  options: { dynamic: ['batch'], opset: 18, precision: 'fp16', foldNorms: true },
  seed: 7,
  format: 'pytorch',
  keepDesign: false,
  timm: true,
} as const;
const plain = { options: plainExport, seed: 0, format: 'onnx', keepDesign: true, timm: false } as const;
const named = (title: string, path: string | null = null) => ({ design: emptyDesign(title), path });

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('each design has its own settings, and plain ones where it was never exported', () => {
  rememberSettings(named('A', '/w/a.json'), half);
  expect(settingsOf(named('A', '/w/a.json'), sizes)).toEqual(half);
  expect(settingsOf(named('B', '/w/b.json'), sizes)).toEqual(plain);
});

test('a design that is saved for the first time keeps its settings; a file has its own before its title', () => {
  rememberSettings(named('A'), half);
  expect(settingsOf(named('A', '/w/a.json'), sizes)).toEqual(half);
  rememberSettings(named('A', '/w/a.json'), plain);
  expect(settingsOf(named('A', '/w/a.json'), sizes)).toEqual(plain);
  expect(settingsOf(named('A'), sizes)).toEqual(half);
});

test('a size that the inputs have no longer is not asked for', () => {
  const both = { ...half, options: { ...half.options, dynamic: ['length', 'batch'] } };
  rememberSettings(named('A'), both);
  expect(settingsOf(named('A'), sizes).options.dynamic).toEqual(['batch']);
});

test('what another version or another page has left there is not taken for settings', () => {
  for (const text of ['{', '{}', '[["title:A", {"options": {"opset": 99}}]]']) {
    kept.set('blockwright.exports', text);
    expect(settingsOf(named('A'), sizes)).toEqual(plain);
  }
});

test('the settings of a hundred designs are remembered', () => {
  for (let at = 0; at <= 100; at++) rememberSettings(named(`N${at}`), half);
  expect(settingsOf(named('N100'), sizes)).toEqual(half);
  expect(settingsOf(named('N1'), sizes)).toEqual(half);
  expect(settingsOf(named('N0'), sizes)).toEqual(plain);
});
