import type { Note } from '../document/design.ts';
import type { Rect } from '../scene/geometry.ts';
import type { Palette } from './palette.ts';
import type { TextStyle } from './svg-text.ts';
import { fitted, textElement, widthOf } from './svg-text.ts';

/** Room between the edge of a note and its words, and from line to line. */
const inset = { x: 10, y: 6 } as const;
const lineHeight = 20;
const baseline = 14;

export const noteArea = ({ position, size }: Note): Rect => ({ ...position, ...size });

/** Words broken where they would run out of a width; a word that is wider alone is cut. */
function linesOf(text: string, style: TextStyle, room: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(longer, style) > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line].map((each) => fitted(each, style, room));
  });
}

/** The frame of a note, which stands behind what it covers. */
export function noteFrame(note: Note, palette: Palette): string {
  const { x, y, width, height } = noteArea(note);
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${palette['text-2']}" fill-opacity="0.05" stroke="${palette['line-strong']}"/>`;
}

/** As many lines of a note's words as it holds, before what it covers. */
export function noteWords(note: Note, palette: Palette): readonly string[] {
  const { x, y, width, height } = noteArea(note);
  const style: TextStyle = { face: 'sans', size: 13, weight: 600, colour: palette['text-2'] };
  const held = Math.max(1, Math.floor((height - 2 * inset.y) / lineHeight));
  return linesOf(note.text, style, width - 2 * inset.x)
    .slice(0, held)
    .map((line, index) => textElement(line, x + inset.x, y + inset.y + baseline + index * lineHeight, style));
}
