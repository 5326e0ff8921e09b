import type { Design, FieldValue } from '../../../src-core/document/design.ts';
import { WordStream } from '../../../src-core/lower/random.ts';
import type { NetworkItem } from '../../../src-core/networks/ready-network.ts';
import { network } from '../../../src-core/networks/ready-network.ts';

/**
 * Designs whose operators a device is timed on: random columns of what networks are made of, at random widths and sizes. None
 * of them is a published network or a block of one, so that every network is one that calibration has not seen.
 */

const widths = [
  8, 13, 16, 20, 24, 26, 32, 40, 48, 52, 64, 80, 96, 112, 128, 160, 192, 256, 320, 384, 512, 768, 1024,
];
const sides = [4, 7, 7, 8, 14, 14, 16, 28, 28, 32, 56, 56, 64, 112];
const activations = ['relu', 'relu', 'relu', 'relu6', 'silu', 'hard-swish', 'sigmoid', 'gelu', 'leaky-relu'];

/** What sort of design a column becomes: how many parts it has, and how large they are. */
interface Sort {
  readonly parts: number;
  readonly sides: readonly number[];
  readonly widths: readonly number[];
  /** Multiply-accumulates that one convolution may have, so that a run of a design stays short. */
  readonly mostMacs: number;
  /** Whether it ends in linear layers that read the whole map. */
  readonly isWide: boolean;
}

/** Weights of a linear layer at most. */
const mostOfLinear = 40e6;

const usual: Sort = { parts: 6, sides, widths, mostMacs: 120e6, isWide: false };
/** Many kernels that do little: what each of them costs besides its work. */
const deep: Sort = { ...usual, parts: 30, widths: widths.filter((width) => width <= 96), mostMacs: 2e6 };
/** Weights that no cache holds, as those of whole networks are. */
const heavy: Sort = {
  ...usual,
  parts: 10,
  sides: [4, 7, 8, 14],
  widths: [256, 320, 384, 512, 512, 768, 1024],
  isWide: true,
};
/** Few convolutions over many positions. */
const broad: Sort = { ...usual, parts: 4, sides: [32, 56, 64, 112], mostMacs: 700e6 };
const sorts: readonly Sort[] = [usual, heavy, usual, deep, usual, broad, usual, heavy];

/** A design while it grows: the item that is last, with its channels and rows. */
class Column {
  readonly items: NetworkItem[];
  readonly #sort: Sort;
  readonly #words: WordStream;
  #last = 'input';
  #channels: number;
  #side: number;

  constructor(seed: number, sort: Sort) {
    this.#sort = sort;
    this.#words = new WordStream(seed, 'training');
    this.#side = this.#of(sort.sides);
    const isImage = sort === usual && this.#below(3) === 0;
    this.#channels = isImage ? 3 : this.#width(2e6 / this.#side ** 2);
    if (isImage) this.#side = this.#of([32, 56, 112, 160, 224]);
    this.items = [
      {
        id: 'input',
        definition: 'input',
        fields: { channels: this.#channels, height: this.#side, width: this.#side },
      },
    ];
  }

  #below(count: number): number {
    const word = new Uint32Array(1);
    this.#words.fill(word);
    return word[0]! % count;
  }

  #of<T>(all: readonly T[]): T {
    return all[this.#below(all.length)]!;
  }

