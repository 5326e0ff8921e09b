import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { withPathFrom, withWholePath } from './weights-path.ts';

const designOf = (file: string): Design => ({
  ...emptyDesign(),
  weights: { file, format: 'onnx', sha256: '0'.repeat(64) },
});

test.each([
  ['/a/b/model.onnx', '/a/b/net.json', 'model.onnx'],
  ['/a/b/model.onnx', '/a/c/d/net.json', '../../b/model.onnx'],
  ['/a/b/model.onnx', '/net.json', 'a/b/model.onnx'],
  ['/a/it\\s/model.onnx', '/a/net.json', 'it\\s/model.onnx'],
  ['C:\\w\\model.onnx', 'C:\\w\\x\\net.json', '../model.onnx'],
  ['D:\\w\\model.onnx', 'C:\\w\\net.json', 'D:\\w\\model.onnx'],
])('%s is reached from %s by %s, and back', (file, path, way) => {
  const written = withPathFrom(designOf(file), path);
  expect(written.weights?.file).toBe(way);
  expect(withWholePath(written, path).weights?.file).toBe(file);
});

test('a design whose own place is not known keeps the path that it has', () => {
  expect(withWholePath(designOf('model.onnx'), 'net.json').weights?.file).toBe('model.onnx');
  expect(withPathFrom(designOf('/a/model.onnx'), 'net.json').weights?.file).toBe('/a/model.onnx');
});
