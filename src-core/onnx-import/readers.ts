import { elementType } from '../lower/onnx-schema.ts';
import { isRealType } from './constant.ts';
import type { Reader } from './node-reading.ts';
import { activationReaders } from './readers/activation.ts';
import { arithmeticReaders } from './readers/arithmetic.ts';
import { convolutionReaders } from './readers/convolution.ts';
import { detectionReaders } from './readers/detection.ts';
import { layoutReaders } from './readers/layout.ts';
import { linearReaders } from './readers/linear.ts';
import { normalizationReaders } from './readers/normalization.ts';
import { poolingReaders } from './readers/pooling.ts';
import { recurrentReaders } from './readers/recurrent.ts';
import { reductionReaders } from './readers/reduction.ts';
import { resamplingReaders, resamplingSettings } from './readers/resampling.ts';

/** Hands an input on: what a node does while training, or to how numbers are stored. */
const pass: Reader = (node) => {
  const value = node.input(0);
  return value === undefined ? null : [value];
};

/** Real numbers of another precision are the same to a design; whole ones are something else. */
const casting: Reader = (node) => (isRealType(node.integer('to', elementType.float)) ? pass(node) : null);

/** Which inputs of an operator are several real numbers that nobody learned, by its name. */
export const settings: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(resamplingSettings));

/** What each operator of ONNX is read as, by its name. */
export const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    Identity: pass,
    Dropout: pass,
    Cast: casting,
    QuantizeLinear: pass,
    DequantizeLinear: pass,
    ...convolutionReaders,
    ...normalizationReaders,
    ...activationReaders,
    ...poolingReaders,
    ...arithmeticReaders,
    ...linearReaders,
    ...recurrentReaders,
    ...layoutReaders,
    ...reductionReaders,
    ...resamplingReaders,
    ...detectionReaders,
  }),
);
