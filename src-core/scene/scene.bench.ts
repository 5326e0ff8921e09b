import { Analyzer } from '../analysis/analyzer.ts';
import { joinPath } from '../analysis/path-names.ts';
import { catalogue, networks } from '../catalogue.ts';
import type { Expansion } from '../language/expansion.ts';
import { levelAt } from './level.ts';
import { sceneOf } from './scene.ts';

interface Step {
  readonly name: string;
  readonly ms: number;
}

const worstOf = (steps: readonly Step[]): Step => steps.reduce((a, b) => (b.ms > a.ms ? b : a));

/** Paths of the design's items and of everything inside them, each different inside once. */
function* insides(path: string, { children }: Expansion, seen: Set<Expansion>): Generator<string> {
  if (children.length === 0) return;
  yield path;
  for (const { name, expansion } of children) {
    if (seen.has(expansion)) continue;
    seen.add(expansion);
    yield* insides(joinPath(path, name), expansion, seen);
  }
}

function timed(name: string, work: () => unknown): Step {
  const begin = performance.now();
  work();
  return { name, ms: performance.now() - begin };
}

/** The least of several rounds of a step: the others waited for another process. */
function least(rounds: readonly (readonly Step[])[]): Step[] {
  const [first = [], ...rest] = rounds;
  return first.map((step, index) =>
    rest.map((steps) => steps[index]!).reduce((a, b) => (b.ms < a.ms ? b : a), step),
  );
}

/** One round of every step: the first analysis of each network, its drawing, and that of each inside. */
function round(): readonly [Step[], Step[], Step[]] {
  const steps = [[], [], []] as [Step[], Step[], Step[]];
  for (const { name, design } of networks) {
    const analyzer = new Analyzer(catalogue);
    steps[0].push(timed(name, () => analyzer.update(design)));
    const analysis = analyzer.update(design);
    const draw = (path: string) =>
      timed(`${name} ${path}`.trim(), () => sceneOf(levelAt(analysis, path, catalogue)!, 'TB'));
    const seen = new Set<Expansion>();
    const paths = [...analysis.items].flatMap(([id, { expansion }]) =>
      expansion === null ? [] : [...insides(id, expansion, seen)],
    );
    steps[1].push(draw(''));
    steps[2].push(...paths.map(draw));
  }
  return steps;
}

/**
 * What the window does when a ready network is opened and stepped into, each step on its own: the first analysis with
 * nothing known before, the drawing of the design, and the drawing of every inside.
 */
export async function bench(): Promise<string> {
  // The first round warms the compiler.
  round();
  const rounds = [round(), round(), round()];
  const kinds = ['first analysis', 'drawing the design', 'drawing an inside'];
  const lines = kinds.map((kind, index) => {
    const steps = least(rounds.map((each) => each[index]!));
    const sorted = steps.map(({ ms }) => ms).sort((a, b) => a - b);
    const { name, ms } = worstOf(steps);
    const median = sorted[sorted.length >> 1]!.toFixed(2);
    return `  ${kind.padEnd(20)} median ${median} ms, worst ${ms.toFixed(1)} ms (${name}), n ${steps.length}`;
  });
  return [
    `opening ${networks.length} ready networks, the least of ${rounds.length} rounds of each step`,
    ...lines,
  ].join('\n');
}
