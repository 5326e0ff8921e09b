import type { Analysis } from '../analysis/analyzer.ts';
import { featureMaps } from '../analysis/feature-maps.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { ClassStep, Flow, NetworkParts, PyClass } from './class-form.ts';

/** Where a map leaves a network: a step, and the place in it where it is a row. */
interface MapPlace {
  readonly step: number;
  readonly place: number | null;
}

/** Where the item of a design hands its map on; null where no module does. */
function placeOf({ steps }: PyClass, id: string): MapPlace | null {
  const isOf = (child: string): boolean => child === id || child.startsWith(`${id}/`);
  const step = steps.findLastIndex(({ children }) => children.some(isOf));
  if (step < 0) return null;
  const { children, places, made } = steps[step]!;
  if (places === undefined) return made.kind === 'nothing' ? null : { step, place: null };
  const place = places[children.findLastIndex(isOf)] ?? null;
  return place === null ? null : { step, place };
}

/** Steps that lead to some results, in their order, with sources counted among them. */
function leadingTo({ inputs, steps }: Flow, results: readonly Source[]): Flow {
  const needed = new Set<number>();
  const visit = ({ child }: Source): void => {
    if (child === ownInput || needed.has(child)) return;
    needed.add(child);
    steps[child]!.sources.forEach(visit);
  };
  results.forEach(visit);
  const kept = [...needed].sort((a, b) => a - b);
  const moved = ({ child, output }: Source): Source => ({
    child: child === ownInput ? child : kept.indexOf(child),
    output,
  });
  return {
    inputs,
    steps: kept.map((at) => ({ ...steps[at]!, sources: steps[at]!.sources.map(moved) })),
    results: results.map(moved),
  };
}

/** Steps in which rows are cut behind the places of maps, so that each part of a row is a step of its own. */
function cutSteps(of: PyClass, maps: readonly MapPlace[]): Flow {
  const steps: ClassStep[] = [];
  /** The last step of each, and the step of each map. */
  const ends: number[] = [];
  const results: Source[] = [];
  const moved = ({ child, output }: Source): Source => ({
    child: child === ownInput ? child : ends[child]!,
    output,
  });
  of.steps.forEach((step, at) => {
    const own = maps.filter((map) => map.step === at && map.place !== null);
    const cuts = [...new Set(own.map(({ place }) => place! + 1))];
    let sources = step.sources.map(moved);
    let start = 0;
    for (const cut of cuts) {
      const range = `${start === 0 ? '' : start}:${cut}`;
      const child =
        steps.push({ ...step, name: `map${cut}`, attribute: `${step.attribute}.${range}`, sources }) - 1;
      sources = [{ child, output: 0 }];
      start = cut;
    }
    const attribute = start === 0 ? step.attribute : `${step.attribute}.${start}:`;
    const end = steps.push({ ...step, attribute, sources }) - 1;
    ends.push(end);
    for (const map of maps.filter((each) => each.step === at))
      results.push({
        child: map.place === null ? end : end - cuts.length + cuts.indexOf(map.place + 1),
        output: 0,
      });
  });
  return leadingTo({ inputs: of.inputs, steps, results }, results);
}

/** The maps at a quarter, 1/8, 1/16 and 1/32 of the image, where modules hand them on one after another. */
export function intermediatesOf(of: PyClass, analysis: Analysis): NetworkParts['intermediates'] {
  const ids = featureMaps(analysis);
  const maps = ids?.map((id) => placeOf(of, id)).filter((map) => map !== null);
  if (ids === null || maps?.length !== ids.length) return undefined;
  const isInOrder = maps.every(
    ({ step, place }, at) =>
      at === 0 || step > maps[at - 1]!.step || (step === maps[at - 1]!.step && place! > maps[at - 1]!.place!),
  );
  if (!isInOrder) return undefined;
  const info = maps.map(({ step, place }, at) => ({
    module: of.steps[step]!.attribute + (place === null ? '' : `.${place}`),
    channels: Number(analysis.items.get(ids[at]!)!.outputs[0]![1]),
    reduction: 4 * 2 ** at,
  }));
  return { flow: cutSteps(of, maps), info };
}
