import { issue } from '../errors.ts';
import type { Design, Variable } from './design.ts';
import type { AddVariable, Applied, EditVariable, RemoveVariable, SetVariable } from './edit-kinds.ts';
import { Fault, raiseFirst } from './fault.ts';
import { faultsOfVariableShape } from './shape.ts';
import { faultOfValue, unknownVariable } from './variable.ts';

export function addVariable(design: Design, { variable, index }: AddVariable): Applied {
  raiseFirst(faultsOfVariableShape(variable));
  requireFree(design, variable.name);
  return {
    design: {
      ...design,
      variables: design.variables.toSpliced(index ?? design.variables.length, 0, variable),
    },
    inverse: { kind: 'removeVariable', name: variable.name },
  };
}

export function removeVariable(design: Design, { name }: RemoveVariable): Applied {
  const index = indexOfVariable(design, name);
  return {
    design: { ...design, variables: design.variables.toSpliced(index, 1) },
    inverse: { kind: 'addVariable', variable: design.variables[index] as Variable, index },
  };
}

export function setVariable(design: Design, { name, value }: SetVariable): Applied {
  const index = indexOfVariable(design, name);
  const variable = design.variables[index] as Variable;
  const fault = faultOfValue(variable, value);
  if (fault !== null) throw new Fault(fault);
  return {
    // the value is of the variable's kind, as the check above has seen
    design: { ...design, variables: design.variables.with(index, { ...variable, value } as Variable) },
    inverse: { kind: 'setVariable', name, value: variable.value },
  };
}

export function editVariable(design: Design, { name, variable }: EditVariable): Applied {
  const index = indexOfVariable(design, name);
  raiseFirst(faultsOfVariableShape(variable));
  if (variable.name !== name) requireFree(design, variable.name);
  return {
    design: { ...design, variables: design.variables.with(index, variable) },
    inverse: { kind: 'editVariable', name: variable.name, variable: design.variables[index] as Variable },
  };
}

function indexOfVariable(design: Design, name: string): number {
  const index = design.variables.findIndex((variable) => variable.name === name);
  if (index === -1) throw new Fault(unknownVariable(design, name));
  return index;
}

function requireFree(design: Design, name: string): void {
  if (design.variables.some((variable) => variable.name === name)) {
    throw new Fault(issue('document/duplicate-variable', {}, { name }));
  }
}
