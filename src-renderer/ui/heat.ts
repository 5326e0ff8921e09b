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

/** Fill and ink for a fraction from 0 to 1, as CSS colours that follow the theme. */
export function heat(fraction: number): Heat {
  const [day, night] = [at(light, fraction), at(dark, fraction)];
  return {
    fill: `light-dark(${write(day)}, ${write(night)})`,
    ink: `light-dark(${write(inkOn(day))}, ${write(inkOn(night))})`,
  };
}

/** Fill and ink for a fraction from 0 to 1 on the ramp of one colour scheme, for what is drawn without style sheets. */
export function heatOn(fraction: number, scheme: 'light' | 'dark'): Heat {
  const colour = at(scheme === 'light' ? light : dark, fraction);
  return { fill: write(colour), ink: write(inkOn(colour)) };
}
