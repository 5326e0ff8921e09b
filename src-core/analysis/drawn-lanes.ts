import type { Expr } from '../algebra/expression.ts';
import { add } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import type { Drawing } from '../document/drawing.ts';
import { channelsOf, requireMap, same } from '../language/checks.ts';
import type { BlockDefinition, Catalogue, LaneEnds } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import { divided } from '../language/divided.ts';
import type { ExpansionMemo } from '../language/expand.ts';
import { expand } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Fields, Values } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import { inLanes } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import { C } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import { copyEnvironment } from './copy-environment.ts';
import { DrawnFault, placed } from './drawn-fault.ts';
import { asksForCopy } from './drawn-names.ts';
import type { DrawnDefinition, Members } from './drawn-parts.ts';
import { copyName, portsIn, replay } from './drawn-parts.ts';
import type { Environment } from './environment.ts';
import { bothOf, extentOf, nothingYet, requireFew } from './most-work.ts';
import { presentIn } from './present-items.ts';

/** What lanes need of whoever makes definitions of drawings. */
interface LaneTools {
  readonly catalogue: Catalogue;
  readonly memo: ExpansionMemo;
  readonly frame: (
    base: BlockDefinition,
    isPort: (id: string) => boolean,
  ) => Omit<BlockDefinition, 'kind' | 'expand'>;
  readonly membersOf: (
    lane: Drawing,
    inputs: readonly (Shape | null)[],
    environment: Environment,
  ) => Steps<Members>;
  readonly unlessExpanded: (
    definition: BlockDefinition,
    prepare: DrawnDefinition['prepare'],
  ) => DrawnDefinition['prepare'];
}

/** One lane: its definition, the ports of the drawing that it has, and what is inside. */
interface Lane {
  readonly definition: BlockDefinition;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly members: (inputs: readonly (Shape | null)[]) => Steps<Members>;
}

/** The channels of every lane of an input: as its widths say, else an equal share. Refuses what does not add up. */
function laneSizes({ s, widths }: Values, channels: Expr): readonly Expr[] {
  const [count, stated] = [s as number, widths as readonly Expr[]];
  if (stated.length === 0) {
    const share = divided(channels, count);
    return Array.from({ length: count }, () => share);
  }
  if (stated.length !== count) {
    refuse('field/list-length', { field: 'widths' }, { min: count, max: count, count: stated.length });
  }
  const sum = add(...stated);
  if (!same(sum, channels)) {
    refuse('shape/split-sum', { field: 'widths' }, { sum: toText(sum), channels: toText(channels) });
  }
  return stated;
}

/**
 * Lanes side by side: each input is cut into a share for every lane, but for those that go whole to all of them; what leaves
 * a lane where it is carried enters the next, and nothing is carried into the first. Outputs are joined in the lanes' order.
 */
