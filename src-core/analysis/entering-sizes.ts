import type { Expr } from '../algebra/expression.ts';
import { sizeNamed } from '../document/expression-syntax.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import { axisNamed, axisNames, isAxisName } from '../language/axis-names.ts';
import type { Shape } from '../language/shape.ts';

/** Raised where a field names a size of an input that is not known yet. */
export class AwaitedSize extends Error {}

/** The inputs of an item and the shapes that reach them; null where unknown. */
interface Entering {
  readonly ports: readonly string[];
  readonly shapes: readonly (Shape | null)[];
}

/** The sizes that an item's expressions may name: `like.height`, and `height` of the first input. */
export class EnteringSizes {
  /** Null while the item's fields do not say yet which inputs it has. */
  readonly #entering: Entering | null;

  constructor(entering: Entering | null) {
    this.#entering = entering;
  }

  /**
   * The size that a name means; undefined where it means none. Raises AwaitedSize where it is unknown.
   * Issues: expression/unknown-input, expression/unknown-axis, and expression/no-size-here where the field takes none.
   */
  at(name: string, isSize: boolean): Expr | Issue | undefined {
    const named = sizeNamed(name);
    if (named === null && !isAxisName(name)) return undefined;
    if (!isSize) return named === null ? undefined : issue('expression/no-size-here', {}, { name });
    if (this.#entering === null) throw new AwaitedSize(name);
    const { ports, shapes } = this.#entering;
    const { input, axis } = named ?? { input: ports[0], axis: name };
    if (input === undefined) return undefined;
    const port = ports.indexOf(input);
    if (port === -1)
      return issue('expression/unknown-input', {}, { input, nearest: nearestText(input, ports) });
    const shape = shapes[port] ?? null;
    if (shape === null) throw new AwaitedSize(name);
    const index = axisNamed(shape.length, axis);
    if (index !== undefined) return shape[index] as Expr;
    const nearest = nearestText(axis, axisNames(shape.length));
    return issue('expression/unknown-axis', {}, { input, axis, nearest });
  }
}
