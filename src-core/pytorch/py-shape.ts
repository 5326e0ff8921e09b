import type { Py } from '../language/torch.ts';

/** The parts of an expression, in order. */
export function partsOf(of: Py): readonly Py[] {
  switch (of.kind) {
    case 'call':
      return [of.of, ...of.args.map(({ value }) => value)];
    case 'attribute':
    case 'item':
    case 'negative':
      return [of.of];
    case 'infix':
      return [of.left, of.right];
    case 'tuple':
      return of.items;
    case 'conditional':
      return [of.met, of.test, of.otherwise];
    default:
      return [];
  }
}

/** An expression without its values: two of one shape may be one expression of arguments. */
export function shapeOf(of: Py): string {
  const inside = partsOf(of).map(shapeOf).join();
  switch (of.kind) {
    case 'value':
      return '?';
    case 'name':
      return of.name;
    case 'call':
      return `call(${inside};${of.args.map(({ name }) => name ?? '').join()})`;
    case 'input':
      return `in${of.index}`;
    case 'attribute':
      return `.${of.name}(${inside})`;
    case 'item':
      return `[${of.at}](${inside})`;
    case 'infix':
      return `${of.op}(${inside})`;
    default:
      return `${of.kind}(${inside})`;
  }
}

/** The outermost of an expression, without what stands inside it. */
export function headOf(of: Py): string {
  switch (of.kind) {
    case 'call':
      return `call(${shapeOf(of.of)};${of.args.map(({ name }) => name ?? '').join()})`;
    case 'name':
      return `name:${of.name}`;
    case 'attribute':
      return `.${of.name}`;
    case 'item':
      return `[${of.at}]`;
    case 'infix':
      return of.op;
    case 'tuple':
      return `tuple:${of.items.length}`;
    case 'input':
      return `in${of.index}`;
    default:
      return of.kind;
  }
}

/** What tells expressions apart, values included. */
export const pyKey = (of: Py): string =>
  JSON.stringify(of, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** Whether an expression reads neither inputs nor its module, so that it may be an argument. */
export const isClosed = (of: Py): boolean =>
  of.kind !== 'input' && of.kind !== 'self' && partsOf(of).every(isClosed);

/** An expression with its parts replaced, in the same order. */
export function withParts(of: Py, replace: (part: Py, index: number) => Py): Py {
  switch (of.kind) {
    case 'call':
      return {
        ...of,
        of: replace(of.of, 0),
        args: of.args.map((each, index) => ({ ...each, value: replace(each.value, index + 1) })),
      };
    case 'attribute':
    case 'item':
    case 'negative':
      return { ...of, of: replace(of.of, 0) };
    case 'infix':
      return { ...of, left: replace(of.left, 0), right: replace(of.right, 1) };
    case 'tuple':
      return { ...of, items: of.items.map(replace) };
    case 'conditional':
      return {
        ...of,
        met: replace(of.met, 0),
        test: replace(of.test, 1),
        otherwise: replace(of.otherwise, 2),
      };
    default:
      return of;
  }
}
