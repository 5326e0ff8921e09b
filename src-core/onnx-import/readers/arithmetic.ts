import type { OperatorDefinition } from '../../language/definition.ts';
import { difference, maximum, minimum, product, quotient, sum } from '../../operators/arithmetic.ts';
import {
  absolute,
  exponential,
  logarithm,
  negative,
  power,
  squareRoot,
} from '../../operators/function-of-one.ts';
import { singleOf } from '../constant.ts';
import { decimal } from '../decimal.ts';
import type { Reader } from '../node-reading.ts';

const pair =
  (definition: OperatorDefinition): Reader =>
  (node) =>
    node.add(definition, {}, [node.tensor(0), node.tensor(1)]);

/** Any number of tensors, two by two. */
const many =
  (definition: OperatorDefinition): Reader =>
  (node) => {
    const [first, ...rest] = node.node.inputs.map((_, index) => node.tensor(index));
    let result = first ?? null;
    for (const next of rest) result = node.add(definition, {}, [result, next])?.[0] ?? null;
    return result === null ? null : [result];
  };

const extreme =
  (definition: OperatorDefinition): Reader =>
  (node) => {
    const inputs = node.node.inputs.map((_, index) => node.tensor(index));
    return node.add(definition, { inputs: inputs.length }, inputs);
  };

const alone =
  (definition: OperatorDefinition): Reader =>
  (node) =>
    node.add(definition, {}, [node.tensor(0)]);

const raised: Reader = (node) => {
  const known = node.known(1);
  const exponent = known === null ? null : singleOf(known);
  if (exponent === null) return null;
  if (exponent === 0.5) return node.add(squareRoot, {}, [node.tensor(0)]);
  return node.add(power, { exponent: decimal(exponent) }, [node.tensor(0)]);
};

export const arithmeticReaders: Readonly<Record<string, Reader>> = {
  Add: pair(sum),
  Sub: pair(difference),
  Mul: pair(product),
  Div: pair(quotient),
  Sum: many(sum),
  Max: extreme(maximum),
  Min: extreme(minimum),
  Pow: raised,
  Exp: alone(exponential),
  Log: alone(logarithm),
  Sqrt: alone(squareRoot),
  Abs: alone(absolute),
  Neg: alone(negative),
};
