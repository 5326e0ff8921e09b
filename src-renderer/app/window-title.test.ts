import { expect, test } from 'vitest';
import { emptyDesign } from '../../src-core/document/design.ts';
import { windowTitle } from './window-title.ts';

test('the title says the name of the document and whether a file holds it', () => {
  const state = { whole: emptyDesign('My net'), path: null, isDirty: true, opened: 1 };
  expect(windowTitle(state)).toBe('● my-net — Blockwright');
  expect(windowTitle({ ...state, path: '/designs/four.blockwright.json', isDirty: false })).toBe(
    'four — Blockwright',
  );
  expect(windowTitle({ ...state, isDirty: false, opened: 0 })).toBe('Blockwright');
});
