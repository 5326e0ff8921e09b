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
  /** Rows and columns of the image. */
  readonly side: number;
  /** What the public code registers and runs beside, of which nothing is read. */
  readonly unread?: Counts;
}

const kinds: Readonly<Record<string, 'conv' | 'linear' | 'matmul'>> = {
  convolution: 'conv',
  'transposed-convolution': 'conv',
  linear: 'linear',
  matmul: 'matmul',
};

/** Asks the catalogue for the network of a row, and holds its counts against those of the row. */
export function expectGolden({ network, settings, side, unread, ...row }: GoldenRow): void {
  const counted = countSubject({ network, ...(settings && { settings }), input: [1, 3, side, side] });
  if (typeof counted === 'string') throw new Error(`${network} is ${counted}`);
  const macs = { conv: 0n, linear: 0n, matmul: 0n };
  for (const { definition, facts } of operatorsOf(counted)) {
    const kind = definition.kind === 'operator' ? kinds[definition.operation] : undefined;
    if (kind !== undefined) macs[kind] += facts.macs as bigint;
  }
  const { totals } = counted.analysis!;
  expect(totals!.macs).toBe(macs.conv + macs.linear + macs.matmul);
  expect({
    params: (totals!.params as bigint) + (unread?.params ?? 0n),
    buffers: (totals!.buffers as bigint) + (unread?.buffers ?? 0n),
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
