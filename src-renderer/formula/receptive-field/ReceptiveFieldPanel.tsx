import { imagesOf } from '../../../src-core/analysis/design-inputs.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import type {
  ReceptiveField,
  ReceptiveFields,
} from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import type { ExtentSet } from '../../../src-core/analysis/receptive-field/sets.ts';
import { jumpsOf, receptiveSizeText } from '../../../src-core/analysis/receptive-field/words.ts';
import { integerText } from '../../../src-core/format.ts';
import type { Shape } from '../../../src-core/language/shape.ts';
import { H, sizeOf, W } from '../../../src-core/language/shape.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { joinPath, reveal } from '../../store/navigation.ts';
import { hover, useSelection } from '../../store/selection.ts';
import { FieldPicture } from './FieldPicture.tsx';
import styles from './ReceptiveFieldPanel.module.css';
import { useReceptiveFields } from './use-receptive-fields.ts';

/** Lists that are longer are cut in the middle: the ends are what is looked for. */
const mostFields = 8;
const mostRows = 40;

const minus = (value: number): string => (value < 0 ? `−${-value}` : String(value));

const sizeOfMap = (shape: Shape | null | undefined): readonly [number, number] | null =>
  shape?.length === 4 ? [Number(sizeOf(shape, H)), Number(sizeOf(shape, W))] : null;

type Along = 'rows and columns' | 'rows' | 'columns';

/** The sizes of one axis, each with its stride and offset. */
function FieldTable({ set, label }: { readonly set: ExtentSet; readonly label: Along }) {
  const { extents } = set;
  const isCut = extents.length > mostFields;
  const head = isCut ? extents.slice(0, mostFields - 2) : extents;
  const tail = isCut ? extents.slice(-2) : [];
  const row = ({ size, jump, start }: (typeof extents)[number]) => (
    <tr key={`${size},${jump},${start}`}>
      <td>{integerText(size)}</td>
      <td>{jump}</td>
      <td>{minus(start)}</td>
    </tr>
  );
  return (
    <table aria-label={t('Fields along {axis}', { axis: t(label) })} className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">{t(label === 'rows and columns' ? 'size' : label)}, px</th>
          <th scope="col">{t('stride')}</th>
          <th scope="col">{t('offset')}</th>
        </tr>
      </thead>
      <tbody>
        {head.map(row)}
        {isCut && (
          <tr>
            <td colSpan={3} className={styles.more}>
              {t('{count} more', { count: integerText(extents.length - head.length - tail.length) })}
            </td>
          </tr>
        )}
        {tail.map(row)}
      </tbody>
    </table>
  );
}

const largestOf = ({ rows, columns }: ReceptiveField): number =>
  Math.max(rows.extremes?.max.size ?? 0, columns.extremes?.max.size ?? 0);

const strideText = ({ rows }: ReceptiveField): string => {
  const jumps = jumpsOf(rows);
  return jumps.every((jump) => jump === 0)
    ? t('whole map')
    : t('stride {sizes}', { sizes: jumps.join(', ') });
};

interface RangeRow {
  readonly name: string;
  readonly path: string;
  readonly field: ReceptiveField;
}

