import { pad } from '../../operators/pad.ts';
import { resize } from '../../operators/resize.ts';
import { singleOf } from '../constant.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import type { ResizedAxis } from './nearest-mode.ts';
import { nearestMode } from './nearest-mode.ts';

const modeOf = (node: NodeReading, axes: readonly ResizedAxis[]): string | null => {
  const isOld = node.opset < 11;
  const transform = node.text('coordinate_transformation_mode', isOld ? 'asymmetric' : 'half_pixel');
  const isCorners = transform === 'align_corners';
  // of one row PyTorch's own takes the first, where the others take the middle
  const isHalf =
    transform === 'half_pixel' ||
    (transform === 'pytorch_half_pixel' && axes.every(({ size, count }) => count > 1 || size === 1));
  switch (node.text('mode', 'nearest')) {
    case 'nearest': {
      const rounding = node.text('nearest_mode', isOld ? 'floor' : 'round_prefer_floor');
      return nearestMode({ transform, rounding }, axes);
    }
    case 'linear':
      return isCorners ? 'bilinear-corners' : isHalf ? 'bilinear' : null;
    case 'cubic':
      return isCorners ? 'bicubic-corners' : isHalf ? 'bicubic' : null;
    default:
      return null;
  }
};

/** Whether a node asks for what no item does: smoothing, other axes or sizes (opset 18), other weights of a cubic. */
const asksMore = (node: NodeReading): boolean =>
  node.integer('antialias', 0) !== 0 ||
  node.integer('exclude_outside', 0) !== 0 ||
  node.integers('axes') !== undefined ||
  node.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch' ||
  (node.node.attributes.get('cubic_coeff_a') ?? -0.75) !== -0.75;

const resizing: Reader = (node) => {
  if (asksMore(node)) return null;
  const x = node.tensor(0);
  if (x === null || x.shape.length !== 4) return null;
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const isUpsample = node.node.op === 'Upsample' || node.opset < 11;
  const attribute = node.node.attributes.get('scales');
  const listed = Array.isArray(attribute) ? attribute.filter((one) => typeof one === 'number') : undefined;
  const scales = listed ?? node.known(isUpsample ? 1 : 2)?.values;
  const sizes = isUpsample ? undefined : node.known(3)?.values;
  const isSized = sizes !== undefined && sizes.length === 4;
  const target = isSized ? sizes : scales?.map((scale, axis) => x.shape[axis]! * scale);
  if (target?.length !== 4 || target[0] !== batch || target[1] !== channels) return null;
  const [rows, columns] = target.slice(2) as [number, number];
  // a size that was rounded steps by the scale, and not by what the sizes come to
  if (!Number.isInteger(rows) || !Number.isInteger(columns)) return null;
  const mode = modeOf(node, [
    { size: height, count: rows },
    { size: width, count: columns },
  ]);
  if (mode === null) return null;
  const [down, across] = [rows / height, columns / width];
  if (isSized || !Number.isInteger(down) || !Number.isInteger(across))
    return node.add(resize, { mode, to: 'size', rows, columns }, [x]);
  const given = { mode, factor: down, ...(across === down ? {} : { factorWidth: across }) };
  return node.add(resize, given, [x]);
};

const modes: Readonly<Record<string, string>> = {
  constant: 'constant',
  reflect: 'reflect',
  edge: 'replicate',
  wrap: 'circular',
};

const padding: Reader = (node) => {
  const x = node.tensor(0);
  const pads = node.list('pads', 1);
  const mode = modes[node.text('mode', 'constant')];
  if (x === null || !pads || mode === undefined || node.input(3) !== undefined) return null;
  if (pads.every((one) => one === 0)) return [x];
  const rank = x.shape.length;
  if (rank !== 4 || pads.length !== 8 || pads[0] !== 0 || pads[4] !== 0 || pads.some((one) => one < 0))
    return null;
  const attribute = node.node.attributes.get('value');
  const value =
    typeof attribute === 'number'
      ? attribute
      : node.input(2) === undefined
        ? 0
        : singleOf(node.known(2) ?? { dims: [], isReal: true, values: [] });
  if (value === null) return null;
  const [, front, top, left, , back, bottom, right] = pads;
  const sides = { top, bottom, left, right, front, back };
  const given = Object.fromEntries(Object.entries(sides).filter(([, size]) => size !== 0));
  return node.add(
    pad,
    { ...given, ...(mode === 'constant' ? {} : { mode }), ...(value === 0 ? {} : { value }) },
    [x],
  );
};

/** Inputs whose real numbers say what is done; a file may keep them where it keeps its weights. */
export const resamplingSettings: Readonly<Record<string, readonly number[]>> = { Resize: [2], Upsample: [1] };

export const resamplingReaders: Readonly<Record<string, Reader>> = {
  Resize: resizing,
  Upsample: resizing,
  Pad: padding,
};
