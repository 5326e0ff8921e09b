import type { Port } from '../language/definition.ts';
import { choice, dimension, structural } from '../language/field.ts';

/** Levels of a pyramid that a head runs on. */
export const levelsField = structural({
  label: 'Levels',
  help: 'Maps of the pyramid that the head runs on, the finest first.',
  min: 1,
  max: 8,
  default: 5,
});

export const anchorsField = (count: number) =>
  dimension({
    label: 'Anchors a',
    help: 'Boxes that are guessed from at each position: sizes times aspect ratios.',
    symbol: 'a',
    min: 1,
    max: 64,
    default: count,
  });

export const classesField = (count: number, help: string) =>
  dimension({ label: 'Classes', help, symbol: 'n', min: 1, max: 65_536, default: count });

/** Whether the background is one of the classes that were asked for, or scored beside them. */
export const backgroundField = choice({
  label: 'Background',
  help: 'counted takes the background for one of the classes, as torchvision does; apart scores it beside them, without a box.',
  options: ['counted', 'apart'],
  default: 'counted',
});

export const convsField = (count: number, min: number) =>
  structural({
    label: 'Convolutions',
    help: '3 × 3 convolutions ahead.',
    min,
    max: 16,
    default: count,
  });

export const widthField = (channels: number) =>
  dimension({
    label: 'Channels',
    help: 'Channels of each convolution.',
    symbol: 'c',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: channels,
  });

/** Ports with the same name and a number each. */
export const numberedPorts = (name: string, count: number): Port[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${name}${index + 1}` }));
