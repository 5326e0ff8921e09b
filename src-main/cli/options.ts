import { InvalidArgumentError, Option } from 'commander';
import { modelModes } from '../../src-core/analysis/conventions/model-mode.ts';
import { conventionNames } from '../../src-core/analysis/conventions/rules.ts';
import { deviceNames, mostPictures, optimizationLevels } from '../../src-core/contract.ts';
import { sourceCalls } from '../../src-core/document/design.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { UnitBase } from '../../src-core/format.ts';
import { unitBases } from '../../src-core/format.ts';
import type { Precision } from '../../src-core/lower/onnx-options.ts';
import { precisions } from '../../src-core/lower/onnx-options.ts';
import type { Place } from './place.ts';
import { readPlace } from './place.ts';
import { steadyText } from './steady-text.ts';

/** Reads a whole number within bounds. */
export const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

/** Reads a number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}

function unitBase(text: string): UnitBase {
  const base = unitBases.find((one) => String(one) === text);
  if (base !== undefined) return base;
  throw new InvalidArgumentError(`It must be ${unitBases.join(' or ')}.`);
}

/** An option that takes one of some names; another is answered with the nearest. */
export const named = <Name extends string>(flags: string, help: string, names: readonly Name[]): Option =>
  new Option(flags, help).choices(names).argParser((text) => {
    if ((names as readonly string[]).includes(text)) return text;
    throw new InvalidArgumentError(nearestText(text, names));
  });

/** Gathers the values of an option that may be repeated. */
export const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export const jsonOption = () => new Option('--json', 'print one JSON document');
export const inputOption = () =>
  new Option('--input <sizes>', 'sizes of the input, batch first: 1,3,224,224');
export const setOption = (help: string) =>
  new Option('--set <name=value>', `${help}; may be repeated`).default([], 'none').argParser(collect);
export const variableOption = () =>
  setOption('set a variable of the design, or with item.field=value a field of an item');
export const conventionOption = () =>
  named('--convention <name>', 'count the cost as another tool does', conventionNames);
export const modeOption = () =>
  named('--mode <mode>', "count a model in this mode; else in the tool's own", modelModes);
export const unitBaseOption = () =>
  new Option('--unit-base <n>', 'write counts and sizes by thousands, or by 1024s')
    .default(1000)
    .argParser(unitBase);
export const callOption = () =>
  new Option(
    '--call <item=way>',
    `say how the source calls an item: ${sourceCalls.join(', ')}; may be repeated`,
  )
    .default([], 'as the design says')
    .argParser(collect);
export const deviceOption = () =>
  new Option(
    '--device <name>',
    `where to run: ${deviceNames.join(', ')}, or BOX:NAME on another machine`,
  ).argParser((text): Place => {
    const place = readPlace(text);
    if (typeof place !== 'string') return place;
    throw new InvalidArgumentError(place);
  });
export const connectOption = () =>
  new Option('--connect <box=address>', 'another machine, by the address that its serve shell prints')
    .default([], 'none')
    .argParser(collect);
/** The word for each device that works here, which takes a probe of all of them. */
export const allDevices = 'all';
const devicesOrAll: readonly string[] = [...deviceNames, allDevices];
export const devicesOption = () =>
  new Option('--device <name>', `where to run, or ${allDevices} for each that works here; may be repeated`)
    .choices(devicesOrAll)
    .default([], 'cpu')
    .argParser((text: string, before: readonly string[]) => {
      if (devicesOrAll.includes(text)) return collect(text, before);
      throw new InvalidArgumentError(nearestText(text, devicesOrAll));
    });
export const warmupOption = () =>
  new Option('--warmup <n>', 'runs before the timed ones').default(3).argParser(whole(0, 1000));
export const runsOption = () =>
  new Option('--runs <n>', `timed runs; without it ${steadyText}`).argParser(whole(1, 10_000));
export function collectPicture(text: string, before: readonly string[]): readonly string[] {
  if (before.length < mostPictures) return collect(text, before);
  throw new InvalidArgumentError(`They are at most ${mostPictures}.`);
}
export const precisionOption = (choices: readonly Precision[] = precisions) =>
  named('--precision <type>', 'type of the weights and of what lies between items', choices);
export const levelOption = () =>
  named('--level <level>', 'how far the runtime may change the graph', optimizationLevels);
export const threadsOption = () =>
  new Option('--threads <n>', 'threads on the cpu; one for each core when absent').argParser(whole(1, 1024));
export const batchOption = () =>
  new Option('--batch <n>', 'images of one run; as the design says when absent').argParser(whole(1, 65_536));
/** Reads `1,2,4,8`. */
function wholes(text: string): readonly number[] {
  const read = whole(1, 65_536);
  const numbers = text.split(',').map((part) => read(part.trim()));
  if (numbers.length <= 32) return numbers;
  throw new InvalidArgumentError('They are at most 32.');
}
export const batchesOption = () =>
  new Option('--batches <list>', 'run with each of these numbers of images: 1,2,4,8')
    .argParser(wholes)
    .conflicts(['batch', 'inputs', 'output']);
export const whenQuietOption = () =>
  new Option('--when-quiet', "wait first until nothing else takes the machine's cores, at most 10 minutes");
