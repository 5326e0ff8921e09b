import type { ReceptiveField } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import type { Extent } from '../../../src-core/analysis/receptive-field/sets.ts';
import { receptiveSizeText } from '../../../src-core/analysis/receptive-field/words.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import styles from './FieldPicture.module.css';

interface FieldPictureProps {
  readonly field: ReceptiveField;
  /** Rows and columns of the map it belongs to, and of the image. */
  readonly map: readonly [number, number];
  readonly image: readonly [number, number];
}

const side = 116;
/** More rectangles than this are one grey area. */
const mostDrawn = 9;

/** The smallest, the largest, and evenly chosen ones between. */
function chosen(fields: readonly Extent[]): readonly Extent[] {
  if (fields.length <= mostDrawn) return fields;
  const step = (fields.length - 1) / (mostDrawn - 1);
  return Array.from({ length: mostDrawn }, (_, index) => fields[Math.round(index * step)]!);
}

const from = ({ start, jump }: Extent, positions: number): number => start + jump * Math.floor(positions / 2);

/** What the middle value of a map reads of the image: the fields of all paths, one inside the other. */
export function FieldPicture({ field, map, image }: FieldPictureProps) {
  const rows = chosen(field.rows.extents);
  const columns = chosen(field.columns.extents);
  const boxes = Array.from({ length: Math.max(rows.length, columns.length) }, (_, index) => {
    const row = rows[Math.min(index, rows.length - 1)]!;
    const column = columns[Math.min(index, columns.length - 1)]!;
    return { y: from(row, map[0]), height: row.size, x: from(column, map[1]), width: column.size };
  });
  const largest = Math.max(...boxes.map(({ width, height }) => Math.max(width, height)));
  // Fields that are small in the image are shown close up, with a part of the image around them.
  const isDetail = largest < Math.max(...image) / 2;
  const ends = isDetail ? boxes : [{ x: 0, y: 0, width: image[1], height: image[0] }, ...boxes];
  const [left, top] = [Math.min(...ends.map(({ x }) => x)), Math.min(...ends.map(({ y }) => y))];
  const right = Math.max(...ends.map(({ x, width }) => x + width));
  const bottom = Math.max(...ends.map(({ y, height }) => y + height));
  const extent = Math.max(right - left, bottom - top);
  // The picture is square around its middle, with room for the lines.
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const half = (extent / 2) * (isDetail ? 1.3 : 1.03);
  return (
    <figure className={styles.figure}>
      <svg
        role="img"
        aria-label={t('The middle value reads {size} of an image of {rows} × {columns}', {
          size: tCore(receptiveSizeText(field)),
          rows: image[0],
          columns: image[1],
        })}
        width={side}
        height={side}
        viewBox={`${cx - half} ${cy - half} ${2 * half} ${2 * half}`}
        className={styles.picture}
      >
        <rect x={0} y={0} width={image[1]} height={image[0]} className={styles.image} />
        {[...boxes].reverse().map((box) => (
          <rect key={`${box.x},${box.y},${box.width},${box.height}`} {...box} className={styles.field} />
        ))}
      </svg>
      <figcaption className={styles.caption}>
        {t(isDetail ? 'close up, image {rows} × {columns}' : 'image {rows} × {columns}', {
          rows: image[0],
          columns: image[1],
        })}
      </figcaption>
    </figure>
  );
}
