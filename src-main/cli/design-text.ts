import { resolve } from 'node:path';
import type { Design } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { withPathFrom } from '../../src-core/document/weights-path.ts';

/** The bytes of a design as the file at a path holds it. */
export const designBytes = (design: Design, path: string): Uint8Array =>
  new TextEncoder().encode(serializeDesign(withPathFrom(design, resolve(path))));
