import { glyphPaths } from '../../src-core/figure/glyph-paths.ts';
import type { Family } from '../../src-core/language/definition.ts';
import styles from './Glyph.module.css';

/** The drawing of a family, in the family's colour. */
export function Glyph({ family, size = 16 }: { readonly family: Family; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden
      className={styles.glyph}
      data-family={family}
    >
      <path d={glyphPaths[family]} />
    </svg>
  );
}
