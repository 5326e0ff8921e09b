import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { newWeightsIn } from '../../src-core/analysis/new-weights.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, ok, problemsOf } from '../../src-core/errors.ts';
import { applySettings } from './design-settings.ts';
import type { NamedDesign } from './designs.ts';
import { inFile, openDesign } from './designs.ts';
import { applyBatch, applyInput } from './input-sizes.ts';
import { readSettings } from './settings.ts';
import { applyCalls } from './source-calls.ts';

/** The options that change a design before a command looks at it. */
export interface DesignOptions {
  readonly set: readonly string[];
  /** How the source calls items, as `item=way`. */
  readonly call?: readonly string[];
  readonly input?: string;
  /** Images of one run; as the design says when absent. */
  readonly batch?: number;
}

/** Opens a design and gives it the variables and input sizes that were asked for. */
export async function prepareDesign(name: string, options: DesignOptions): Promise<Result<NamedDesign>> {
  const settings = readSettings(options.set);
  if (!settings.ok) return settings;
  const opened = await openDesign(name);
  if (!opened.ok) return opened;
  const called = applyCalls(opened.value, options.call ?? []);
  if (!called.ok) return called;
  const changed = applySettings({ ...opened.value, design: called.value }, settings.value);
  if (!changed.ok) return changed;
  const sized = resized({ name, design: changed.value }, options.input);
  return sized.ok && options.batch !== undefined ? ok(batched(sized.value, options.batch)) : sized;
}

/** The design with the input sizes that were asked for, if any were. */
export function resized(named: NamedDesign, input: string | undefined): Result<NamedDesign> {
  if (input === undefined) return ok(named);
  const design = applyInput(named, input);
  return design.ok ? ok({ name: named.name, design: design.value }) : design;
}

/** The design with so many images in each run. */
const batched = ({ name, design }: NamedDesign, batch: number): NamedDesign => ({
  name,
  design: applyBatch(design, batch),
});

/** A design with its analysis and the problems found, which name the design. */
export interface Examined extends NamedDesign {
  readonly analysis: Analysis;
  readonly issues: readonly Issue[];
}

export function examine(named: NamedDesign): Examined {
  const analysis = analyze(named.design, catalogue);
  return { ...named, analysis, issues: inFile(named.name, [...analysis.issues, ...newWeightsIn(analysis)]) };
}

/** The design where it has no problems, else its problems. */
export function soundDesign(examined: Examined): Result<Examined> {
  const problems = problemsOf(examined.issues);
  return problems.length === 0 ? ok(examined) : fail(...problems);
}
