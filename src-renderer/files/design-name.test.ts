import { expect, test } from 'vitest';
import { designSuffix, fileName, modelSuffix, named, stemOf } from './design-name.ts';

test('names get the ending of their kind once', () => {
  expect(named('hs', designSuffix)).toBe('hs.blockwright.json');
  expect(named('hs.blockwright.json', designSuffix)).toBe('hs.blockwright.json');
  expect(named('hs.json', designSuffix)).toBe('hs.json');
  expect(named('hs', modelSuffix)).toBe('hs.onnx');
  expect(named('hs.ONNX', modelSuffix)).toBe('hs.ONNX');
});

test('names and stems of paths of any system', () => {
  expect(fileName('/w/a/hs.blockwright.json')).toBe('hs.blockwright.json');
  expect(fileName('C:\\w\\hs.json')).toBe('hs.json');
  expect(['hs.blockwright.json', 'hs.json', 'hs.onnx', 'hs'].map(stemOf)).toEqual(['hs', 'hs', 'hs', 'hs']);
});