export function lanesOf(
  base: BlockDefinition,
  drawing: Drawing,
  environment: Environment,
  tools: LaneTools,
): DrawnDefinition {
  const { catalogue, memo } = tools;
  const { cut, join } = base.laneEnds as LaneEnds;
  const meaning = new Map(
    drawing.nodes.map(({ id, definition }) => [id, inLanes(catalogue.definitionOf(definition))]),
  );
  const isCarry = (id: string): boolean => meaning.get(id) === 'carry';
  const isShare = (id: string): boolean => meaning.get(id) === undefined;
  const frame = tools.frame(base, (id) => !isCarry(id));
  const ports = portsIn(drawing, catalogue, 'input');
  const entering = ports.filter((id) => !isCarry(id));
  const carriesIn = ports.filter(isCarry);
  const allOutputs = portsIn(drawing, catalogue, 'output');
  const leaving = allOutputs.filter((id) => !isCarry(id));
  const carriesOut = allOutputs.filter(isCarry);
  const asks = asksForCopy(drawing, catalogue);
  const known = new Map<string, Lane>();

  const laneAt = (index: number, count: number, carried: readonly boolean[]): Lane => {
    const place = asks ? `${index} of ${count}` : 'any';
    const key = `${place} ${carried.join()}`;
    const same = known.get(key);
    if (same !== undefined) return same;
    const names = copyEnvironment(environment, index, count);
    const present = presentIn(drawing, names, catalogue, carried);
    const inputs = portsIn(present.drawing, catalogue, 'input');
    const outputs = portsIn(present.drawing, catalogue, 'output');
    function* members(shapes: readonly (Shape | null)[]): Steps<Members> {
      const found = yield* tools.membersOf(present.drawing, shapes, names);
      return present.issues.length === 0 ? found : { ...found, issues: [...present.issues, ...found.issues] };
    }
    const { laneEnds: _, ...rest } = tools.frame(
      { ...base, id: 'lane', title: 'Lane', drawn: 'once' },
      () => true,
    );
    const definition = defineBlock<Fields>({
      ...rest,
      summary: 'One of several lanes.',
      fields: {},
      inputs: () => inputs.map((name) => ({ name })),
      outputs: () => outputs.map((name) => ({ name })),
      expand: (_values, wires, graph) => {
        const fed = new Map(inputs.map((name, at) => [name, wires[at]!]));
        const found = replay(finished(members(wires.map(({ shape }) => shape))), fed, graph);
        return outputs.map((name) => found.get(name)![0]!);
      },
    });
    const lane: Lane = { definition, inputs, outputs, members };
    known.set(key, lane);
    return lane;
  };

  /**
   * Goes from lane to lane up to the one given, or to the last.
   * @param run does a lane with what enters it, and gives what leaves it
   */
  function walk<T>(
    values: Values,
    shares: ReadonlyMap<string, readonly T[]>,
    run: (name: string, lane: Lane, inputs: readonly T[]) => ReadonlyMap<string, T>,
  ): ReadonlyMap<string, readonly T[]> {
    const count = values.s as number;
    let carried: readonly (T | undefined)[] = carriesIn.map(() => undefined);
    const left = new Map<string, T[]>(leaving.map((id) => [id, []]));
    for (let index = 1; index <= count; index++) {
      const lane = laneAt(
        index,
        count,
        carried.map((each) => each !== undefined),
      );
      const inputs = lane.inputs.map((id) => {
        const place = carriesIn.indexOf(id);
        return (place === -1 ? shares.get(id)?.[index - 1] : carried[place]) as T;
      });
      const outputs = run(copyName(index), lane, inputs);
      for (const id of leaving) {
        const one = outputs.get(id);
        if (one !== undefined) left.get(id)!.push(one);
      }
      carried = carriesIn.map((_, place) => outputs.get(carriesOut[place] ?? ''));
    }
    return left;
  }

  const atName = (name: string, error: unknown): unknown =>
    error instanceof DrawnFault ? new DrawnFault(placed(error.issues, name)) : error;

  const definition = defineBlock<Fields>({
    ...frame,
    expand: (values, inputs, graph) => {
      const shares = new Map(
        entering.map((id, at): [string, readonly Wire[]] => {
          const wire = inputs[at]!;
          if (!isShare(id)) return [id, Array.from({ length: values.s as number }, () => wire)];
          requireMap(id, wire.shape);
          const sizes = laneSizes(values, channelsOf(wire.shape));
          const name = entering.filter(isShare).length === 1 ? 'split' : `split-${id}`;
          return [id, sizes.length === 1 ? [wire] : cut(graph, name, wire, sizes)];
        }),
      );
      let extent = nothingYet;
      const left = walk(values, shares, (name, lane, wires) => {
        try {
          const shapes = wires.map(({ shape }) => shape);
          extent = bothOf(extent, extentOf(expand(lane.definition, {}, shapes, memo)));
          requireFew(extent, { field: 's' });
          const out = graph.addAll(name, lane.definition, {}, ...wires);
          return new Map(lane.outputs.map((id, at) => [id, out[at]!]));
        } catch (error) {
          throw atName(name, error);
        }
      });
      return leaving.map((id) => {
        const parts = left.get(id)!;
        if (parts.length === 0) refuse('lanes/nothing-leaves', { port: id });
        const name = leaving.length === 1 ? 'concat' : `concat-${id}`;
        return parts.length === 1 ? parts[0]! : join(graph, name, parts);
      });
    },
  });

  /** What enters the second lane, as far as it can be known. */
  function entersShown(values: Values | null, inputs: readonly (Shape | null)[]) {
    const count = Math.max(1, (values?.s as number | undefined) ?? 2);
    const index = Math.min(2, count);
    const shares = entering.map((id, at): Shape | null => {
      const shape = inputs[at] ?? null;
      if (shape === null || values === null || !isShare(id)) return shape;
      try {
        const sizes = laneSizes(values, channelsOf(shape));
        return shape.map((size, axis) => (axis === C ? sizes[index - 1]! : size));
      } catch {
        return null;
      }
    });
    const first = laneAt(
      1,
      count,
      carriesIn.map(() => false),
    );
    const shapeOf = (id: string): Shape | null => shares[entering.indexOf(id)] ?? null;
    let expansion: Expansion | null = null;
    const enters = first.inputs.map(shapeOf);
    if (!enters.includes(null)) {
      try {
        expansion = expand(first.definition, {}, enters as readonly Shape[], memo);
      } catch {
        expansion = null;
      }
    }
    const carried = carriesIn.map((_, place): Shape | null => {
      const at = first.outputs.indexOf(carriesOut[place] ?? '');
      return at === -1 ? null : (expansion?.outputs[at] ?? null);
    });
    const isThere = carriesIn.map((_, place) => index > 1 && first.outputs.includes(carriesOut[place] ?? ''));
    const lane = laneAt(index, count, isThere);
    const shapes = lane.inputs.map((id) => (isCarry(id) ? carried[carriesIn.indexOf(id)]! : shapeOf(id)));
    return { lane, index, shapes };
  }

  return {
    *members(inputs, values) {
      const { lane, index, shapes } = entersShown(values, inputs);
      const { items, issues } = yield* lane.members(shapes);
      return { items, issues: placed(issues, copyName(index)) };
    },
    definition,
    prepare: tools.unlessExpanded(definition, function* () {
      // A lane needs what the one before hands on, so they are looked at while they are put together.
    }),
  };
}
