/** What a font looks like to a reader of the file, whichever they have. */
const faces = {
  sans: 'Inter, Helvetica, Arial, sans-serif',
  mono: "'IBM Plex Mono', Menlo, Consolas, monospace",
} as const;

/** How a piece of text is set; its y is that of its baseline. */
export interface TextStyle {
  readonly face: keyof typeof faces;
  readonly size: number;
  readonly weight?: number;
  readonly colour: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as XML holds it: what is no character there becomes a replacement character. */
export const escaped = (text: string): string =>
  text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[&<>"]/g, (sign) => entities[sign]!);

const narrow = /[ijlrtfI1.,:;|!'()[\] /]/;
const wide = /[mwMW@%—×→]/;

/** About how wide a character is, in parts of the size of its letters; no font is at hand to measure it by. */
function advance(character: string, face: keyof typeof faces): number {
  if ((character.codePointAt(0) ?? 0) > 0x2e7f) return 1;
  if (face === 'mono') return 0.6;
  if (narrow.test(character)) return 0.34;
  if (wide.test(character)) return 0.9;
  return /[A-Z0-9]/.test(character) ? 0.66 : 0.57;
}

export const widthOf = (text: string, { face, size, weight = 400 }: TextStyle): number =>
  [...text].reduce((width, character) => width + advance(character, face), 0) *
  size *
  (weight > 500 ? 1.06 : 1);

/** A text cut to a width, with dots where something is missing. */
export function fitted(text: string, style: TextStyle, room: number): string {
  if (widthOf(text, style) <= room) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, style) > room) characters.pop();
  return `${characters.join('')}…`;
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

/** A text that stays text: it can be searched, copied and set in another font. */
export function textElement(text: string, x: number, y: number, style: TextStyle): string {
  const { face, size, weight, colour, anchor } = style;
  const attributes = [
    `x="${rounded(x)}" y="${rounded(y)}"`,
    `font-family="${faces[face]}"`,
    `font-size="${size}"`,
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined || anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
    `fill="${colour}"`,
  ];
  return `<text ${attributes.join(' ')}>${escaped(text)}</text>`;
}
