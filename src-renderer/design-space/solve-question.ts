import { networkOf } from '../../src-core/catalogue.ts';
import type { Varied } from '../../src-core/design-space/solve.ts';
import { integerText } from '../../src-core/format.ts';
import type { SpaceViewState, Target } from './space-view.ts';
import type { NamedAxis, Subject } from './subject.ts';

/** More rows are no table that anyone reads. */
const mostRows = 64;

/** No other axis is varied. */
export const alone = '—';

/** What the fields of the view stand at: what was chosen, as far as it makes sense here, else the usual. */
export interface SolveChoice {
  readonly target: Target;
  readonly solved: NamedAxis | null;
  readonly each: NamedAxis | null;
  readonly from: number;
  readonly to: number;
}

/** The range that is offered: 2 … 8 groups or copies, or seven sizes from the present one on. */
function usualRange({ min, max, value, isStructural }: NamedAxis): readonly [number, number] {
  const [low, high, now] = [Number(min), Number(max), Number(value)];
  return isStructural
    ? [Math.min(Math.max(low, 2), high), Math.min(high, Math.max(8, now))]
    : [now, Math.min(high, now + 6)];
}

const usualTarget = ({ path }: Subject, present: bigint | null): Target =>
  path === '' && networkOf('resnet-50') !== undefined
    ? { kind: 'network', name: 'resnet-50' }
    : { kind: 'number', text: present === null ? '' : integerText(present) };

/** @param present the held count as it is now */
export function choiceOf(view: SpaceViewState, subject: Subject, present: bigint | null): SolveChoice {
  const { axes } = subject;
  const known = (name: string | null) => axes.find((axis) => axis.name === name) ?? null;
  const solved = known(view.solved) ?? axes.find(({ isStructural }) => !isStructural) ?? axes[0] ?? null;
  const others = axes.filter((axis) => axis !== solved);
  const chosen = known(view.each);
  const each =
    view.each === alone
      ? null
      : chosen !== null && chosen !== solved
        ? chosen
        : (others.find(({ isStructural }) => isStructural) ?? null);
  const [low, high] = each === null ? [0, 0] : usualRange(each);
  const inside = (value: number) =>
    each === null ? 0 : Math.min(Number(each.max), Math.max(Number(each.min), value));
  const from = inside(view.from ?? low);
  const to = inside(Math.min(view.to ?? high, from + mostRows - 1));
  return { target: view.target ?? usualTarget(subject, present), solved, each, from, to: Math.max(from, to) };
}

/** The values of the other axis, none where nothing else is varied. */
export function variedOf({ each, from, to }: SolveChoice): Varied | null {
  if (each === null) return null;
  const values = Array.from({ length: to - from + 1 }, (_, index) => BigInt(from + index));
  return { name: each.name, values };
}
