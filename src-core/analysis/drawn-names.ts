import type { DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { namesInValue } from '../document/field-names.ts';
import type { Catalogue } from '../language/definition.ts';
import { hasCopies } from '../language/roles.ts';
import { laneNames } from './copy-environment.ts';

/** Every name that an expression of an item uses. */
export const namesOfNode = ({ fields, when }: DesignNode): readonly string[] =>
  [...Object.values(fields), ...(when === undefined ? [] : [when])].flatMap(namesInValue);

const namesKnown = new WeakMap<Drawing, ReadonlySet<string>>();

/** Every name that an expression in a drawing uses, at any depth. */
export function namesInDrawing(drawing: Drawing): ReadonlySet<string> {
  let names = namesKnown.get(drawing);
  if (names === undefined) {
    names = new Set([
      ...drawing.nodes.flatMap(namesOfNode),
      ...[...drawing.inner.values()].flatMap((inner) => [...namesInDrawing(inner)]),
    ]);
    namesKnown.set(drawing, names);
  }
  return names;
}

/** True where fields in a drawing name the copy they stand in; in a further repeat these names mean its own copies. */
export function asksForCopy({ nodes, inner }: Drawing, catalogue: Catalogue): boolean {
  return nodes.some((node) => {
    if (namesOfNode(node).some((name) => laneNames.some((own) => own === name))) return true;
    const inside = inner.get(node.id);
    const hides = hasCopies(catalogue.definitionOf(node.definition));
    return inside !== undefined && !hides && asksForCopy(inside, catalogue);
  });
}
