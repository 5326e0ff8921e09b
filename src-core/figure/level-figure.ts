import type { Analysis } from '../analysis/analyzer.ts';
import type { Note } from '../document/design.ts';
import type { Rect, Scene, SceneNode } from '../scene/geometry.ts';
import { boundsOf, boundsOfAreas, grown } from '../scene/lanes.ts';
import { corners } from '../scene/route.ts';
import { WireCourses } from '../scene/wire-courses.ts';
import { labelOf, labelSide, surroundingsOf } from '../scene/wire-label.ts';
import { itemFigure } from './item-figure.ts';
import type { Notation } from './item-words.ts';
import { Numbers } from './item-words.ts';
import { noteArea, noteFrame, noteWords } from './note-figure.ts';
import type { PictureLook } from './palette.ts';
import { palettes } from './palette.ts';
import { escaped, widthOf } from './svg-text.ts';
import type { LaidWire } from './wire-figure.ts';
import { labelFigure, wireFigure } from './wire-figure.ts';

export interface PictureOptions extends Notation {
  readonly look: PictureLook;
  /** The name that readers of the file are told. */
  readonly title: string;
  /** The notes of the level; a picture of some items shows none. */
  readonly notes: readonly Note[];
  /** What is shown of the level: all of it, an area in canvas pixels, or some items with the wires between them. */
  readonly part: 'all' | { readonly area: Rect } | { readonly paths: ReadonlySet<string> };
}

/** A picture with its size in pixels, to which it can be scaled without loss. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 16;

const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function wiresOf(scene: Scene, nodes: readonly SceneNode[]): readonly LaidWire[] {
  const courses = new WireCourses();
  courses.update(scene);
  const surroundings = surroundingsOf(scene);
  const names = new Set(nodes.map(({ name }) => name));
  return scene.wires.flatMap((wire) => {
    const course = courses.courseOf(wire.id);
    if (course === null || !names.has(wire.from.item) || !names.has(wire.to.item)) return [];
    const points = corners(course.from, course.to, course.lane, course.turn, course.leave);
    const side = labelSide(wire, surroundings);
    return [{ wire, points, label: labelOf(scene, wire, surroundings), side }];
  });
}

/** How far a label stands out to the right of its wire. */
const labelArea = ({ points, label, wire }: LaidWire): Rect => {
  const around = boundsOf(points);
  if (wire.shape === null || label === 'hover' || label === 'channels') return around;
  const right = label === 'full' ? 200 : 50 + widthOf(String(wire.shape.slice(1).join(' × ')), labelStyle);
  return { ...around, width: around.width + right };
};
const labelStyle = { face: 'mono', size: 11, colour: '' } as const;

/**
 * A level of a design as one SVG file that needs nothing else: text as text, in fonts that every reader has or replaces.
 * Null where nothing is there to be drawn.
 */
export function levelFigure(analysis: Analysis, scene: Scene, options: PictureOptions): Picture | null {
  const { part, look, title, unitBase } = options;
  const notes = part !== 'all' && 'paths' in part ? [] : options.notes;
  const shown =
    part !== 'all' && 'paths' in part ? scene.nodes.filter(({ path }) => part.paths.has(path)) : scene.nodes;
  if (shown.length === 0) return null;
  const wires = wiresOf(scene, shown);
  const area =
    part !== 'all' && 'area' in part
      ? part.area
      : grown(boundsOfAreas([...shown, ...wires.map(labelArea), ...notes.map(noteArea)]), margin);
  const palette = palettes[look];
  const numbers = new Numbers(analysis, options);
  const seen = wires.filter((wire) => meets(grown(labelArea(wire), 2), area));
  const noted = notes.filter((note) => meets(noteArea(note), area));
  const [x, y] = [Math.floor(area.x), Math.floor(area.y)];
  const [width, height] = [Math.ceil(area.x + area.width) - x, Math.ceil(area.y + area.height) - y];
  const body = [
    ...(palette.canvas === null
      ? []
      : [`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${palette.canvas}"/>`]),
    ...noted.map((note) => noteFrame(note, palette)),
    ...seen.map((wire) => wireFigure(wire, palette)),
    ...shown
      .filter((node) => meets(grown(node, 2), area))
      .flatMap((node) => itemFigure(node, numbers, palette)),
    ...seen.flatMap((wire) => labelFigure(wire, palette, unitBase)),
    ...noted.flatMap((note) => noteWords(note, palette)),
  ];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
  return { svg, width, height };
}
