import { roiAlign } from '../../operators/roi-align.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { real } from './real.ts';

/** Single precision has no more digits than this of the whole number that a scale is one part of. */
const scaleTolerance = 1e-6;

/** The opset from which on a file says whether boxes meet the middle of pixels. */
const saysAligned = 16;

const isAligned = (node: NodeReading): boolean =>
  node.opset >= saysAligned && node.text('coordinate_transformation_mode', 'half_pixel') === 'half_pixel';

/** Small maps of boxes, of which the first lie in the first image, and so on. */
const aligning: Reader = (node) => {
  const [x, boxes] = [node.tensor(0), node.tensor(1)];
  const images = node.known(2)?.values;
  if (x === null || boxes === null || images === undefined) return null;
  const size = node.integer('output_height', 1);
  const scale = real(node, 'spatial_scale', 1);
  const stride = Math.round(1 / scale);
  const isWhole = Math.abs(stride * scale - 1) < scaleTolerance;
  if (!isWhole || size !== node.integer('output_width', 1) || node.text('mode', 'avg') !== 'avg') return null;
  const [batch = 1] = x.shape;
  if (!images.every((image, box) => image === Math.floor((box * batch) / images.length))) return null;
  const samples = node.integer('sampling_ratio', 0);
  return node.add(roiAlign, { size, stride, samples, aligned: isAligned(node) }, [x, boxes]);
};

export const detectionReaders: Readonly<Record<string, Reader>> = { RoiAlign: aligning };
