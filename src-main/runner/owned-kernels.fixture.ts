import { join } from 'node:path';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networkOf, networks } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { problemsOf, sentence } from '../../src-core/errors.ts';
import { boundaryOf } from '../../src-core/language/roles.ts';
import { lower } from '../../src-core/lower/program.ts';
import { tooLarge } from '../../src-core/networks/too-large.fixture.ts';
import { privateFolder } from '../files/private-folder.ts';
import type { Loadable } from './loadable.ts';
import { makeLoadable, withSession } from './loadable.ts';
import { modelOf } from './model.ts';
import { profileFigures } from './profile-rows.ts';
import { profiledGraph } from './profiled-graph.ts';
import { computing, openSession } from './session.ts';
import { readTrace, tracingTo } from './trace-file.ts';

/** Ten of different families; every ready network in `npm run test:all`. */
export const ofTenFamilies = [
  ...['hs-resnet-18', 'res2net-dla-60', 'ghostnet', 'cifar-resnet-20', 'se-resnet-18', 'mobilenet-v3-small'],
  ...['densenet-121', 'squeezenet-1.1', 'mobilevit-xxs', 'shufflenet-v2-0.5'],
];
export const isWhole = process.env.BLOCKWRIGHT_TEST_ALL === '1';
export const runnable = networks.map(({ name }) => name).filter((name) => !tooLarge.includes(name));
export const ownedSubjects = isWhole ? runnable : ofTenFamilies;

/** How far the runtime goes when it makes kernels of a graph, by its own words. */
const levels = ['disabled', 'basic', 'extended', 'all'] as const;
type Level = (typeof levels)[number];

const sides = [...Array.from({ length: 16 }, (_, i) => i + 1), 24, 32, 48, 64, 96, 128, 160, 192, 224];

function atSide(design: Design, side: number): Design {
  const nodes = design.nodes.map((node) =>
    boundaryOf(catalogue.definitionOf(node.definition)) === 'input'
      ? { ...node, fields: { ...node.fields, height: side, width: side } }
      : node,
  );
  return { ...design, nodes };
}

/** A ready network on the smallest square image that it has no problem with. */
export const smallestOf = (name: string): Design => onSmallestImage(networkOf(name)!.design);

/** A design on the smallest square image that it has no problem with; as it is where it has one with all of them. */
function onSmallestImage(design: Design): Design {
  const fits = (one: Design): boolean => {
    const analysis = analyze(one, catalogue);
    return problemsOf(analysis.issues).length === 0 && lower(analysis).ok;
  };
  const side = sides.find((size) => fits(atSide(design, size)));
  return side === undefined ? design : atSide(design, side);
}

interface Owned {
  readonly level: Level;
  /** Of the time of all kernels, 0 to 1. */
  readonly share: number;
  readonly kernels: number;
  /** Nodes of the optimized graph that no item owns. */
  readonly strays: readonly string[];
}

/** Runs a model that lies in a file once. Throws where it does not run. */
async function ownedAt(
  level: Level,
  folder: string,
  { runtime, model, path, feeds }: Loadable,
): Promise<Owned> {
  const traced = { folder, prefix: `trace-${level}` };
  const optimized = join(folder, `${level}.onnx`);
  const options = { ...tracingTo(traced), optimizedModelFilePath: optimized, graphOptimizationLevel: level };
  const ran = await withSession(openSession(runtime, path, 'cpu', options), (session) =>
    computing(async () => {
      await session.run(feeds);
      session.endProfiling();
    }),
  );
  const trace = ran.ok ? readTrace(traced) : ran;
  if (!trace.ok) throw new Error(trace.issues.map(sentence).join('; '));
  const kernels = trace.value[0] ?? [];
  const graph = profiledGraph(model.program, optimized);
  const { unattributedMs } = profileFigures(0, kernels, graph, 'macs');
  const all = kernels.reduce((sum, { microseconds }) => sum + microseconds, 0) / 1000;
  const strays = kernels.filter(({ node }) => !graph.owners.has(node)).map(({ node, op }) => `${op} ${node}`);
  return { level, share: all === 0 ? 1 : 1 - unattributedMs / all, kernels: kernels.length, strays };
}

/** The share of the kernel time of one run on the cpu that belongs to items, at each level. Throws where the design does not run. */
export async function ownedKernels(design: Design): Promise<readonly Owned[]> {
  const place = await privateFolder();
  try {
    const model = modelOf(JSON.stringify(design), 'test');
    const loadable = model.ok
      ? await makeLoadable(model.value, { folder: place.path, progress: () => undefined })
      : model;
    if (!loadable.ok) throw new Error(loadable.issues.map(sentence).join('; '));
    const found: Owned[] = [];
    for (const level of levels) found.push(await ownedAt(level, place.path, loadable.value));
    return found;
  } finally {
    await place.remove();
  }
}
