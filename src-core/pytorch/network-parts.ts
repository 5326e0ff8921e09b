import type { Analysis } from '../analysis/analyzer.ts';
import type { Shape } from '../language/shape.ts';
import type { Py } from '../language/torch.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { ClassStep, Flow, NetworkParts, PyClass } from './class-form.ts';
import { intermediatesOf } from './feature-flow.ts';
import type { Graph } from './graph.ts';

/** The shape that each step hands on first. */
type Shapes = readonly (Shape | undefined)[];

const shapesOf = ({ steps }: PyClass, graph: Graph): Shapes => {
  const children = new Map(graph.nodes.map(({ name, expansion }) => [name, expansion]));
  return steps.map(({ children: names }) => children.get(names.at(-1)!)?.outputs[0]);
};

const isOnePosition = (shape: Shape | undefined): boolean =>
  shape?.length === 4 && shape.slice(2).every((size) => size === 1n);

/** The step behind which one tensor alone goes on, the last that is a map or tokens; null where there is none. */
function cutOf({ steps, results }: Flow, shapes: Shapes): number | null {
  for (let at = steps.length - 2; at >= 0; at--) {
    const later = [...steps.slice(at + 1).flatMap(({ sources }) => sources), ...results];
    const isAlone = later.every(({ child, output }) => child > at || (child === at && output === 0));
    if (!isAlone || (shapes[at]?.length ?? 0) <= 2) continue;
    // What is pooled to one position is the head's.
    const [source] = steps[at]!.sources;
    const isPooled =
      isOnePosition(shapes[at]) && source !== undefined && !isOnePosition(shapes[source.child]);
    if (!isPooled || source.child === ownInput) return at;
  }
  return null;
}

/** Cuts a network that makes one vector of scores behind its last map. */
function halvesOf(of: PyClass, shapes: Shapes): Pick<NetworkParts, 'features' | 'head'> {
  const [result, ...more] = of.results;
  const isScores = more.length === 0 && result !== undefined && shapes[result.child]?.length === 2;
  const cut = isScores && of.inputs.length === 1 ? cutOf(of, shapes) : null;
  if (cut === null) return {};
  const moved = ({ child, output }: Source): Source =>
    child === cut ? { child: ownInput, output: 0 } : { child: child - cut - 1, output };
  return {
    features: { inputs: of.inputs, steps: of.steps.slice(0, cut + 1), results: [{ child: cut, output: 0 }] },
    head: {
      inputs: of.inputs,
      steps: of.steps.slice(cut + 1).map((step) => ({ ...step, sources: step.sources.map(moved) })),
      results: of.results.map(moved),
    },
  };
}

/** The parts of the class of a whole design. */
export function networkParts(of: PyClass, graph: Graph, analysis: Analysis): NetworkParts {
  const shapes = shapesOf(of, graph);
  const intermediates = intermediatesOf(of, analysis);
  return { ...halvesOf(of, shapes), ...(intermediates !== undefined && { intermediates }) };
}

/** The number of classes as an argument of the network. */
const classes = 'num_classes';

/** A call in which the only argument of that value is the number of classes; null where none is, or several are. */
function withClasses(make: Py, count: bigint): Py | null {
  if (make.kind !== 'call') return null;
  const places = make.args.flatMap(({ value }, at) =>
    value.kind === 'value' && String(value.value) === String(count) ? [at] : [],
  );
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) return null;
  const args = make.args.map((each, at) =>
    at === place ? { ...each, value: { kind: 'name', name: classes } as const } : each,
  );
  return { ...make, args };
}

/** The class of a network for classification with the number of its classes as an argument; as it was where it is none. */
export function classifying(of: PyClass, graph: Graph): PyClass {
  const shapes = shapesOf(of, graph);
  const [result, ...more] = of.results;
  const scores = result === undefined || more.length > 0 ? undefined : shapes[result.child];
  const count = scores?.length === 2 ? scores[1] : undefined;
  if (typeof count !== 'bigint') return of;
  const visit = (at: number): { at: number; step: ClassStep } | null => {
    const step = of.steps[at];
    if (step === undefined || String(shapes[at]?.[1]) !== String(count)) return null;
    if (step.made.kind === 'run') {
      const { segments } = step.made;
      const make = withClasses(segments.at(-1)!.make, count);
      if (make !== null) {
        const changed = [...segments.slice(0, -1), { ...segments.at(-1)!, make }];
        return { at, step: { ...step, made: { ...step.made, segments: changed } } };
      }
    }
    if (step.made.kind === 'module') {
      const make = withClasses(step.made.make, count);
      if (make !== null) return { at, step: { ...step, made: { ...step.made, make } } };
    }
    const [source, ...others] = step.sources;
    return source === undefined || others.length > 0 ? null : visit(source.child);
  };
  const found = visit(result!.child);
  if (found === null) return of;
  const usual: Py = { kind: 'value', value: count };
  return {
    ...of,
    args: [{ name: classes, usual, of: () => usual, symbolic: () => undefined }],
    kept: [[classes, { kind: 'name', name: classes }], ...of.kept],
    steps: of.steps.map((step, at) => (at === found.at ? found.step : step)),
  };
}
