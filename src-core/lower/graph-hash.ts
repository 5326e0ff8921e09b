import { sha256 } from '../document/sha256.ts';
import { valueText } from '../language/resolve.ts';
import type { Program, ProgramOperator, ProgramTensor } from './program.ts';

/** In ASCII alone, so that the text is the same bytes everywhere. */
const asciiOf = (text: string): string =>
  text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const hashOf = (...parts: readonly string[]): string =>
  sha256(Uint8Array.from(asciiOf(JSON.stringify(parts)), (unit) => unit.charCodeAt(0)));

const shapeText = ({ shape }: { readonly shape: readonly number[] }): string => shape.join('x');

/** What an operator is, apart from names and from what feeds it. */
function operatorText({ definition, values, weights, outputs }: ProgramOperator): string {
  const fields = Object.entries(values).map(([name, value]) => `${name}=${valueText(value)}`);
  const held = Object.entries(weights).map(([role, weight]) => `${role}:${shapeText(weight)}`);
  return [definition.id, ...fields, ...held, ...outputs.map(shapeText)].join(' ');
}

/** A program never changes, and its hash takes tens of milliseconds. */
const known = new WeakMap<Program, string>();

/**
 * A hash that differs where two networks compute something else: of operators with their fields, what feeds each, which share
 * weights, and the shapes of tensors; SHA-256 in hexadecimal. Names are no part of it, nor the order of what does not depend
 * on each other, so an item that is renamed or moved into a group changes nothing.
 */
export function graphHash(program: Program): string {
  const hash = known.get(program) ?? hashedGraph(program);
  known.set(program, hash);
  return hash;
}

function hashedGraph({ inputs, operators, outputs, copies }: Program): string {
  const tensors = new Map<string, string>();
  const tensorOf = ({ name }: ProgramTensor): string => tensors.get(name) ?? '';
  for (const [place, input] of inputs.entries())
    tensors.set(input.name, hashOf('input', String(place), shapeText(input)));
  const users = new Map<string, string[]>();
  const all = operators.map((operator) => {
    const own = hashOf(operatorText(operator), ...operator.inputs.map(tensorOf));
    for (const [place, { name }] of operator.outputs.entries()) tensors.set(name, hashOf(own, String(place)));
    for (const [role, { name }] of Object.entries(operator.weights))
      users.set(name, [...(users.get(name) ?? []), `${own} ${role}`]);
    return own;
  });
  for (const { input, output } of copies) tensors.set(output.name, tensorOf(input));
  const shared = [...users.values()].filter((each) => each.length > 1).map((each) => hashOf(...each.sort()));
  return hashOf(...all.sort(), 'shared', ...shared.sort(), 'outputs', ...outputs.map(tensorOf));
}
