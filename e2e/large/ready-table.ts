import type { ReadySteps } from './ready-steps.ts';

/** The ready network that is worked on. */
export const ready = 'hs-resnet-50';
/** The most milliseconds from input to paint at the 95th percentile. */
const bound = 50;

/** Prints what each step of work on a ready network took; returns whether all were quick enough. */
export function readyTable(steps: ReadySteps, say: (line: string) => void): boolean {
  let isKept = true;
  const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(12)).join('');
  say(`${ready}: milliseconds from input to paint, and of the main thread until the frame after it`);
  say(`${''.padEnd(24)}${line(['paint p50', 'p95', 'bound', 'main p50', 'p95'])}`);
  for (const [name, { paint, work }] of Object.entries(steps)) {
    const isOver = paint.p95 > bound;
    if (isOver) isKept = false;
    const figures = [paint.p50, paint.p95].map((value) => value.toFixed(1));
    const main = [work.p50, work.p95].map((value) => value.toFixed(1));
    say(`${name.padEnd(24)}${line([...figures, `<= ${bound}`, ...main])}${isOver ? '  over' : ''}`);
  }
  return isKept;
}
