import { expect, test } from 'vitest';
import { csvText, markdownText } from './cell-text.ts';

test.each([
  ['a_1', 'a\\_1'],
  ['a|b', 'a\\|b'],
  ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)>'],
  ['<!-- x', '\\<!-- x'],
  ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
  ['&lt;b&gt;', '\\&lt;b\\&gt;'],
  ['< +0.01%', '< +0.01%'],
  ['it\'s "卷积"', 'it\'s "卷积"'],
])('%j is the text %j of Markdown', (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test.each([
  ['=HYPERLINK("http://x";"y")', '"\'=HYPERLINK(""http://x"";""y"")"'],
  ['=1+1', "'=1+1"],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['-5.2%', '-5.2%'],
  ['a,b', '"a,b"'],
  ['q"uote', '"q""uote"'],
  ['a.weight', 'a.weight'],
])('%j is the field %j of CSV', (text, written) => {
  expect(csvText(text)).toBe(written);
});
