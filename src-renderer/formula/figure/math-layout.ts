import { runWidth } from './glyph-widths.ts';
import type { Fence, MathNode } from './math-parse.ts';

/** A drawn piece: its sizes in pixels from the baseline, and its marks once it is put somewhere. */
export interface Box {
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
  readonly draw: (x: number, y: number) => string;
}

const fixed = (value: number): string => String(Number(value.toFixed(2)));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Room on both sides of a sign, in em. */
const around: Readonly<Record<string, readonly [number, number]>> = {
  ',': [0, 0.17],
  '·': [0.22, 0.22],
  '=': [0.28, 0.28],
};
const usualRoom = [0.22, 0.22] as const;

function textBox(text: string, style: 'italic' | 'upright', size: number): Box {
  const width = runWidth(text, style) * size;
  return {
    width,
    ascent: 0.72 * size,
    descent: (/[gjpqy(),_]/.test(text) ? 0.24 : 0.02) * size,
    draw: (x, y) =>
      `<text x="${fixed(x)}" y="${fixed(y)}" font-size="${fixed(size)}" textLength="${fixed(width)}" lengthAdjust="spacingAndGlyphs"${style === 'italic' ? ' font-style="italic"' : ''}>${escaped(text)}</text>`,
  };
}

function rowBox(boxes: readonly Box[]): Box {
  return {
    width: boxes.reduce((sum, { width }) => sum + width, 0),
    ascent: Math.max(0, ...boxes.map(({ ascent }) => ascent)),
    descent: Math.max(0, ...boxes.map(({ descent }) => descent)),
    draw: (x, y) => {
      let at = x;
      return boxes
        .map((box) => {
          const marks = box.draw(at, y);
          at += box.width;
          return marks;
        })
        .join('');
    },
  };
}

const spaceBox = (width: number): Box => ({ width, ascent: 0, descent: 0, draw: () => '' });

function fractionBox(above: MathNode, below: MathNode, size: number): Box {
  const small = size * 0.72;
  const [top, bottom] = [layout(above, small), layout(below, small)];
  const width = Math.max(top.width, bottom.width) + 0.24 * size;
  const [axis, gap] = [0.25 * size, 0.16 * size];
  return {
    width: width + 0.1 * size,
    ascent: axis + gap + top.descent + top.ascent,
    descent: gap + bottom.ascent + bottom.descent - axis,
    draw: (x, y) => {
      const line = y - axis;
      const middle = x + 0.05 * size + width / 2;
      return [
        top.draw(middle - top.width / 2, line - gap - top.descent),
        `<path d="M${fixed(x + 0.05 * size)} ${fixed(line)}h${fixed(width)}" stroke="currentColor" stroke-width="${fixed(0.05 * size)}"/>`,
        bottom.draw(middle - bottom.width / 2, line + gap + bottom.ascent),
      ].join('');
    },
  };
}

function scriptBox(node: Extract<MathNode, { kind: 'script' }>, size: number): Box {
  const base = layout(node.base, size);
  const small = size * 0.7;
  const above = node.above && layout(node.above, small);
  const below = node.below && layout(node.below, small);
  const rise = Math.max(0.4 * size, base.ascent - 0.32 * size);
  const drop = Math.max(0.16 * size, base.descent);
  const kern = 0.04 * size;
  return {
    width: base.width + kern + Math.max(above?.width ?? 0, below?.width ?? 0) + kern,
    ascent: Math.max(base.ascent, above === undefined ? 0 : rise + above.ascent),
    descent: Math.max(base.descent, below === undefined ? 0 : drop + below.descent),
    draw: (x, y) =>
      base.draw(x, y) +
      (above?.draw(x + base.width + kern, y - rise) ?? '') +
      (below?.draw(x + base.width + kern, y + drop) ?? ''),
  };
}

/** The path of a bracket as high as what it holds, from the top down. */
function fencePath(fence: Fence, x: number, top: number, bottom: number, width: number): string {
  const [left, right] = [fixed(x + 0.25 * width), fixed(x + 0.75 * width)];
  const [high, low] = [fixed(top), fixed(bottom)];
  switch (fence) {
    case 'floor-left':
      return `M${left} ${high}V${low}H${right}`;
    case 'floor-right':
      return `M${right} ${high}V${low}H${left}`;
    case '(':
      return `M${right} ${high}Q${left} ${fixed((top + bottom) / 2)} ${right} ${low}`;
    case ')':
      return `M${left} ${high}Q${right} ${fixed((top + bottom) / 2)} ${left} ${low}`;
  }
}

function fencedBox({ open, close, inner }: Extract<MathNode, { kind: 'fenced' }>, size: number): Box {
  const content = layout(inner, size);
  const width = 0.4 * size;
  const [ascent, descent] = [Math.max(0.75 * size, content.ascent), Math.max(0.22 * size, content.descent)];
  return {
    width: content.width + 2 * width,
    ascent,
    descent,
    draw: (x, y) => {
      const path = [
        fencePath(open, x, y - ascent, y + descent, width),
        fencePath(close, x + width + content.width, y - ascent, y + descent, width),
      ].join('');
      return `<path d="${path}" fill="none" stroke="currentColor" stroke-width="${fixed(0.05 * size)}"/>${content.draw(x + width, y)}`;
    },
  };
}

/** Lays mathematics out on one line; `size` is that of its letters in pixels. */
function layout(node: MathNode, size: number): Box {
  switch (node.kind) {
    case 'row':
      return rowBox(node.parts.map((part) => layout(part, size)));
    case 'text':
      return textBox(node.text, node.style, size);
    case 'operator': {
      const [before, after] = around[node.text] ?? usualRoom;
      return rowBox([spaceBox(before * size), textBox(node.text, 'upright', size), spaceBox(after * size)]);
    }
    case 'space':
      return spaceBox(node.ems * size);
    case 'fraction':
      return fractionBox(node.above, node.below, size);
    case 'script':
      return scriptBox(node, size);
    case 'fenced':
      return fencedBox(node, size);
  }
}

/** Lines no wider than this, broken before a sign; one that has no sign to break at stays whole. */
export function linesOf(node: MathNode, size: number, width: number): readonly Box[] {
  const parts = node.kind === 'row' ? node.parts : [node];
  const pieces: MathNode[][] = [[]];
  for (const part of parts) {
    const isBreak = part.kind === 'operator' && (part.text === '+' || part.text === '−');
    if (isBreak) pieces.push([part]);
    else pieces.at(-1)!.push(part);
  }
  const lines: Box[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    const box = rowBox(piece.map((part) => layout(part, size)));
    if (used > 0 && used + box.width > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(box);
    used += box.width;
  }
  return lines.map(rowBox);
}
