/** A key together with what is held, as commands write it: `$mod+Shift+KeyP`, `F2`, `?`. */
export type Chord = string;

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** What is held while another key is pressed, and what a keyboard reports while it composes. */
const noKeys = new Set([
  'Control',
  'Alt',
  'Shift',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
]);

/** Signs that one key carries, by the name of that key: both ways of writing them are one chord. */
const signs: Readonly<Record<string, string>> = {
  Period: '.',
  Comma: ',',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  BracketLeft: '[',
  BracketRight: ']',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The chord of a key that is pressed; null of one that is only held, or that stands for no command. */
export function chordOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Chord | null {
  if (noKeys.has(key) || key === ' ' || key === 'Tab') return null;
  const isSign = key.length === 1 && !/^Key[A-Z]$/.test(code);
  // The sign + would end the chord before its key, and a sign that Shift makes is itself.
  const name = isSign && key !== '+' && !altKey ? key : key.length === 1 ? code : key;
  if (name === '') return null;
  const isShifted = shiftKey && !(isSign && name === key && !/\d/.test(key));
  const held = [
    (isMac ? metaKey : ctrlKey) && '$mod',
    (isMac ? ctrlKey : metaKey) && (isMac ? 'Control' : 'Meta'),
    altKey && 'Alt',
    isShifted && 'Shift',
  ];
  return [...held.filter((one) => one !== false), name].join('+');
}

/** One way to write a chord, however it was written. */
function normal(chord: Chord): string {
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  const name = signs[key] ?? key.replace(/^(Key|Digit)(?=.$)/, '');
  const isMadeByShift = name.length === 1 && !/[a-z0-9]/i.test(name);
  const held = parts.filter((one) => !(one === 'Shift' && isMadeByShift)).sort();
  return [...held, name.toUpperCase()].join('+');
}

export const sameChord = (a: Chord, b: Chord): boolean => normal(a) === normal(b);

/** Copying, cutting and pasting come from the system and cannot be given to a command. */
export const isClipboardChord = (chord: Chord): boolean =>
  ['$mod+KeyC', '$mod+KeyX', '$mod+KeyV'].some((own) => sameChord(own, chord));
