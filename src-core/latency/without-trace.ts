import type { Calibration, TimedDesign } from './calibration.ts';

/** What a trace costs a kernel at most, over the time of one that computes next to nothing: twice that, as measured. */
const mostOfLaunch = 2;
/** What is left of a kernel's time at least, as a share. */
const least = 0.25;

/**
 * A design with the times of its operators as they are without a trace: each takes as much less, within bounds, as lets them add up
 * to the run without one. Of a network of small kernels the trace is half of what it tells.
 */
export function withoutTrace(design: TimedDesign, { ceilings }: Pick<Calibration, 'ceilings'>): TimedDesign {
  const taken = (ms: number, cost: number): number => Math.max(least * ms, ms - cost);
  const sum = (cost: number): number => design.operators.reduce((all, { ms }) => all + taken(ms, cost), 0);
  let [low, high] = [0, mostOfLaunch * ceilings.launchMs];
  if (sum(high) >= design.ms) low = high;
  else if (sum(0) > design.ms)
    for (let step = 0; step < 40; step++) {
      const cost = (low + high) / 2;
      if (sum(cost) > design.ms) low = cost;
      else high = cost;
    }
  return { ...design, operators: design.operators.map((one) => ({ ...one, ms: taken(one.ms, low) })) };
}