  #width(most: number): number {
    const [least = 16] = this.#sort.widths;
    return this.#of(this.#sort.widths.filter((width) => width <= Math.max(16, least, most)));
  }

  #add(
    definition: string,
    fields: Readonly<Record<string, FieldValue>> = {},
    from: readonly string[] = [this.#last],
    to?: readonly string[],
  ): string {
    this.#last = `item${this.items.length}`;
    this.items.push({ id: this.#last, definition, fields, from, ...(to !== undefined && { to }) });
    return this.#last;
  }

  #normed(active = this.#below(4) > 0): void {
    if (this.#below(6) > 0) this.#add('batch-norm');
    if (active) this.#add(this.#of(activations));
  }

  /** A convolution to so many channels, with what usually stands behind it. */
  #convolve(to: number, kernel: number, groups = 1, stride = 1, active?: boolean): void {
    this.#add('conv2d', { outChannels: to, kernel, groups, stride });
    this.#channels = to;
    this.#side = Math.ceil(this.#side / stride);
    this.#normed(active);
  }

  /** The most channels of a convolution here that is not too long. */
  #room(kernel: number, groups = 1): number {
    return (this.#sort.mostMacs * groups) / (this.#channels * kernel ** 2 * this.#side ** 2);
  }

  dense(): void {
    const kernel = this.#of([1, 1, 3, 3, 3, 5, 7]);
    const stride = this.#side > 8 && this.#below(4) === 0 ? 2 : 1;
    this.#convolve(this.#width(this.#room(kernel) * stride ** 2), kernel, 1, stride);
  }

  depthwise(): void {
    const stride = this.#side > 8 && this.#below(4) === 0 ? 2 : 1;
    this.#convolve(this.#channels, this.#of([3, 3, 5, 7]), this.#channels, stride);
  }

  grouped(): void {
    const groups = [2, 4, 8, 32].filter((count) => this.#channels % count === 0);
    if (groups.length === 0) {
      this.dense();
      return;
    }
    this.#convolve(this.#channels, 3, this.#of(groups));
  }

  /** What is added to what went past it. */
  residual(): void {
    const [start, channels] = [this.#last, this.#channels];
    this.#convolve(this.#width(this.#room(3)), this.#of([1, 3]));
    this.#convolve(channels, this.#of([1, 3]), 1, 1, false);
    this.#add('add', {}, [this.#last, start], ['a', 'b']);
    if (this.#below(3) > 0) this.#add('relu');
  }

  /** Parts that are worked on by themselves, one after the other, and put together. */
  parts(): void {
    const parts = this.#of([2, 4, 5]);
    const each = Math.floor(this.#channels / parts);
    if (each < 4) {
      this.dense();
      return;
    }
    const sizes = Array.from({ length: parts }, (_, i) =>
      i === 0 ? this.#channels - each * (parts - 1) : each,
    );
    const split = this.#add('split', { sizes });
    const whole = this.#channels;
    const made = [`${split}.out1`];
    for (let part = 2; part <= parts; part++) {
      this.#last = `${split}.out${part}`;
      if (part > 2 && this.#below(2) === 0) this.#add('add', {}, [this.#last, made.at(-1)!], ['a', 'b']);
      this.#channels = each;
      this.#convolve(each, 3);
      made.push(this.#last);
    }
    this.#add('concat', { inputs: parts }, made);
    this.#channels = whole;
  }

  /** Two ways beside each other, put together. */
  branches(): void {
    const start = this.#last;
    const before = this.#channels;
    this.#convolve(this.#width(Math.min(256, this.#room(1))), 1);
    const [first, channels] = [this.#last, this.#channels];
    const cheap = this.#below(2) === 0;
    if (cheap) {
      this.#convolve(channels, 3, channels);
      this.#add('concat', { inputs: 2 }, [first, this.#last]);
      this.#channels = 2 * channels;
    } else {
      this.#add('concat', { inputs: 2 }, [start, first]);
      this.#channels = before + channels;
    }
  }

  /** A factor for each channel. */
  gate(): void {
    const [start, channels] = [this.#last, this.#channels];
    this.#add('global-avg-pool');
    this.#add('conv2d', { outChannels: Math.max(4, Math.floor(channels / 4)), kernel: 1, bias: true });
    this.#add('relu');
    this.#add('conv2d', { outChannels: channels, kernel: 1, bias: true });
    this.#add(this.#of(['sigmoid', 'hard-sigmoid']));
    this.#add('mul', {}, [start, this.#last], ['a', 'b']);
  }

  pool(): void {
    if (this.#side < 8) {
      this.grouped();
      return;
    }
    const stride = this.#below(2) + 1;
    this.#add(this.#of(['max-pool', 'avg-pool']), { kernel: 3, stride });
    this.#side = Math.ceil(this.#side / stride);
  }

  /** A norm before its convolution, which nothing can be fused into. */
  before(): void {
    this.#add('batch-norm');
    this.#add(this.#of(['relu', 'silu']));
    this.#add('conv2d', { outChannels: this.#channels, kernel: this.#room(3) > this.#channels ? 3 : 1 });
  }

  larger(): void {
    if (this.#side > 28) {
      this.pool();
      return;
    }
    this.#add('resize', { mode: this.#of(['nearest', 'bilinear']), factor: 2 });
    this.#side *= 2;
  }

  /** Positions as a sequence, as attention and its perceptrons see them. */
  tokens(): void {
    if (this.#side > 32) {
      this.depthwise();
      return;
    }
    const inner = Math.min(1536, this.#channels * this.#of([1, 2, 4]));
    this.#add('permute', { order: [0, 2, 3, 1] });
    this.#add('layer-norm', { axis: 'last' });
    this.#add('linear', { outFeatures: inner, lastAxis: true });
    this.#add('gelu');
    this.#add('linear', { outFeatures: this.#channels, lastAxis: true });
    this.#add('permute', { order: [0, 3, 1, 2] });
  }

  /** Every position weighs every other. */
  attention(): void {
    if (this.#side > 16) {
      this.tokens();
      return;
    }
    const positions = this.#side ** 2;
    const flat = this.#add('reshape', { sizes: [this.#channels, positions] });
    const upright = this.#add('permute', { order: [0, 2, 1] });
    this.#add('matmul', {}, [upright, flat], ['a', 'b']);
    const weights = this.#add('softmax', { axis: 'last' });
    this.#add('matmul', {}, [weights, upright], ['a', 'b']);
    this.#add('permute', { order: [0, 2, 1] });
    this.#add('reshape', { sizes: [this.#channels, this.#side, this.#side] });
  }

  shuffled(): void {
    if (this.#channels % 2 === 1) {
      this.dense();
      return;
    }
    this.#add('channel-shuffle', { groups: 2 });
  }

  head(): void {
    const read = this.#channels * this.#side ** 2;
    const possible = [1024, 2048, 4096].filter((count) => count * read <= mostOfLinear);
    if (this.#sort.isWide && possible.length > 0) {
      this.#add('flatten');
      const features = this.#of(possible);
      this.#add('linear', { outFeatures: features });
      this.#add('relu');
      this.#add('linear', { outFeatures: features });
    } else {
      this.#add('global-avg-pool');
      this.#add('flatten');
    }
    this.#add('linear', { outFeatures: this.#of([10, 100, 1000]) });
  }

  grow(): void {
    const ways = [
      ...[this.dense, this.dense, this.dense, this.depthwise, this.depthwise, this.grouped, this.residual],
      ...[this.residual, this.parts, this.parts, this.branches, this.gate, this.pool, this.before],
      ...[this.larger, this.tokens, this.attention, this.shuffled],
    ];
    this.#of(ways).call(this);
  }
}

/** A random design, the same for the same seed. */
export function trainingDesign(seed: number): Design {
  const sort = sorts[seed % sorts.length]!;
  const column = new Column(seed, sort);
  for (let part = 0; part < sort.parts; part++) column.grow();
  if (sort.isWide || seed % 3 === 0) column.head();
  return network('Training', [], [...column.items, { id: 'output', definition: 'output' }]);
}
