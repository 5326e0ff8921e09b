import type { PyClass } from './class-form.ts';
import type { Classes } from './classes.ts';
import type { Graph, GraphNode } from './graph.ts';

/** A design as its classes. */
export interface Written {
  readonly graph: Graph;
  readonly root: PyClass;
  readonly classes: Classes;
}

/** The path of each operator's module in the object of the whole design, by the path of the operator. */
export function modulePaths({ graph, root, classes }: Written): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
  const walk = (inside: Graph, of: PyClass, path: string, at: string): void => {
    const steps = classes.stepsOf(inside).steps;
    for (const step of steps) {
      const { attribute } = of.steps.find(({ name }) => name === step.name)!;
      step.children.forEach((child, index) => {
        const isRun = step.part.kind === 'run';
        const own = isRun ? (of.isSequential ? String(index) : `${attribute}.${index}`) : attribute;
        visit(child, `${path}${child.name}`, join(at, child.attribute ?? own));
      });
    }
  };
  const visit = ({ block }: GraphNode, path: string, at: string): void => {
    if (block !== null) walk(block.graph, classes.of(block), `${path}/`, at);
    else paths.set(path, at);
  };
  walk(graph, root, '', '');
  return paths;
}
