import { expect, test } from 'vitest';
import { chain } from '../../src-core/analysis/heavy-designs.fixture.ts';
import { networkOf } from '../../src-core/catalogue.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { dispatch, markNow, openDesign, useDocument } from '../store/document.ts';
import { undo } from '../store/undoing.ts';
import { keepSaved, openRead, textToSave } from './saved-text.ts';

const { design } = networkOf('hs-resnet-50')!;
/** As no serializer writes it: a byte order mark, Windows line ends, tabs, one wide number. */
const foreign = `\uFEFF${JSON.stringify({ ...design, note: 'kept' }, null, '\t').replaceAll('\n', '\r\n')}\r\n\r\n`;
const hash = '0'.repeat(64);
function openForeign(): void {
  const read = parseDesign(foreign);
  if (!read.ok) throw new Error('the text holds no design');
  openRead({ path: '/w/a.blockwright.json', text: foreign, hash, design: read.value });
}
const rename = () => dispatch({ kind: 'renameNode', id: 'stem', to: 'start' });

test('an unedited file is saved byte for byte, also after an edit that was taken back', async () => {
  openForeign();
  expect(await textToSave()).toBe(foreign);
  expect(rename()).toBe(true);
  expect(await textToSave()).toBe(serializeDesign(useDocument.getState().design));
  expect(await textToSave()).toContain('"note": "kept"');
  undo();
  expect(await textToSave()).toBe(foreign);
});

test('after saving an edit, the saved text is what an unedited save writes', async () => {
  openForeign();
  rename();
  const text = await textToSave();
  keepSaved('/w/b.blockwright.json', text, hash, markNow());
  expect(useDocument.getState()).toMatchObject({ path: '/w/b.blockwright.json', isDirty: false });
  expect(await textToSave()).toBe(text);
  undo();
  expect(useDocument.getState().isDirty).toBe(true);
  expect(await textToSave()).not.toBe(text);
});

test('what is edited while the file is written stays unsaved; where it was written it is clean again', async () => {
  openForeign();
  rename();
  const mark = markNow();
  const written = textToSave();
  dispatch({ kind: 'setTitle', title: 'Meanwhile' });
  const text = await written;
  expect(text).not.toContain('Meanwhile');
  keepSaved('/w/a.blockwright.json', text, hash, mark);
  expect(useDocument.getState().isDirty).toBe(true);
  undo();
  expect(useDocument.getState().isDirty).toBe(false);
  expect(await textToSave()).toBe(text);
});

test('the text of one document is never written for another', async () => {
  openForeign();
  openDesign(networkOf('resnet-50')!.design);
  expect(await textToSave()).toBe(serializeDesign(networkOf('resnet-50')!.design));
});

test('a large design is written down between frames, as it was when the save was asked for', async () => {
  const large = chain(1500, () => ({ definition: 'relu', fields: {} }));
  openDesign(large, { unsaved: true });
  const written = textToSave();
  dispatch({ kind: 'setTitle', title: 'Meanwhile' });
  expect(await written).toBe(serializeDesign(large));
});
