/** A path of operators and what they are called: `{i}` stands for any number, in the name also as `{i-1}` or `{i+3}`. */
export type KeyRule = readonly [path: string, name: string];

/** What the operators of a network are called in the state dict of a published implementation. */
export interface PublicKeys {
  /** The implementation, with its version. */
  readonly origin: string;
  /** The first rule that fits a path holds. */
  readonly names: readonly KeyRule[];
}

/** The version of torchvision whose names we hold ours against. */
export const torchvision = (file: string): string => `torchvision 0.14, models/${file}`;

/** A unit of convolution and norm that is a row of modules: the convolution first. */
export const unitRow = (path: string, name: string, first = 0): readonly KeyRule[] => [
  [`${path}/conv`, joined(name, first)],
  [`${path}/norm`, joined(name, first + 1)],
];

/** A unit of convolution and norm whose modules have names of their own. */
export const unitNamed = (path: string, conv: string, norm: string): readonly KeyRule[] => [
  [`${path}/conv`, conv],
  [`${path}/norm`, norm],
];

const joined = (name: string, number: number): string => (name === '' ? String(number) : `${name}.${number}`);

/** Rules whose names all lie in an object. */
export const under = (object: string, rules: readonly KeyRule[]): readonly KeyRule[] =>
  rules.map(([path, name]) => [path, `${object}.${name}`]);
