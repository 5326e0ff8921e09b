import type { Family } from '../../../src-core/language/definition.ts';

const tokens = [
  'canvas',
  'raised',
  'raised-hover',
  'sunken',
  'line-strong',
  'text',
  'text-2',
  'text-3',
  'wire',
  'wire-skip',
  'port',
  'accent',
  'accent-soft',
  'bar',
  'error',
] as const;

const families: readonly Family[] = [
  'io',
  'conv',
  'norm',
  'act',
  'pool',
  'tensor',
  'math',
  'linear',
  'block',
];

/** The colours and typefaces of the style sheets, as a drawing needs them: resolved for the theme that is shown. */
export interface Ink {
  readonly scheme: 'light' | 'dark';
  readonly colour: Readonly<Record<(typeof tokens)[number], string>>;
  readonly family: Readonly<Record<Family, string>>;
  readonly sans: string;
  readonly mono: string;
}

/** Reads the tokens as they are where `host` stands, all at one look: each look has the page work out its styles. */
export function inkOf(host: HTMLElement): Ink {
  const probes = new Map(
    [...tokens, ...families.map((name) => `family-${name}`)].map((token) => {
      const probe = document.createElement('span');
      probe.style.color = `var(--${token})`;
      return [token, probe];
    }),
  );
  host.append(...probes.values());
  const read = (token: string): string => {
    const probe = probes.get(token);
    return probe === undefined ? '' : getComputedStyle(probe).color;
  };
  const entries = <Name extends string>(names: readonly Name[], prefix: string) =>
    Object.fromEntries(names.map((name) => [name, read(`${prefix}${name}`)])) as Record<Name, string>;
  const scheme = read('canvas') === read('raised') ? 'light' : isDark(read('canvas')) ? 'dark' : 'light';
  const style = getComputedStyle(host);
  const ink: Ink = {
    scheme,
    colour: entries(tokens, ''),
    family: entries(families, 'family-'),
    sans: style.getPropertyValue('--sans').trim(),
    mono: style.getPropertyValue('--mono').trim(),
  };
  for (const probe of probes.values()) probe.remove();
  return ink;
}

const isDark = (colour: string): boolean =>
  (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) < 384;
