import type { Sign, SignProof, Signs } from '../algebra/sign-runs.ts';
import { integerText } from '../format.ts';

/** Why the signs hold for every integer of the range, in one line. */
export function proofSentence({ proof, runs }: Signs): string {
  const [first, last] = [runs[0]?.from ?? 0n, runs.at(-1)?.to ?? 0n];
  const reasons: Readonly<Record<SignProof, string>> = {
    'always-equal': 'the two counts are the same polynomial',
    coefficients: 'every term of the difference has the same sign',
    roots: 'Sturm’s theorem counts the roots of the difference; there is none elsewhere',
    'every-integer': `all ${integerText(last - first + 1n)} values were looked at`,
  };
  return reasons[proof];
}

const rangeText = (name: string, from: bigint, to: bigint): string =>
  from === to ? `${name} = ${from}` : `${name} from ${from} to ${to}`;

/** Which costs more where, as sentences without their ends: `res2net-block costs more for w from 1 to 63`. */
export function crossoverLines(
  signs: Signs,
  names: { readonly first: string; readonly second: string; readonly axis: string },
): readonly string[] {
  const said: Readonly<Record<Sign, string>> = {
    1: `${names.first} costs more`,
    0: 'both cost the same',
    [-1]: `${names.second} costs more`,
  };
  return signs.runs.map(({ from, to, sign }) => `${said[sign]} for ${rangeText(names.axis, from, to)}`);
}

/** Whether one becomes the cheaper anywhere in the range. */
export const hasCrossover = ({ runs }: Signs): boolean =>
  runs.some(({ sign }) => sign > 0) && runs.some(({ sign }) => sign < 0);
