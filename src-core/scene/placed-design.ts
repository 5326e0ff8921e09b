import type { Analysis } from '../analysis/analyzer.ts';
import type { Design } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Catalogue } from '../language/definition.ts';
import { layeredScene, tidied } from './layered.ts';
import { levelAt } from './level.ts';

/** A design whose items stand where the layout of their level puts them, from top to bottom: for one that nobody has drawn yet. */
export function placedDesign(analysis: Analysis, catalogue: Catalogue): Design {
  const { design } = analysis;
  const byId = nodesById(design);
  const drawn = new Set(design.nodes.flatMap(({ parent }) => parent ?? []));
  const paths = [...drawn].map((id) => [id, ...surroundings(byId, id)].toReversed().join('/'));
  const places = new Map(['', ...paths].flatMap((path) => [...placesAt(analysis, path, catalogue)]));
  return {
    ...design,
    nodes: design.nodes.map((node) => {
      const position = places.get(node.id);
      return position === undefined ? node : { ...node, position };
    }),
  };
}

/** Where the layout of a level puts its items. */
function placesAt(analysis: Analysis, path: string, catalogue: Catalogue): ReturnType<typeof tidied> {
  const level = levelAt(analysis, path, catalogue);
  return level === null ? new Map() : tidied(level, layeredScene(level, 'TB'));
}
