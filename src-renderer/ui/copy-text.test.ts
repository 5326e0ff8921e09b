import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyText, copyThrough } from './copy-text.ts';
import { useToasts } from './toasts.ts';

vi.useFakeTimers();
beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(() => vi.unstubAllGlobals());

const said = () => useToasts.getState().toasts.map(({ id: _, ...words }) => words);

/** A page whose clipboard takes text, or refuses it, and which can copy its selection or not. */
function page(takes: boolean, copies: boolean) {
  const taken: string[] = [];
  let selected = '';
  const area = {
    value: '',
    className: '',
    select() {
      selected = this.value;
    },
    remove: () => undefined,
  };
  const writeText = async (text: string) => {
    if (!takes) throw new Error('NotAllowedError');
    taken.push(text);
  };
  const execCommand = () => {
    if (copies) taken.push(selected);
    return copies;
  };
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  vi.stubGlobal('document', {
    createElement: () => area,
    body: { append: () => undefined },
    execCommand,
  });
  return taken;
}

test('a text goes to the clipboard, and the message shows its beginning', async () => {
  const taken = page(true, false);
  await copyText('w^2', 'the formula');
  await copyText('x'.repeat(100), 'the table as CSV');
  expect(taken).toEqual(['w^2', 'x'.repeat(100)]);
  expect(said()).toEqual([
    { tone: 'good', text: 'Copied the formula', detail: 'w^2' },
    { tone: 'good', text: 'Copied the table as CSV', detail: `${'x'.repeat(80)}…` },
  ]);
});

test('what has several lines is known by its name alone', async () => {
  page(true, false);
  await copyText('| item |\n| --- |', 'the table as Markdown');
  expect(said()).toEqual([{ tone: 'good', text: 'Copied the table as Markdown' }]);
});

test('where the clipboard refuses, the text is selected and copied', async () => {
  const taken = page(false, true);
  await copyText('w^2', 'the formula');
  expect(taken).toEqual(['w^2']);
  expect(said()).toEqual([{ tone: 'good', text: 'Copied the formula', detail: 'w^2' }]);
});

test('what could not be copied at all is said', async () => {
  const taken = page(false, false);
  await copyText('w^2', 'the formula');
  expect(taken).toEqual([]);
  expect(said()).toEqual([
    {
      tone: 'error',
      text: 'The clipboard did not take the formula; click into the window and try again',
      detail: 'w^2',
    },
  ]);
});

// From here on a shell writes the clipboard.

test('where a shell writes the clipboard, texts go through it and the page is not asked', async () => {
  const written: string[] = [];
  copyThrough(async (text) => {
    written.push(text);
    return true;
  });
  await copyText('w^2', 'the formula');
  expect(written).toEqual(['w^2']);
  expect(said()).toEqual([{ tone: 'good', text: 'Copied the formula', detail: 'w^2' }]);
});

test('what the shell could not write is shown, so that it can be taken by hand', async () => {
  copyThrough(async () => false);
  await copyText('w^2', 'the formula');
  expect(said()).toMatchObject([{ tone: 'error', detail: 'w^2' }]);
});
