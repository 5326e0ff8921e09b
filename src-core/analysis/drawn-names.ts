import type { DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { namesInValue } from '../document/field-names.ts';
import type { Catalogue } from '../language/definition.ts';
import { drawnKindOf } from '../language/roles.ts';
import { copyNames } from './copy-environment.ts';

const namesOfNode = ({ fields }: DesignNode): readonly string[] =>
  Object.values(fields).flatMap(namesInValue);

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
    if (namesOfNode(node).some((name) => copyNames.some((own) => own === name))) return true;
    const inside = inner.get(node.id);
    const hides = drawnKindOf(catalogue.definitionOf(node.definition)) === 'repeated';
    return inside !== undefined && !hides && asksForCopy(inside, catalogue);
  });
}
