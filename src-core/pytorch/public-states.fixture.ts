import { readFileSync } from 'node:fs';

interface PublicState {
  readonly model: string;
  readonly origin: string;
  readonly keys: ReadonlyMap<string, string>;
}

const read: readonly PublicState[] = ['torchvision', 'repositories'].flatMap((file) => {
  const text = readFileSync(new URL(`state-dicts/${file}.txt`, import.meta.url), 'utf8');
  return text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [head, ...lines] = part.trimEnd().split('\n') as [string, ...string[]];
      const [model, origin] = head.split(': ') as [string, string];
      return { model, origin, keys: new Map(lines.flatMap(keysOf)) };
    });
});

/** For tests only: the keys and shapes of published implementations, by the name of the model. */
export const publicStates = new Map(read.map(({ model, keys }) => [model, keys]));

/** Where the list of a model is from. */
export const publicOrigins = new Map(read.map(({ model, origin }) => [model, origin]));

/** A module with its tensors; `norm` stands for the five of a batch norm. */
function keysOf(line: string): readonly (readonly [key: string, shape: string])[] {
  const [module, ...tensors] = line.split(' ') as [string, ...string[]];
  return tensors.flatMap((tensor) => {
    const [name, shape] = tensor.split(':') as [string, string];
    const names = name === 'norm' ? ['weight', 'bias', 'running_mean', 'running_var'] : [name];
    const at = module === '.' ? '' : `${module}.`;
    const counter = [[`${at}num_batches_tracked`, '']] as const;
    return [...names.map((each) => [at + each, shape] as const), ...(name === 'norm' ? counter : [])];
  });
}
