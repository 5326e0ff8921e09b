import { beforeEach, expect, test, vi } from 'vitest';
import { issue } from '../../src-core/errors.ts';
import { spoken, toastIssues } from './toast-issues.ts';
import { useToasts } from './toasts.ts';

vi.useFakeTimers();
beforeEach(() => useToasts.setState({ toasts: [] }));

const said = () => useToasts.getState().toasts.map(({ id: _, ...words }) => words);

test('a sentence begins with a capital, but a name keeps its letters', () => {
  expect(spoken(issue('file/not-found'))).toBe('There is no such file');
  expect(spoken(issue('document/malformed', {}, { detail: 'nodes[1].fields must be an object' }))).toBe(
    'nodes[1].fields must be an object',
  );
  expect(spoken(issue('document/malformed', {}, { detail: 'title must be text, got 1' }))).toBe(
    'Title must be text, got 1',
  );
  expect(spoken(issue('graph/cannot-group', {}, { node: 'conv' }))).toBe(
    'conv lies on the way between the selected items; select it too',
  );
});

test('the first issue is said, with its place below', () => {
  toastIssues([
    issue('file/exists', { file: '/w/net.json' }),
    issue('file/not-found', { file: '/w/other.json' }),
  ]);
  toastIssues([issue('serve/not-built')]);
  expect(said()).toEqual([
    {
      tone: 'error',
      text: 'The file is there already; choose another name or replace it',
      detail: '/w/net.json',
    },
    { tone: 'error', text: 'The app is not built; run npm run build' },
  ]);
});

test('a subject stands before the sentence, and all issues can be said in one message', () => {
  const odd = issue('field/not-odd', { node: 'conv', field: 'kernel' }, { value: 2 });
  toastIssues([odd], { subject: 'Kernel', tone: 'plain' });
  const missed = ['a', 'b'].map((item) => issue('task/not-dilated', {}, { name: 'net', item }));
  toastIssues(missed, { all: true });
  const rest =
    'of net reduces its map and cannot step wider instead, which this task needs; choose another backbone';
  expect(said()).toEqual([
    { tone: 'plain', text: 'Kernel must be odd, got 2' },
    { tone: 'error', text: `a ${rest}; b ${rest}` },
  ]);
});

test('nothing is said where there is no issue, or a person cancelled', () => {
  toastIssues([]);
  toastIssues([issue('run/cancelled')]);
  expect(said()).toEqual([]);
});
