import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { portsOf } from '../analysis/item-analysis.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, Variable } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Value } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';

/** For tests only: designs written as a table, one line an item. */

/** An item: its definition, its fields, and the items that feed its inputs in their order. */
type Line = readonly [definition: string, fields: DesignNode['fields'], ...from: readonly string[]];

/** The design of a table of items by name; each reads the first output of those that feed it. */
export function designOf(lines: Readonly<Record<string, Line>>, variables: readonly Variable[] = []): Design {
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const portsBy = (id: string) => {
    const [use, fields] = lines[id]!;
    const definition = catalogue.definitionOf(use)!;
    const values = Object.entries(definition.fields).map(([name, field]) => {
      const raw = fields[name];
      return [name, raw === undefined || typeof raw === 'object' ? defaultValue(field) : raw] as const;
    });
    return portsOf(definition, Object.fromEntries(values) as Readonly<Record<string, Value>>);
  };
  for (const [id, [definition, fields, ...from]] of Object.entries(lines)) {
    nodes.push({ id, definition, fields, position: { x: 0, y: 0 } });
    const { inputPorts } = portsBy(id);
    from.forEach((source, index) => {
      edges.push({
        id: `${id}-${index}`,
        from: { node: source, port: portsBy(source).outputPorts[0]! },
        to: { node: id, port: inputPorts[index]! },
      });
    });
  }
  return { ...emptyDesign('small'), variables, nodes, edges };
}

export const analysisOf = (
  lines: Readonly<Record<string, Line>>,
  variables: readonly Variable[] = [],
): Analysis => analyze(designOf(lines, variables), catalogue);

/** The program of a design that has no problems. */
export function programOf(
  lines: Readonly<Record<string, Line>>,
  variables: readonly Variable[] = [],
): Program {
  const program = lower(analysisOf(lines, variables));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** The largest relative difference between onnxruntime and the interpreter over all outputs. */
export async function gapOf(program: Program): Promise<number> {
  const gaps = await conformance(program, onnxruntime, 1);
  if (!gaps.ok) throw new Error(JSON.stringify(gaps.issues));
  return Math.max(...Object.values(gaps.value));
}
