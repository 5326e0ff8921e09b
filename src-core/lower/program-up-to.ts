import type { Program, ProgramEnd } from './program.ts';

/**
 * The part of a program that some of its tensors follow from: these are its outputs, and nothing else runs. An input of the
 * design among them is left out, as it is no result. Names of tensors that are not there are a programmer's error.
 */
export function programUpTo(program: Program, tensors: Iterable<string>): Program {
  const wanted = new Set(tensors);
  const needed = new Set(wanted);
  const operators = program.operators
    .toReversed()
    .filter((operator) => {
      const isNeeded = operator.outputs.some(({ name }) => needed.has(name));
      if (isNeeded) for (const { name } of operator.inputs) needed.add(name);
      return isNeeded;
    })
    .toReversed();
  const made = operators.flatMap(({ outputs }) => outputs);
  const outputs = made
    .filter(({ name }) => wanted.has(name))
    .map(({ name, shape }): ProgramEnd => ({ id: name, name, shape }));
  const inputs = program.inputs.filter(({ name }) => needed.has(name));
  const known = new Set([...outputs, ...program.inputs].map(({ name }) => name));
  for (const name of wanted) if (!known.has(name)) throw new Error(`there is no tensor ${name}`);
  return { ...program, inputs, outputs, operators, copies: [], scopes: [] };
}