/** What each part reads, as bars from its smallest to its largest field on one scale. */
function Ranges({ title, rows }: { readonly title: string; readonly rows: readonly RangeRow[] }) {
  const hovered = useSelection((state) => state.hovered);
  if (rows.length === 0) return null;
  const largest = Math.max(1, ...rows.map(({ field }) => largestOf(field)));
  return (
    <section aria-label={t('Receptive fields, {title}', { title })} className={styles.ranges}>
      <header className={styles.heading}>
        <h3>{title}</h3>
        <span>{t('0 to {largest} px', { largest: integerText(largest) })}</span>
      </header>
      <ul>
        {rows.slice(0, mostRows).map(({ name, path, field }) => {
          const { extremes } = field.rows;
          const low = ((extremes?.min.size ?? 0) / largest) * 100;
          const high = ((extremes?.max.size ?? 0) / largest) * 100;
          return (
            <li key={path}>
              <button
                type="button"
                data-field-of={path}
                data-hovered={hovered === path || undefined}
                onClick={() => reveal(path)}
                onPointerEnter={() => hover(path)}
                onPointerLeave={() => hover(null)}
                className={styles.range}
              >
                <span className={styles.name}>{name}</span>
                <span className={styles.track}>
                  <span className={styles.bar} style={{ left: `${low}%`, right: `${100 - high}%` }} />
                </span>
                <span className={styles.size}>{tCore(receptiveSizeText(field))}</span>
                <span className={styles.stride}>{strideText(field)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {rows.length > mostRows && (
        <p className={styles.more}>{t('and {left} more', { left: rows.length - mostRows })}</p>
      )}
    </section>
  );
}

interface OneFieldProps {
  readonly field: ReceptiveField;
  readonly map: readonly [number, number] | null;
  readonly image: readonly [number, number] | null;
}

function OneField({ field, map, image }: OneFieldProps) {
  const { rows, columns, isBound } = field;
  const isAlike = rows === columns || JSON.stringify(rows.extents) === JSON.stringify(columns.extents);
  if (rows.count === 0) return <p className={styles.note}>{t('It reads nothing of an image.')}</p>;
  return (
    <>
      <p className={styles.hero}>
        <span className={styles.number} data-testid="receptive-field">
          {tCore(receptiveSizeText(field))}
        </span>
        <span className={styles.unit}>{strideText(field)}</span>
      </p>
      <p className={styles.note}>
        {rows.count === 1
          ? t('Every path of layers reads a square of the same size.')
          : t('{count} different fields, over all paths of layers from the input.', {
              count: integerText(rows.count),
            })}
        {isBound && ` ${t('A layer before does not slide evenly over its map, so they are upper bounds.')}`}
      </p>
      <div className={styles.one}>
        {image !== null && <FieldPicture field={field} map={map ?? [1, 1]} image={image} />}
        <div className={styles.tables}>
          <FieldTable set={rows} label={isAlike ? 'rows and columns' : 'rows'} />
          {!isAlike && <FieldTable set={columns} label="columns" />}
        </div>
      </div>
      {image !== null && largestOf(field) > Math.max(...image) && (
        <p className={styles.note}>
          {t('The largest is wider than the image of {rows} × {columns}: the rest of it lies on padding.', {
            rows: image[0],
            columns: image[1],
          })}
        </p>
      )}
    </>
  );
}

/** The rows below: channel groups where a block has some, else what is inside; for the design its items. */
function rowsOf(fields: ReceptiveFields, path: string, names: readonly string[]): readonly RangeRow[] {
  const groups = path === '' ? [] : fields.groupsOf(path);
  if (groups.length > 0)
    return groups.map(({ name, field }) => ({ name, path: joinPath(path, name), field }));
  return names.flatMap((name) => {
    const at = joinPath(path, name);
    const field = fields.of(at)?.[0];
    return field === undefined || field.rows.count === 0 ? [] : [{ name, path: at, field }];
  });
}

/** What an item's values read of the input, as a set over all paths: sizes, strides, offsets; and the same of its parts. */
export function ReceptiveFieldPanel({ path }: { readonly path: string }) {
  const analysis = useDocument((state) => state.analysis);
  const { fields, isStale } = useReceptiveFields(analysis);
  const item = path === '' ? null : itemAt(analysis, path);
  const [entering] = imagesOf(analysis);
  const image = sizeOfMap(entering?.outputs[0]);
  if (fields === undefined) return <p className={styles.note}>{t('Following the paths …')}</p>;
  if (fields === null)
    return <p className={styles.note}>{t('An item of the design is unknown, so what is read is too.')}</p>;
  const names = path === '' ? analysis.order : (item?.expansion?.children.map((child) => child.name) ?? []);
  const rows = rowsOf(fields, path, names);
  const isGrouped = path !== '' && fields.groupsOf(path).length > 0;
  const own = path === '' ? [] : (fields.of(path) ?? []);
  const outputs = own.filter((field, index) => own.indexOf(field) === index);
  return (
    <div className={styles.panel} data-stale={isStale || undefined}>
      {outputs.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outputs have no identity but their place
        <OneField key={index} field={field} map={sizeOfMap(item?.outputs[index])} image={image} />
      ))}
      <Ranges title={t(isGrouped ? 'Channel groups' : 'Inside')} rows={rows} />
    </div>
  );
}
