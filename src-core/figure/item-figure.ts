import type { Item } from '../analysis/item-analysis.ts';
import { unknown } from '../format.ts';
import { itemTitle } from '../language/item-title.ts';
import { shapeText } from '../language/shape.ts';
import type { SceneNode } from '../scene/geometry.ts';
import { levelOfRail } from '../scene/level.ts';
import { cellsOf, faultOf, jointSign, shapeLine } from '../scene/node-parts.ts';
import { glyphPaths } from './glyph-paths.ts';
import type { Numbers } from './item-words.ts';
import type { Palette } from './palette.ts';
import type { TextStyle } from './svg-text.ts';
import { fitted, textElement, widthOf } from './svg-text.ts';

const radius = 4;
const strip = 3;
const tick = 16;

/** The card of an item, or the end of a level, as SVG. */
export function itemFigure(node: SceneNode, numbers: Numbers, palette: Palette): readonly string[] {
  const item = numbers.itemAt(node.path);
  if (node.role !== 'item') return railFigure(node, numbers, palette);
  if (item === null) return [];
  const card = cardFigure(node, item, palette);
  if (node.variant === 'bar' || node.variant === 'joint')
    return [...card, ...smallWords(node, item, palette)];
  return [...card, ...words(node, item, numbers, palette)];
}

const styles = (palette: Palette) => {
  const set =
    (face: TextStyle['face'], size: number, weight?: number) =>
    (colour: string, anchor: TextStyle['anchor'] = 'start'): TextStyle => ({
      face,
      size,
      ...(weight !== undefined && { weight }),
      colour,
      anchor,
    });
  return {
    name: set('sans', 13, 600)(palette.text),
    title: set('sans', 13)(palette['text-2']),
    shape: set('mono', 12)(palette.text),
    plain: set('sans', 12)(palette.text),
    end: set('sans', 12)(palette.text, 'end'),
    quiet: set('sans', 12)(palette['text-2']),
    quietEnd: set('sans', 12)(palette['text-2'], 'end'),
    small: set('mono', 11)(palette['text-2']),
    middle: set('sans', 12)(palette.text, 'middle'),
    middleSmall: set('mono', 11)(palette['text-2'], 'middle'),
    sign: set('sans', 15, 600)(palette.text, 'middle'),
  };
};

function cardFigure(node: SceneNode, item: Item, palette: Palette): readonly string[] {
  const { x, y, width, height } = node;
  const family = item.definition?.family ?? 'block';
  const border = faultOf(item) === null ? palette['line-strong'] : palette.error;
  const r = radius;
  return [
    `<rect x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="${r}" fill="${palette.raised}" stroke="${border}"/>`,
    `<path d="M${x} ${y + strip}v${r - strip}a${r} ${r} 0 0 1 ${r} ${-r}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${strip - r}z" fill="${palette.family[family]}"/>`,
  ];
}

function glyph(item: Item, x: number, y: number, palette: Palette): string {
  const family = item.definition?.family ?? 'block';
  return `<path transform="translate(${x} ${y})" d="${glyphPaths[family]}" fill="none" stroke="${palette.family[family]}" stroke-width="1.2"/>`;
}

function words(node: SceneNode, item: Item, numbers: Numbers, palette: Palette): readonly string[] {
  const set = styles(palette);
  const isNarrow = node.variant === 'tile' || node.variant === 'group';
  const side = isNarrow ? 11 : 14;
  const left = node.x + side;
  const right = node.x + node.width - side;
  const top = node.y + (isNarrow ? 7 : 6);
  const parts = [glyph(item, left, top + 2, palette)];

  const cells = isNarrow ? null : cellsOf(item);
  const count = cells === null ? '' : `×${cells.count}`;
  const countWidth = count === '' ? 0 : widthOf(count, set.quiet) + 8;
  const nameAt = left + tick + 8;
  const name = fitted(node.name, set.name, right - nameAt - countWidth);
  parts.push(textElement(name, nameAt, top + 14.5, set.name));
  const titleAt = nameAt + widthOf(name, set.name) + 8;
  const titleRoom = right - titleAt - countWidth;
  if (!isNarrow && titleRoom > 24)
    parts.push(
      textElement(
        fitted(itemTitle(item.definition, item.values) ?? unknown, set.title, titleRoom),
        titleAt,
        top + 14.5,
        set.title,
      ),
    );
  if (count !== '') parts.push(textElement(count, right, top + 14.5, set.quietEnd));

  const line = isNarrow ? 20 : 17;
  parts.push(
    textElement(
      fitted(node.variant === 'group' ? channelFlow(item) : shapeLine(item), set.shape, right - left),
      left,
      top + 18 + line,
      set.shape,
    ),
  );
  return [...parts, ...figures(node, item, numbers, palette, top + 35 + line)];
}

