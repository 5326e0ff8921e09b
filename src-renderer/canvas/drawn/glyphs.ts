import { glyphPaths } from '../../../src-core/figure/glyph-paths.ts';
import type { Family } from '../../../src-core/language/definition.ts';

const known = new Map<Family, Path2D>();

/** The picture of a family as a path of 16 by 16 pixels. */
export function glyphPath(family: Family): Path2D {
  const path = known.get(family) ?? new Path2D(glyphPaths[family]);
  known.set(family, path);
  return path;
}
