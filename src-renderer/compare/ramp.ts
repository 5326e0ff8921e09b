import { scaleLinear } from 'd3-scale';
import { inkOn } from '../ui/heat.ts';

/** Blues from the first item of a design to its last, dark to pale; the hues are the accent's, quieter. */
const light = ['#2f4a70', '#4a6a97', '#6d8cb7', '#93add0', '#c0d1e7'];
const dark = ['#33475f', '#4a6686', '#6685ab', '#8aa5c8', '#b4c8e2'];

const stops = light.map((_, index) => index / (light.length - 1));
const day = scaleLinear<string>().domain(stops).range(light).clamp(true);
const night = scaleLinear<string>().domain(stops).range(dark).clamp(true);

const channels = (colour: string): [number, number, number] => {
  const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  return [red, green, blue];
};

const ink = (colour: string): string => `rgb(${inkOn(channels(colour)).join(' ')})`;

export interface Paint {
  readonly fill: string;
  readonly ink: string;
}

/** Fill and readable ink at a fraction from 0 to 1, as CSS colours that follow the theme. */
export function rampAt(fraction: number): Paint {
  const [a, b] = [day(fraction), night(fraction)];
  return { fill: `light-dark(${a}, ${b})`, ink: `light-dark(${ink(a)}, ${ink(b)})` };
}
