/** Letters of the axes of both factors and of the product, such as `bik`, `bkj` and `bij`. */
export interface Equation {
  readonly a: string;
  readonly b: string;
  readonly out: string;
  /** Letters over which the products are added up. */
  readonly inner: string;
}

const letters = /^[A-Za-z]*$/;

const hasTwice = (text: string): boolean => new Set(text).size < text.length;

/** In an equation without an arrow, the letters that stand once, by name, as NumPy and torch have it. */
function implied(a: string, b: string): string {
  const all = [...a, ...b];
  return all
    .filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter))
    .sort()
    .join('');
}

/**
 * Reads an equation of two factors that is a matrix product for each position of the axes that all three share, as torch and
 * NumPy write it: `bik,bkj->bij`; spaces do not count. Gives a sentence where it is none, or no matrix product.
 */
export function readEquation(text: string): Equation | string {
  const [factors = '', arrow, ...more] = text.replaceAll(/\s/g, '').split('->');
  const [a = '', b, ...others] = factors.split(',');
  if (more.length > 0) return 'there are two arrows';
  if (b === undefined || others.length > 0)
    return `it has ${others.length + (b === undefined ? 1 : 2)} factors, not two`;
  if (text.includes('.')) return 'an ellipsis stands for no axis here; each axis has a letter';
  const out = arrow ?? implied(a, b);
  const strange = [a, b, out].find((part) => !letters.test(part));
  if (strange !== undefined) return `${strange} is no list of letters`;
  if (a === '' || b === '' || out === '') return 'each factor and the product have at least one axis';
  const repeated = [a, b, out].find(hasTwice);
  if (repeated !== undefined) return `${repeated} has a letter twice`;
  const alone = [...out].find((letter) => !a.includes(letter) && !b.includes(letter));
  if (alone !== undefined) return `${alone} is in the product alone`;
  const inner = [...a].filter((letter) => b.includes(letter) && !out.includes(letter)).join('');
  const lost = [...a, ...b].find((letter) => !out.includes(letter) && !inner.includes(letter));
  if (lost !== undefined) return `${lost} is in one factor alone and not in the product; reduce it ahead`;
  if (inner === '') return 'no letter is summed over; a multiplication does that';
  return { a, b, out, inner };
}

/** The equation with its letters renamed in the order in which they stand, so that equal products are spelled alike. */
export function canonicalEquation({ a, b, out }: Equation): string {
  const names = [...new Set(`${a}${b}${out}`)];
  const renamed = (part: string) =>
    [...part].map((letter) => String.fromCharCode(97 + names.indexOf(letter))).join('');
  return `${renamed(a)},${renamed(b)}->${renamed(out)}`;
}
