import { beforeEach, expect, test } from 'vitest';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { PathQuestion } from './questions.ts';
import { askChoice, askPath, useQuestions } from './questions.ts';

beforeEach(() => useQuestions.setState({ questions: [] }));

const asked = () => useQuestions.getState().questions;
const about = { purpose: 'save', title: 'Save', suggestedName: 'a' } as const;

test('a refused path keeps the question, one that works settles it', async () => {
  const answer = askPath(about, async (path, overwrite) =>
    path === '/w/taken' && !overwrite ? fail(issue('file/exists', { file: path })) : ok(path),
  );
  const question = asked()[0] as PathQuestion;
  expect((await question.submit('/w/taken', false))?.[0]?.code).toBe('file/exists');
  expect(asked()).toHaveLength(1);
  expect(await question.submit('/w/taken', true)).toBeNull();
  expect(asked()).toEqual([]);
  expect(await answer).toBe('/w/taken');
});

test('giving up answers with nothing', async () => {
  const answer = askPath(about, async (path) => ok(path));
  (asked()[0] as PathQuestion).cancel();
  expect(await answer).toBeNull();
  expect(asked()).toEqual([]);
});

test('there is one file dialog at a time; a choice stands in front of it', async () => {
  void askPath(about, async (path) => ok(path));
  expect(await askPath(about, async (path) => ok(path))).toBeNull();
  const choice = askChoice({ title: 'Replace?', text: '', choices: [] });
  expect(asked().map(({ kind }) => kind)).toEqual(['path', 'choice']);
  const [, front] = asked();
  if (front?.kind === 'choice') front.answer('replace');
  expect(await choice).toBe('replace');
  expect(asked().map(({ kind }) => kind)).toEqual(['path']);
});
