import { expect } from 'vitest';
import { countSubject, operatorsOf } from '../published/subject.ts';

/** What another counter counts of a network, batch 1: trained parameters, means and variances, and MACs by kind of product. */
interface Counts {
  readonly params: bigint;
  readonly buffers: bigint;
  readonly conv: bigint;
  readonly linear: bigint;
  readonly matmul?: bigint;
}

/** A network of public code with its counts, and the ready network that stands for it. */
export interface GoldenRow extends Counts {
  /** What the public code calls it. */
  readonly model: string;
  readonly network: string;
  readonly settings?: Readonly<Record<string, number | string>>;
  /** Rows and columns of the image, where they are the same. */
  readonly side: number;
  /** Channels, rows and columns of the image, where it is no square of three colours. */
  readonly image?: readonly [channels: number, rows: number, columns: number];
  /** The ready network with as many parameters, where the code registers layers that it does not run. */
  readonly registered?: string;
  /** What the public code registers and runs beside, of which nothing is read. */
  readonly unread?: Counts;
}

const kinds: Readonly<Record<string, 'conv' | 'linear' | 'matmul'>> = {
  convolution: 'conv',
  'transposed-convolution': 'conv',
  linear: 'linear',
  matmul: 'matmul',
  lstm: 'matmul',
};

/** Asks the catalogue for the network of a row, and holds its counts against those of the row. */
export function expectGolden({
  network,
  settings,
  side,
  image = [3, side, side],
  registered,
  unread,
  ...row
}: GoldenRow): void {
  const countOf = (name: string) => {
    const found = countSubject({ network: name, ...(settings && { settings }), input: [1, ...image] });
    if (typeof found === 'string') throw new Error(`${name} is ${found}`);
    return found;
  };
  const counted = countOf(network);
  const macs = { conv: 0n, linear: 0n, matmul: 0n };
  for (const { definition, facts } of operatorsOf(counted)) {
    const kind = definition.kind === 'operator' ? kinds[definition.operation] : undefined;
    if (kind !== undefined) macs[kind] += facts.macs as bigint;
  }
  const { totals } = counted.analysis!;
  const all = registered === undefined ? totals : countOf(registered).analysis!.totals;
  expect(totals!.macs).toBe(macs.conv + macs.linear + macs.matmul);
  expect({
    params: (all!.params as bigint) + (unread?.params ?? 0n),
    buffers: (all!.buffers as bigint) + (unread?.buffers ?? 0n),
    ...macs,
    conv: macs.conv + (unread?.conv ?? 0n),
  }).toEqual({
    params: row.params,
    buffers: row.buffers,
    conv: row.conv,
    linear: row.linear,
    matmul: row.matmul ?? 0n,
  });
}
