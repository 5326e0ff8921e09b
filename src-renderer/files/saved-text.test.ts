import { expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { dispatch, markNow, openDesign, useDocument } from '../store/document.ts';
import { undo } from '../store/undoing.ts';
import { keepSaved, openText, textToSave } from './saved-text.ts';

const { design } = networkOf('hs-resnet-50')!;
/** As no serializer writes it: a byte order mark, Windows line ends, tabs, one wide number. */
const foreign = `\uFEFF${JSON.stringify({ ...design, note: 'kept' }, null, '\t').replaceAll('\n', '\r\n')}\r\n\r\n`;
const hash = '0'.repeat(64);
const rename = () => dispatch({ kind: 'renameNode', id: 'stem', to: 'start' });

test('an unedited file is saved byte for byte, also after an edit that was taken back', () => {
  expect(openText({ path: '/w/a.blockwright.json', text: foreign, hash })).toBeNull();
  expect(textToSave()).toBe(foreign);
  expect(rename()).toBe(true);
  expect(textToSave()).toBe(serializeDesign(useDocument.getState().design));
  expect(textToSave()).toContain('"note": "kept"');
  undo();
  expect(textToSave()).toBe(foreign);
});

test('after saving an edit, the saved text is what an unedited save writes', () => {
  openText({ path: '/w/a.blockwright.json', text: foreign, hash });
  rename();
  const text = textToSave();
  keepSaved('/w/b.blockwright.json', text, hash, markNow());
  expect(useDocument.getState()).toMatchObject({ path: '/w/b.blockwright.json', isDirty: false });
  expect(textToSave()).toBe(text);
  undo();
  expect(useDocument.getState().isDirty).toBe(true);
  expect(textToSave()).not.toBe(text);
});

test('what is edited while the file is written stays unsaved; where it was written it is clean again', () => {
  openText({ path: '/w/a.blockwright.json', text: foreign, hash });
  rename();
  const [text, mark] = [textToSave(), markNow()];
  dispatch({ kind: 'setTitle', title: 'Meanwhile' });
  keepSaved('/w/a.blockwright.json', text, hash, mark);
  expect(useDocument.getState().isDirty).toBe(true);
  undo();
  expect(useDocument.getState().isDirty).toBe(false);
  expect(textToSave()).toBe(text);
});

test('the text of one document is never written for another', () => {
  openText({ path: '/w/a.blockwright.json', text: foreign, hash });
  openDesign(networkOf('resnet-50')!.design);
  expect(textToSave()).toBe(serializeDesign(networkOf('resnet-50')!.design));
});

test('a text without a design is refused and leaves the open one', () => {
  openText({ path: '/w/a.blockwright.json', text: foreign, hash });
  const before = useDocument.getState().design;
  expect(openText({ path: null, text: foreign.slice(0, 200), hash: null })?.length).toBeGreaterThan(0);
  expect(useDocument.getState().design).toBe(before);
  expect(textToSave()).toBe(foreign);
});
