import { linesOf } from './math-layout.ts';
import { parseMath } from './math-parse.ts';

const size = 20;
const margin = 8;
const lineGap = 8;
/** Longer formulas go on in the next line. */
const widest = 720;
/** Further lines stand in from the first. */
const indent = 24;

const families =
  "KaTeX_Main, 'Latin Modern Math', 'CMU Serif', 'STIX Two Text', 'Times New Roman', Times, serif";

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const fixed = (value: number): string => String(Number(value.toFixed(2)));

/**
 * A formula as a picture that stands alone: text, strokes and their places. Every run of text has its width set, so any
 * serif font draws it in place; the colour is that of the text around it.
 * @param latex as the printer of formulas writes it
 * @param words the same as plain text, for whoever cannot see the picture
 */
export function formulaSvg(latex: string, words: string): string {
  const lines = linesOf(parseMath(latex), size, widest);
  let y = margin;
  const marks = lines.map((line, index) => {
    y += line.ascent;
    const drawn = line.draw(margin + (index === 0 ? 0 : indent), y);
    y += line.descent + lineGap;
    return drawn;
  });
  const width = Math.max(...lines.map((line, index) => line.width + (index === 0 ? 0 : indent))) + 2 * margin;
  const height = y - lineGap + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${fixed(width)}" height="${fixed(height)}" viewBox="0 0 ${fixed(width)} ${fixed(height)}" role="img" font-family="${escaped(families)}" fill="currentColor">`,
    `<title>${escaped(words)}</title>`,
    ...marks,
    '</svg>',
    '',
  ].join('\n');
}
