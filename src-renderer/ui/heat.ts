/** The heat ramps of the tokens, at every fifth, and the ink that reads on them. */
const light = ['#fbf3df', '#f8dfa4', '#f2be5e', '#df9030', '#ad5c14', '#7c3d0c'] as const;
const dark = ['#2c2820', '#533d1a', '#84571a', '#b97b22', '#e3a844', '#fbdd92'] as const;

type Colour = readonly [red: number, green: number, blue: number];

const parse = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;
const write = (colour: Colour): string => `rgb(${colour.map(Math.round).join(' ')})`;

/** The colour at a fraction of a ramp, between its two nearest stops. */
function at(ramp: readonly string[], fraction: number): Colour {
  const place = Math.min(1, Math.max(0, fraction)) * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(place));
  const [a, b] = [parse(ramp[index] as string), parse(ramp[index + 1] as string)];
  return a.map((channel, i) => channel + ((b[i] as number) - channel) * (place - index)) as never;
}

/** Relative luminance of WCAG 2. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of WCAG 2 between two colours. */
const contrast = (a: Colour, b: Colour): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];
export const inkOn = (colour: Colour): Colour =>
  contrast(black, colour) > contrast(white, colour) ? black : white;

export interface Heat {
  readonly fill: string;
  readonly ink: string;
}

/**
 * From far below to far above: blue, the surface, orange. The two hues are told apart with every kind of colour blindness, and
 * lightness tells how far off the middle a colour is.
 */
const lightAway = ['#0f4f96', '#4d8ac9', '#a9caec', '#f3f3f1', '#f5c48d', '#d9822b', '#9a4d06'] as const;
const darkAway = ['#8fc6ff', '#4b8fd6', '#254d78', '#26282b', '#6e4515', '#c07a22', '#ffc36b'] as const;

/** Where a fraction from -1 to 1 lies on a ramp whose middle is nothing. */
const placeOf = (fraction: number): number => (Math.min(1, Math.max(-1, fraction)) + 1) / 2;

/** Fill and ink for a fraction from -1, far less, to 1, far more, as CSS colours that follow the theme. */
export const awayHeat = (fraction: number): Heat => heatOf(lightAway, darkAway, placeOf(fraction));

/** The same of one colour scheme, for what is drawn without style sheets. */
export const awayHeatOn = (fraction: number, scheme: 'light' | 'dark'): Heat =>
  heatIn(scheme === 'light' ? lightAway : darkAway, placeOf(fraction));

function heatOf(ofLight: readonly string[], ofDark: readonly string[], fraction: number): Heat {
  const [day, night] = [at(ofLight, fraction), at(ofDark, fraction)];
  return {
    fill: `light-dark(${write(day)}, ${write(night)})`,
    ink: `light-dark(${write(inkOn(day))}, ${write(inkOn(night))})`,
  };
}

function heatIn(ramp: readonly string[], fraction: number): Heat {
  const colour = at(ramp, fraction);
  return { fill: write(colour), ink: write(inkOn(colour)) };
}

/** Fill and ink for a fraction from 0 to 1, as CSS colours that follow the theme. */
export const heat = (fraction: number): Heat => heatOf(light, dark, fraction);

/** Fill and ink for a fraction from 0 to 1 on the ramp of one colour scheme, for what is drawn without style sheets. */
export const heatOn = (fraction: number, scheme: 'light' | 'dark'): Heat =>
  heatIn(scheme === 'light' ? light : dark, fraction);
