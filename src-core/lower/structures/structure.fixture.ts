import { createHash } from 'node:crypto';

/** One operation with all its attributes, such as `conv 64>64 k3 s2 p1`. */
export interface Step {
  readonly text: string;
  /** What it reads, in order: the place of a step counted from 1, or 0 for the image. */
  readonly reads: readonly number[];
  /** The place of the step whose weights it runs with: its own, unless they are shared. */
  readonly owner: number;
  /** Of a norm over the batch; it acts in training alone, so it is no part of what is computed. */
  readonly momentum?: number;
  /** Names of its weights in the order in which PyTorch has them, where it has its own. */
  readonly weights?: readonly string[];
}

/** What a network computes, step by step; every step stands behind those that it reads. */
export interface Structure {
  readonly steps: readonly Step[];
  /** Places of the steps that are handed out. */
  readonly outputs: readonly number[];
}

/** A structure in one spelling. */
interface Canonical {
  readonly lines: readonly string[];
  /** The place of the step that each line but the last is about. */
  readonly places: readonly number[];
  /** Which of the outputs is handed out first, which next. */
  readonly order: readonly number[];
}

/** Operations with weights of their own, which two of a kind need not share. */
export const withWeights =
  /^(?:conv|transposed-conv|batch-norm|layer-norm|group-norm|linear|lstm|scale|parameter) /;

const toLast = 'permute 0231';
const toFirst = 'permute 0312';

/** A value: the step that makes it, and whether its channels stand last. */
interface Value {
  readonly place: number;
  readonly isLast: boolean;
}

/**
 * The structure in one spelling, whatever the order in which its operations are called: lines from the outputs up, each
 * with the lines that it reads. Sums and products read in an order of their own, joined and added maps are joined and added
 * once, what is computed twice of the same is computed once, and a norm between two permutations is one over the channels.
 * Two structures have the same lines exactly where they do the same.
 */
export function canonical({ steps, outputs }: Structure): Canonical {
  const values: Value[] = [{ place: 0, isLast: false }];
  const texts = ['image'];
  const reads: (readonly number[])[] = [[]];
  const hashes = [hashOf('image')];
  const once = new Map<string, number>();
  const joined = (text: string, place: number): readonly number[] =>
    texts[place] === text ? reads[place]! : [place];
  for (const [index, step] of steps.entries()) {
    const place = index + 1;
    const inputs = step.reads.map((read) => values[read]!);
    const isLast = inputs[0]?.isLast ?? false;
    const isMoved = step.text === toLast ? !isLast : step.text === toFirst && isLast;
    let own = inputs.map((input) => input.place);
    if (step.text === 'concat' || step.text === 'add') own = own.flatMap((read) => joined(step.text, read));
    const isAlone = step.text === 'concat' && own.length === 1;
    if (step.text === 'add' || step.text === 'mul')
      own = own.toSorted((a, b) => hashes[a]!.localeCompare(hashes[b]!, 'en'));
    const text = isLast && !isMoved ? step.text.replace(' last', ' channels') : step.text;
    const key = withWeights.test(text) ? `${place}` : `${text} of ${own.join(' ')}`;
    if (!once.has(key)) once.set(key, place);
    if (isMoved) values.push({ place: own[0]!, isLast: !isLast });
    else values.push({ place: isAlone ? own[0]! : once.get(key)!, isLast });
    texts.push(text);
    reads.push(own);
    hashes.push(hashOf([text, ...own.map((read) => hashes[read]!)].join('\n')));
  }
  const lines: string[] = [];
  const places: number[] = [];
  const written = new Map<number, number>([[0, 0]]);
  const owners = new Map<number, number>();
  const write = (place: number): number => {
    const known = written.get(place);
    if (known !== undefined) return known;
    const from = reads[place]!.map(write);
    const line = lines.length + 1;
    const { owner } = steps[place - 1]!;
    const shared = owners.get(owner);
    if (shared === undefined) owners.set(owner, line);
    lines.push(
      `${texts[place]} of ${from.join(' ')}${shared === undefined ? '' : ` with weights of ${shared}`}`,
    );
    places.push(place);
    written.set(place, line);
    return line;
  };
  const ends = outputs.map((output) => values[output]!.place);
  const order = [...ends.keys()].sort((a, b) => hashes[ends[a]!]!.localeCompare(hashes[ends[b]!]!, 'en'));
  const given = order.map((index) => write(ends[index]!));
  return { lines: [...lines, `out ${given.join(' ')}`], places, order };
}

const hashOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** A structure that was read off code, on an image of so many rows and columns. */
export interface Listed extends Structure {
  readonly side: number;
  readonly columns: number;
}

/**
 * The structures of a list by their names, each with the sides of its image. The form of a list is said in the script that
 * writes it.
 */
export function readStructures(text: string): ReadonlyMap<string, Listed> {
  const structures = new Map<string, Listed>();
  for (const section of text.split('\n# ').slice(1)) {
    const [head, ...lines] = section.trimEnd().split('\n') as [string, ...string[]];
    const [name, size] = head.split(' ') as [string, string];
    const [side, columns = side] = size.split('x').map(Number) as [number, number?];
    const steps = unrolled(lines).map((line, index): Step => stepOf(line, index + 1));
    structures.set(name, { side, columns, steps: steps.slice(0, -1), outputs: steps.at(-1)!.reads });
  }
  return structures;
}

/** `3 x 12` stands for the next 12 lines three times. */
const unrolled = (lines: readonly string[]): readonly string[] => {
  const all: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const [, count, length] = /^(\d+) x (\d+)$/.exec(lines[at]!) ?? [];
    const first = length === undefined ? at : at + 1;
    const piece = lines.slice(first, first + Number(length ?? 1));
    for (let i = 0; i < Number(count ?? 1); i++) all.push(...piece);
    at = first + piece.length;
  }
  return all;
};

function stepOf(line: string, place: number): Step {
  const words = line.split(' ');
  const behind = (mark: string) =>
    words.filter((word) => word.startsWith(mark)).map((word) => place - Number(word.slice(1)));
  const reads = behind('@');
  const momentum = words.find((word) => /^m[0-9]/.test(word))?.slice(1);
  return {
    text: words.filter((word) => !/^(?:[@=]|m[0-9])/.test(word)).join(' '),
    ...(momentum !== undefined && { momentum: Number(momentum) }),
    reads: reads.length === 0 && !line.startsWith('parameter ') ? [place - 1] : reads,
    owner: behind('=')[0] ?? place,
  };
}
