import { readFileSync } from 'node:fs';
import { networks } from '../../catalogue.ts';
import { listOf } from './held.fixture.ts';

/** A few values of an output: the largest size of any, the mean of all, and those at equal steps. */
interface OutputPrint {
  readonly count: number;
  readonly largest: number;
  readonly mean: number;
  readonly shown: readonly number[];
}

interface Fingerprint {
  readonly side: number;
  readonly weights: number;
  /** Mean scale of its norms. */
  readonly gain: number;
  readonly outputs: readonly OutputPrint[];
}

const text = readFileSync(new URL('fingerprints.txt', import.meta.url), 'utf8');

/** What public codes compute, by ready networks or by models of timm and torchvision; scripts/structures/fingerprints.py writes it. */
export const fingerprints: ReadonlyMap<string, Fingerprint> = new Map(text.split('\n# ').slice(1).map(read));

function read(section: string): [string, Fingerprint] {
  const [head, ...lines] = section.trimEnd().split('\n') as [string, ...string[]];
  const [name, ...counts] = head.split(' ') as [string, ...string[]];
  const [side, weights, gain] = counts.map(Number) as [number, number, number];
  const outputs = lines.map((line) => {
    const [count, largest, mean, ...shown] = line.split(' ').map(Number) as [number, number, number];
    return { count, largest, mean, shown: shown as readonly number[] };
  });
  return [name, { side, weights, gain, outputs }];
}

/** The ready networks of which there is a fingerprint, with the list that tells which weight is which, where there is one. */
export const printed = networks.flatMap(({ name, design, reference }) => {
  const models = [name, ...[...reference.matchAll(/(?:torchvision|timm) (\w+)/g)].map(([, model]) => model!)];
  const model = models.find((one) => fingerprints.has(one));
  if (model === undefined) return [];
  return [{ name, design, model, theirs: fingerprints.get(model)!, list: listOf(name) }];
});
