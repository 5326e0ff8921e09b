import { pad } from '../../operators/pad.ts';
import { resize } from '../../operators/resize.ts';
import { singleOf } from '../constant.ts';
import type { NodeReading, Reader } from '../node-reading.ts';

const modeOf = (node: NodeReading): string | null => {
  const transform = node.text(
    'coordinate_transformation_mode',
    node.opset < 11 ? 'asymmetric' : 'half_pixel',
  );
  const isCorners = transform === 'align_corners';
  const isHalf = transform === 'half_pixel' || transform === 'pytorch_half_pixel';
  switch (node.text('mode', 'nearest')) {
    case 'nearest':
      if (transform === 'asymmetric') return 'nearest';
      return isHalf ? 'nearest-exact' : null;
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
  const mode = modeOf(node);
  if (x === null || x.shape.length !== 4 || mode === null) return null;
  const isUpsample = node.node.op === 'Upsample' || node.opset < 11;
  const attribute = node.node.attributes.get('scales');
  const listed = Array.isArray(attribute) ? attribute.filter((one) => typeof one === 'number') : undefined;
  const scales = listed ?? node.known(isUpsample ? 1 : 2)?.values;
  const sizes = isUpsample ? undefined : node.known(3)?.values;
  if (sizes !== undefined && sizes.length === 4) {
    const [batch, channels, rows, columns] = sizes;
    if (batch !== x.shape[0] || channels !== x.shape[1]) return null;
    return node.add(resize, { mode, to: 'size', rows: rows!, columns: columns! }, [x]);
  }
  if (scales === undefined || scales.length !== 4 || scales[0] !== 1 || scales[1] !== 1) return null;
  const [down, across] = [scales[2]!, scales[3]!];
  if (Number.isInteger(down) && Number.isInteger(across)) {
    const given = { mode, factor: down, ...(across === down ? {} : { factorWidth: across }) };
    return node.add(resize, given, [x]);
  }
  const [rows, columns] = [Math.floor(x.shape[2]! * down), Math.floor(x.shape[3]! * across)];
  const isExact = rows === x.shape[2]! * down && columns === x.shape[3]! * across;
  return isExact ? node.add(resize, { mode, to: 'size', rows, columns }, [x]) : null;
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

export const resamplingReaders: Readonly<Record<string, Reader>> = {
  Resize: resizing,
  Upsample: resizing,
  Pad: padding,
};
