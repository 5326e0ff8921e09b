import { expect, test } from 'vitest';
import { issue } from '../../src-core/errors.ts';
import { issueLines, printable } from './printable.ts';

test('a name that would steer the terminal is printed so that it is seen', () => {
  expect(printable('\u001b[31mred\u202e.onnx')).toBe(String.raw`\u001b[31mred\u202e.onnx`);
  expect(printable('two\r\nlines\tand \u0007')).toBe(String.raw`two lines and \u0007`);
  expect(printable('a\u200bb\u061c\u{e0041}\ufeff')).toBe(String.raw`a\u200bb\u061c\u{e0041}\ufeff`);
  expect(printable('卷积 ü 👩\u200d💻')).toBe('卷积 ü 👩\u200d💻');
  expect(issueLines([issue('file/exists', { file: '/tmp/\u001b]0;x' })])).toMatch(/^\/tmp\/\\u001b\]0;x: /);
});
