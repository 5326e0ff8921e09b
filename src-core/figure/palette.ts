import type { Family } from '../language/definition.ts';

/** How a picture looks: black on white for a page of print, or as the window is in either theme. */
export const pictureLooks = ['print', 'light', 'dark'] as const;
export type PictureLook = (typeof pictureLooks)[number];

/** The colours of a picture, as the window's table of colours has them. */
export interface Palette {
  /** Null where the page shows through. */
  readonly canvas: string | null;
  readonly raised: string;
  readonly sunken: string;
  readonly 'line-strong': string;
  readonly text: string;
  readonly 'text-2': string;
  readonly 'text-3': string;
  readonly wire: string;
  readonly 'wire-skip': string;
  readonly bar: string;
  readonly error: string;
  readonly family: Readonly<Record<Family, string>>;
}

const black = '#000000';

const families = (io: string): Record<Family, string> => ({
  io,
  conv: io,
  norm: io,
  act: io,
  pool: io,
  tensor: io,
  math: io,
  linear: io,
  block: io,
});

export const palettes: Readonly<Record<PictureLook, Palette>> = {
  print: {
    canvas: null,
    raised: '#ffffff',
    sunken: '#e0e0e0',
    'line-strong': black,
    text: black,
    'text-2': black,
    'text-3': '#404040',
    wire: black,
    'wire-skip': black,
    bar: black,
    error: black,
    family: families(black),
  },
  light: {
    canvas: '#f3f4f5',
    raised: '#ffffff',
    sunken: '#ecedef',
    'line-strong': '#c2c6cc',
    text: '#1a1d21',
    'text-2': '#50565f',
    'text-3': '#636a74',
    wire: '#767d88',
    'wire-skip': '#868d97',
    bar: '#50565f',
    error: '#c02b2b',
    family: {
      io: '#3a4048',
      conv: '#1b96b8',
      norm: '#8e8e53',
      act: '#9a2b0f',
      pool: '#076e48',
      tensor: '#af821d',
      math: '#b0487a',
      linear: '#752e78',
      block: '#7373d6',
    },
  },
  dark: {
    canvas: '#16181b',
    raised: '#25292d',
    sunken: '#121416',
    'line-strong': '#484e56',
    text: '#e7e9ec',
    'text-2': '#adb3bc',
    'text-3': '#8d95a0',
    wire: '#868e99',
    'wire-skip': '#757d88',
    bar: '#adb3bc',
    error: '#ff7b72',
    family: {
      io: '#cdd2d8',
      conv: '#42cbf8',
      norm: '#868232',
      act: '#b77065',
      pool: '#88cc9d',
      tensor: '#ddb168',
      math: '#e08fb4',
      linear: '#b078ac',
      block: '#747fce',
    },
  },
};
