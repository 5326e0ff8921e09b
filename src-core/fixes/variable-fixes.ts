import type { FieldValue } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { batch } from '../document/edit.ts';
import { expressionsIn } from '../document/field-names.ts';
import { isVariableName } from '../document/names.ts';
import { nearestNames } from '../document/nearest-names.ts';
import { renamedValue } from '../document/rename-variable.ts';
import type { Fix } from './fix.ts';
import type { Problem } from './problem.ts';
import { upstream, variableNames } from './problem.ts';

/** How far from its present value a variable is tried, on either side. */
const farthest = 16;
const mostUpstream = 4;

/** Variables that the item, or what feeds it, follows take the nearest value above or below. */
export function* nearbyVariables(problem: Problem): Generator<Fix> {
  const { design, node } = problem;
  const followed = new Set([node, ...upstream(problem, mostUpstream)].flatMap(variableNames));
  for (const variable of design.variables) {
    if (variable.kind !== 'integer' || !followed.has(variable.name)) continue;
    for (let by = 1; by <= farthest; by++) {
      for (const value of [variable.value + by, variable.value - by]) {
        if (value < variable.min || value > variable.max) continue;
        const edit: Edit = { kind: 'setVariable', name: variable.name, value };
        yield { kind: 'useVariable', data: { name: variable.name, value: String(value) }, edit };
      }
    }
  }
}

/** A name that stands for nothing becomes the nearest that does, or a variable of the design. */
export function* unknownNames({ issue, design, node, item }: Problem): Generator<Fix> {
  const { field } = issue.where;
  if (issue.code !== 'expression/unknown-name' || field === undefined) return;
  const value: FieldValue | undefined = node.fields[field];
  const name = String(issue.data.name);
  if (value === undefined || expressionsIn(value).length === 0) return;
  const known = [
    ...design.variables.map((variable) => variable.name),
    ...Object.keys(item.definition?.fields ?? {}).filter((other) => other !== field),
  ];
  for (const near of nearestNames(name, known).slice(0, 2)) {
    const edit: Edit = { kind: 'setField', id: node.id, field, value: renamedValue(value, name, near) };
    yield { kind: 'useName', data: { name: near }, edit };
  }
  if (!isVariableName(name)) return;
  const start = item.definition?.fields[field];
  const now = start?.kind === 'dimension' || start?.kind === 'structural' ? start.default : 1;
  const variable = { name, kind: 'integer', value: now, min: 1, max: Math.max(4096, now) } as const;
  yield { kind: 'addVariable', data: { name }, edit: batch([{ kind: 'addVariable', variable }]) };
}
