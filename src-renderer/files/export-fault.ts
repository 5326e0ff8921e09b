import type { Issue } from '../../src-core/errors.ts';

/** Which setting of the export dialog a refusal is about, and of the sizes which one, where it is about one alone. */
interface FaultPlace {
  readonly setting: 'opset' | 'sizes' | 'timm';
  readonly dimension: string | null;
}

/** The setting that a refused export is about; null where it is about none of them. */
export function placeOf(refused: Issue, sizes: ReadonlyMap<string, unknown>): FaultPlace | null {
  switch (refused.code) {
    case 'export/opset':
      return { setting: 'opset', dimension: null };
    case 'pytorch/not-timm':
      return { setting: 'timm', dimension: null };
    case 'export/free-size':
    case 'export/free-weight':
    case 'export/free-design':
    case 'export/free-items': {
      // Of several sizes that are free at once it names all.
      const named = String(refused.data.dimension);
      return { setting: 'sizes', dimension: sizes.has(named) ? named : null };
    }
    case 'export/unknown-dimension':
      return { setting: 'sizes', dimension: null };
    default:
      return null;
  }
}
