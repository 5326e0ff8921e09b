import type { Design } from '../../src-core/document/design.ts';
import { serializeDesign, serializing } from '../../src-core/document/serialize.ts';
import { inSlices } from './sliced.ts';

/** A design with more items and wires than this takes long to write down. */
const manyEntries = 2000;

export const isLongDesign = ({ nodes, edges }: Design): boolean => nodes.length + edges.length > manyEntries;

/** As `serializeDesign`; a large design is written down between frames. */
export async function designText(design: Design): Promise<string> {
  return isLongDesign(design) ? inSlices(serializing(design)) : serializeDesign(design);
}
