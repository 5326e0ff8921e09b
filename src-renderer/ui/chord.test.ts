import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import { expect, test } from 'vitest';
import { chordOf, isClipboardChord, sameChord } from './chord.ts';

const pressed = (
  key: string,
  code: string,
  held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', true>> = {},
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

const cases = [
  [pressed('p', 'KeyP', { ctrlKey: true }), '$mod+KeyP'],
  [pressed('P', 'KeyP', { ctrlKey: true, shiftKey: true }), '$mod+Shift+KeyP'],
  [pressed('F9', 'F9'), 'F9'],
  [pressed('?', 'Slash', { shiftKey: true }), '?'],
  [pressed('1', 'Digit1'), '1'],
  [pressed('+', 'Equal', { shiftKey: true }), 'Shift+Equal'],
  [pressed('ArrowUp', 'ArrowUp', { altKey: true }), 'Alt+ArrowUp'],
  [pressed('@', 'KeyL', { altKey: true }), 'Alt+KeyL'],
] as const;

test.each(cases)('case %#: what is pressed is written as commands write it', (event, chord) => {
  expect(chordOf(event)).toBe(chord);
});

test('what only holds, and what moves the focus, is no chord', () => {
  for (const key of ['Shift', 'Control', 'Dead', 'Tab', ' ']) expect(chordOf(pressed(key, key))).toBeNull();
});

test.each(cases)('case %#: the chord is what tinykeys then hears', (event, chord) => {
  const held: Readonly<Record<string, boolean>> = {
    Control: event.ctrlKey,
    Alt: event.altKey,
    Shift: event.shiftKey,
    Meta: event.metaKey,
  };
  const heard = {
    ...event,
    getModifierState: (name: string) => held[name] === true,
  } as unknown as KeyboardEvent;
  const [press] = parseKeybinding(chord.replace('$mod', 'Control'));
  // A sign that Shift makes is bound with Shift too.
  const alone = matchKeyBindingPress(heard, press!);
  const [shifted] = parseKeybinding(`Shift+${chord}`);
  expect(alone || (chord === '?' && matchKeyBindingPress(heard, shifted!))).toBe(true);
});

test('chords that one key makes are the same', () => {
  expect(sameChord('Shift+?', '?')).toBe(true);
  expect(sameChord('Shift+$mod+KeyP', '$mod+Shift+KeyP')).toBe(true);
  expect(sameChord('.', 'Period')).toBe(true);
  expect(sameChord('1', 'Digit1')).toBe(true);
  expect(sameChord('KeyA', 'Shift+KeyA')).toBe(false);
  expect(isClipboardChord('$mod+KeyV')).toBe(true);
  expect(isClipboardChord('KeyV')).toBe(false);
});
