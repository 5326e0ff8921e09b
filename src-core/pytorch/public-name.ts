/**
 * What operators are called in a published implementation: rules of a path and a name, of which the first that fits holds. In a
 * path `{i}` is any number; in a name it is that number, and `{i-1}` or `{i+3}` so much less or more.
 */
export type PublicNames = readonly (readonly [path: string, name: string])[];

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');

interface Rule {
  readonly fits: RegExp;
  readonly numbers: readonly string[];
  readonly name: string;
}

const read = new WeakMap<PublicNames, readonly Rule[]>();

function rulesOf(names: PublicNames): readonly Rule[] {
  const known = read.get(names);
  if (known !== undefined) return known;
  const rules = names.map(([path, name]): Rule => {
    const numbers = [...path.matchAll(/\{(\w+)\}/g)].map(([, number]) => number!);
    const pattern = path
      .split(/\{\w+\}/)
      .map(escaped)
      .join('(\\d+)');
    return { fits: new RegExp(`^${pattern}$`), numbers, name };
  });
  read.set(names, rules);
  return rules;
}

/** What the operator at a path is called; undefined where no rule names it. */
export function publicName(names: PublicNames, path: string): string | undefined {
  for (const { fits, numbers, name } of rulesOf(names)) {
    const match = fits.exec(path);
    if (match === null) continue;
    const values = new Map(numbers.map((number, at) => [number, Number(match[at + 1])]));
    return name.replaceAll(/\{(\w+?)([+-]\d+)?\}/g, (_, number: string, more = '0') =>
      String(values.get(number)! + Number(more)),
    );
  }
  return undefined;
}
