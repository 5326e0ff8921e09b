import { beforeAll, expect, test, vi } from 'vitest';
import type { SceneNode, Variant } from '../../../src-core/scene/geometry.ts';
import { sizes } from '../../../src-core/scene/geometry.ts';
import { stepAt } from '../detail.ts';
import type { NodeBrush } from './brush.ts';
import type { Face } from './faces.ts';
import type { Ink } from './ink.ts';
import { paintRail } from './paint-rail.ts';
import { paintWords } from './paint-words.ts';
import type { Context } from './surface.ts';
import { Writing } from './writing.ts';

const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1]);
/** How wide a letter is for its size, a little more than in the typefaces that are used. */
const letter = 0.6;

interface Written {
  readonly text: string;
  readonly size: number;
  readonly x: number;
  readonly end: number;
  readonly baseline: number;
}

/** A context that notes what is written, in canvas pixels. */
function noting(written: Written[]): Context {
  let font = '';
  const nothing = () => undefined;
  const known: Record<string, unknown> = {
    measureText: (text: string) => ({
      width: text.length * letter * sizeOf(font),
      fontBoundingBoxAscent: sizeOf(font),
      fontBoundingBoxDescent: sizeOf(font) / 4,
    }),
    fillText: (text: string, x: number, baseline: number) =>
      written.push({
        text,
        size: sizeOf(font),
        x,
        end: x + text.length * letter * sizeOf(font),
        baseline,
      }),
  };
  return new Proxy(known, {
    get: (_, name) => (name === 'font' ? font : (known[String(name)] ?? nothing)),
    set: (_, name, value) => {
      if (name === 'font') font = String(value);
      return true;
    },
  }) as unknown as Context;
}

const colours = new Proxy({}, { get: () => '#000' });
const ink = { scheme: 'dark', colour: colours, family: colours, sans: 'sans', mono: 'mono' } as Ink;

const node = (variant: Variant, size: { width: number; height: number }): SceneNode => ({
  path: 'stage1/expansion',
  name: 'expansion_layer_1',
  role: variant === 'rail' ? 'from' : 'item',
  variant,
  ports: [],
  x: 0,
  y: 0,
  ...size,
});

const face = (quiet: string | null): Face => ({
  family: 'conv',
  hasFault: false,
  fraction: 0.5,
  isAway: false,
  isHot: false,
  isStale: false,
  words: {
    title: 'Depthwise convolution',
    shape: '2048 × 112 × 112',
    cells: { count: 24, filled: [] },
    opens: true,
    quiet,
    first: { value: '1,216,585,136', unit: 'params' },
    second: { value: '80.28', unit: 'M MACs' },
    share: '24.2%',
  },
});

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
});

const zooms = [0.002, 0.1, 0.2, 0.25, 0.3, 0.32, 0.4, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9, 1, 1.5, 4];

test('whatever is written of an item can be read, stays inside it, and keeps its numbers whole', () => {
  for (const zoom of zooms) {
    for (const [variant, quiet] of [
      ['wide', null],
      ['slim', null],
      ['tile', null],
      ['wide', 'fp32 · NCHW'],
    ] as const) {
      const written: Written[] = [];
      const context = noting(written);
      const brush: NodeBrush = { context, writing: new Writing(context), ink, zoom, step: stepAt(zoom) };
      const of = node(variant, sizes[variant]);
      const look = { node: of, face: face(quiet), isSelected: false, isHovered: false, isLit: false };
      paintWords(look, look.face, brush);
      brush.writing.finish();
      const says = `${variant} at ${zoom}`;
      expect(written.length > 0, says).toBe(zoom >= 0.25);
      for (const { text, size, x, end, baseline } of written) {
        expect(size * zoom, `${says}: ${text}`).toBeGreaterThanOrEqual(11);
        expect(x, `${says}: ${text}`).toBeGreaterThanOrEqual(0);
        expect(end, `${says}: ${text}`).toBeLessThanOrEqual(of.width);
        expect(baseline, `${says}: ${text}`).toBeLessThanOrEqual(of.height);
        if (/^[\d,.%]+…?$/.test(text)) expect(['1,216,585,136', '80.28', '24.2%']).toContain(text);
      }
      for (const [index, a] of written.entries()) {
        for (const b of written.slice(index + 1)) {
          const apart = a.end <= b.x + 1 || b.end <= a.x + 1 || Math.abs(a.baseline - b.baseline) > 10;
          expect(apart, `${says}: ${a.text} beside ${b.text}`).toBe(true);
        }
      }
    }
  }
});

test('the end of a level says what has room on it', () => {
  for (const zoom of zooms) {
    const written: Written[] = [];
    const context = noting(written);
    const brush: NodeBrush = { context, writing: new Writing(context), ink, zoom, step: stepAt(zoom) };
    const port = { name: 'in', kind: 'out', side: 'bottom', offset: 80 } as const;
    paintRail({ ...node('rail', sizes.rail), ports: [port] }, '64 × 56 × 56', brush);
    brush.writing.finish();
    expect(written.map(({ text }) => text)).toEqual(
      zoom >= 1
        ? ['in', '64 × 56 × 56']
        : zoom >= 0.8
          ? ['in', '64×56×56']
          : zoom >= 0.6
            ? ['64×56×56']
            : zoom >= 0.45
              ? ['in']
              : [],
    );
    for (const { size } of written) expect(size * zoom).toBeGreaterThanOrEqual(11);
  }
});
