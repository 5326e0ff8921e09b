import type { Analysis } from '../analysis/analyzer.ts';
import type { Py } from '../language/torch.ts';
import type { Argument } from './arguments.ts';
import type { ClassStep, PyClass } from './class-form.ts';
import type { Graph } from './graph.ts';

/** The channels of the image as an argument of the network, under timm's name. */
const channels = 'in_chans';

/** Whether a network hands on its maps in place of scores. */
const featuresOnly = 'features_only';

const argument = (name: string, usual: Py): Argument => ({
  name,
  usual,
  of: () => usual,
  symbolic: () => undefined,
});

/** A call whose first argument is the number of channels that enter, with a name in its place; null of any other. */
function withChannels(make: Py, count: bigint): Py | null {
  const [first, ...others] = make.kind === 'call' ? make.args : [];
  if (make.kind !== 'call' || first?.value.kind !== 'value' || String(first.value.value) !== String(count))
    return null;
  return { ...make, args: [{ ...first, value: { kind: 'name', name: channels } }, ...others] };
}

function firstWithChannels(step: ClassStep, count: bigint): ClassStep | null {
  const { made } = step;
  if (made.kind === 'module') {
    const make = withChannels(made.make, count);
    return make && { ...step, made: { ...made, make } };
  }
  if (made.kind !== 'run') return null;
  const [first, ...others] = made.segments;
  const make = withChannels(first!.make, count);
  return make && { ...step, made: { ...made, segments: [{ ...first!, make }, ...others] } };
}

/** The class of a network on one image with the channels of that image as an argument; as it was where it has no such image. */
export function withImageChannels(of: PyClass, graph: Graph, analysis: Analysis): PyClass {
  const [id, ...more] = graph.inputs;
  const image = id === undefined || more.length > 0 ? undefined : analysis.items.get(id)!.outputs[0];
  const count = image?.length === 4 ? image[1] : undefined;
  const readers = of.steps.filter(({ sources }) => sources.some(({ child }) => child < 0));
  if (typeof count !== 'bigint' || readers.length !== 1) return of;
  const changed = firstWithChannels(readers[0]!, count);
  if (changed === null) return of;
  return {
    ...of,
    args: [...of.args, argument(channels, { kind: 'value', value: count })],
    steps: of.steps.map((step) => (step === readers[0] ? changed : step)),
  };
}

/** The class of a network with scores and maps, asked by an argument which of them it hands on. */
export function withFeaturesOnly(of: PyClass): PyClass {
  const { features, intermediates } = of.parts ?? {};
  if (features === undefined || intermediates === undefined) return of;
  return {
    ...of,
    args: [...of.args, argument(featuresOnly, { kind: 'value', value: false })],
    kept: [...of.kept, [featuresOnly, { kind: 'name', name: featuresOnly }]],
  };
}