/** Parameters and cost, side by side where there is room, and the share of the design's cost. */
function figures(
  node: SceneNode,
  item: Item,
  numbers: Numbers,
  palette: Palette,
  y: number,
): readonly string[] {
  const set = styles(palette);
  const found = numbers.of(node.path, item);
  const side = node.variant === 'tile' || node.variant === 'group' ? 11 : 14;
  const left = node.x + side;
  const right = node.x + node.width - side;
  if (found === null) return [];
  const { params, cost, share, fraction } = found;
  if (node.variant === 'tile' || node.variant === 'group')
    return [
      textElement(fitted(params, set.plain, right - left), left, y, set.plain),
      textElement(fitted(cost, set.quiet, right - left), left, y + 17, set.quiet),
    ];
  const costAt = node.variant === 'wide' ? left + 128 : right - widthOf(cost, set.plain);
  const parts = [
    textElement(fitted(params, set.plain, costAt - left - 6), left, y, set.plain),
    node.variant === 'wide' ? textElement(cost, costAt, y, set.plain) : textElement(cost, right, y, set.end),
  ];
  if (node.variant !== 'wide') return parts;
  const track = { x: right - 124, y: y - 6, width: 72, height: 4 };
  const box = (width: number, colour: string) =>
    `<rect x="${track.x}" y="${track.y}" width="${Math.round(width * 100) / 100}" height="${track.height}" rx="2" fill="${colour}"/>`;
  return [
    ...parts,
    box(track.width, palette.sunken),
    ...(fraction > 0 ? [box(track.width * fraction, palette.bar)] : []),
    textElement(share, right, y, set.end),
  ];
}

/** Channels in and out of a channel group: `20 → 30`. */
function channelFlow({ inputs, outputs }: Item): string {
  const [before, after] = [inputs[0]?.[1], outputs[0]?.[1]];
  return before === undefined || after === undefined ? unknown : `${before} → ${after}`;
}

/** What fits on a bar, whose name stands upright, or on a joint. */
function smallWords(node: SceneNode, item: Item, palette: Palette): readonly string[] {
  const set = styles(palette);
  const x = node.x + node.width / 2;
  const y = node.y + node.height / 2;
  const sign = node.variant === 'joint' ? jointSign(item) : null;
  if (node.variant === 'joint')
    return [sign === null ? glyph(item, x - 8, y - 7, palette) : textElement(sign, x, y + 6.5, set.sign)];
  const channels = item.outputs.length === 1 ? item.outputs[0]?.[1] : item.inputs[0]?.[1];
  const room = node.width - 8;
  return [
    glyph(item, x - 8, y - 30, palette),
    textElement(fitted(node.name, set.middle, room), x, y + 4, set.middle),
    textElement(channels === undefined ? unknown : `${channels} ch`, x, y + 22, set.middleSmall),
  ];
}

/** The end of a level: the port that a tensor passes, and its shape. */
function railFigure(node: SceneNode, numbers: Numbers, palette: Palette): readonly string[] {
  const set = styles(palette);
  const item = numbers.itemAt(levelOfRail(node.path));
  const shape = (node.role === 'from' ? item?.inputs[0] : item?.outputs[0]) ?? null;
  const title = node.ports.length === 1 ? (node.ports[0]?.name ?? '') : `${node.ports.length} ports`;
  const text = shape === null ? unknown : shapeText(shape);
  const x = node.x + node.width / 2;
  const y = node.y + node.height / 2;
  const isHigh = node.height > 32;
  return [
    `<rect x="${node.x + 0.5}" y="${node.y + 0.5}" width="${node.width - 1}" height="${node.height - 1}" rx="${radius}" fill="none" stroke="${palette['line-strong']}" stroke-dasharray="3 3"/>`,
    ...(isHigh
      ? [
          textElement(fitted(title, set.middle, node.width - 8), x, y - 3, set.middle),
          textElement(fitted(text, set.middleSmall, node.width - 8), x, y + 12, set.middleSmall),
        ]
      : [
          textElement(
            fitted(`${title}  ${text}`, set.middleSmall, node.width - 8),
            x,
            y + 4,
            set.middleSmall,
          ),
        ]),
  ];
}
