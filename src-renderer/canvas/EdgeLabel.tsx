import { elements } from '../../src-core/language/facts.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { mapSides } from '../../src-core/scene/node-parts.ts';
import type { corners } from '../../src-core/scene/route.ts';
import { labelPlace, longestStretch } from '../../src-core/scene/route.ts';
import { useView } from '../store/view.ts';
import { bytesFigure } from '../ui/figures.ts';
import type { TensorData } from './flow-types.ts';
import styles from './TensorEdge.module.css';

const bytesPerElement = 4n;
/** From the wire to the little picture, to the shape and to the end of the size, on a wide column. */
const glyphAt = 15;
const textAt = 46;
const sizeEnd = 196;
/** From a wire to a label with no picture before it. */
const besideWire = 12;

type Points = ReturnType<typeof corners>;

interface EdgeLabelProps {
  readonly shape: Shape;
  readonly label: TensorData['label'];
  readonly side: TensorData['labelSide'];
  readonly points: Points;
}

/** What is said of a tensor beside its wire, never across one. */
export function EdgeLabel({ shape, label, side, points }: EdgeLabelProps) {
  const base = useView((state) => state.unitBase);
  if (label === 'channels') return <Channels shape={shape} points={points} />;
  const text = shapeText(shape);
  const bytes = bytesFigure(bytesPerElement * BigInt(elements(shape) as bigint), base);
  const place = labelPlace(points, side);
  const both = `${text} · ${bytes.value} ${bytes.unit}`;
  if (place.side === 'above') {
    return (
      <text x={place.x} y={place.y - 7} textAnchor="middle" className={styles.label}>
        {both}
      </text>
    );
  }
  if (label === 'hover' || place.side === 'left') {
    const isLeft = place.side === 'left';
    return (
      <text
        x={place.x + (isLeft ? -besideWire : besideWire)}
        y={place.y + 4}
        textAnchor={isLeft ? 'end' : 'start'}
        className={styles.label}
      >
        {label === 'shape' ? text : both}
      </text>
    );
  }
  return (
    <>
      <TensorGlyph shape={shape} x={place.x + glyphAt} y={place.y} />
      <text x={place.x + textAt} y={place.y + 4} data-label="shape" className={styles.label}>
        {text}
      </text>
      {label === 'full' && (
        <text
          x={place.x + sizeEnd}
          y={place.y + 4}
          textAnchor="end"
          data-label="bytes"
          className={styles.label}
        >
          {bytes.value} {bytes.unit}
        </text>
      )}
    </>
  );
}

/** A wire needs so much room for each digit of its number, and around it; a long one says it again at its end. */
const digit = 6.6;
/** How wide a digit is where letters are drawn larger, so that they can be read from farther away. */
const digitNear = 8.4;
const aroundDigits = 12;
/** The number stands at the beginning of a wire, or in the middle of one on which it has little room. */
const atBeginning = 48;
const longWire = 300;

/** Channels alone, in a house layout. */
function Channels({ shape, points }: { readonly shape: Shape; readonly points: Points }) {
  const [a, b] = longestStretch(points);
  const channels = String(shape[1] ?? shape[0]);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  if (Math.abs(b.y - a.y) > Math.abs(b.x - a.x)) {
    return (
      <text x={middle.x + 8} y={middle.y + 4} className={styles.label}>
        {channels}
      </text>
    );
  }
  const length = Math.abs(b.x - a.x);
  if (length < channels.length * digit + aroundDigits) return null;
  const isTight = length < channels.length * digitNear + aroundDigits || undefined;
  if (length < atBeginning) {
    return (
      <text x={middle.x} y={middle.y - 6} textAnchor="middle" data-tight={isTight} className={styles.label}>
        {channels}
      </text>
    );
  }
  return (
    <>
      <text x={a.x + 8} y={a.y - 6} className={styles.label}>
        {channels}
      </text>
      {length > longWire && (
        <text x={b.x - 8} y={b.y - 6} textAnchor="end" className={styles.label}>
          {channels}
        </text>
      )}
    </>
  );
}

/** A box as wide as the tensor has channels and as high as its map, both by order of magnitude. */
function TensorGlyph({ shape, x, y }: { readonly shape: Shape; readonly x: number; readonly y: number }) {
  const { channels, side } = mapSides(shape);
  const width = Math.round(5 + 1.6 * Math.log2(Math.max(1, channels)));
  const height = Math.round(4 + 1.8 * Math.log2(Math.max(1, side)));
  return (
    <rect
      x={Math.round(x) + 0.5}
      y={Math.round(y - height / 2) + 0.5}
      width={Math.min(24, width)}
      height={Math.min(20, height)}
      className={styles.glyph}
    />
  );
}
