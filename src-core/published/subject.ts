import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, DesignNode, Variable } from '../document/design.ts';
import { expand } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import { sizeFieldsOf } from '../language/roles.ts';
import type { BlockSubject, NetworkSubject, Subject } from './figure.ts';

/** What can be counted of a subject: expansions of all its items. */
export interface Counted {
  readonly expansions: readonly Expansion[];
  /** Null for a block on its own. */
  readonly analysis: Analysis | null;
}

/** Why a subject cannot be counted. */
export type Absence = 'not in the catalogue' | 'without that variable' | 'not sound at these settings';

function withVariables(design: Design, settings: NonNullable<NetworkSubject['settings']>): Design | null {
  const names = design.variables.map(({ name }) => name);
  if (Object.keys(settings).some((name) => !names.includes(name))) return null;
  const variables = design.variables.map(
    (variable) => ({ ...variable, value: settings[variable.name] ?? variable.value }) as Variable,
  );
  return { ...design, variables };
}

function withInput(design: Design, sizes: NonNullable<NetworkSubject['input']>): Design {
  const resized = (node: DesignNode): DesignNode => {
    const names = sizeFieldsOf(catalogue.definitionOf(node.definition));
    if (names?.length !== sizes.length) return node;
    const given = Object.fromEntries(names.map((name, index) => [name, sizes[index]!]));
    return { ...node, fields: { ...node.fields, ...given } };
  };
  return { ...design, nodes: design.nodes.map(resized) };
}

/** The design that is spoken of: the ready network at the settings and the input that are named, or why there is none. */
export function subjectDesign({ network, settings = {}, input }: NetworkSubject): Design | Absence {
  const ready = networkOf(network);
  if (ready === undefined) return 'not in the catalogue';
  const set = withVariables(ready.design, settings);
  if (set === null) return 'without that variable';
  return input === undefined ? set : withInput(set, input);
}

function countNetwork(subject: NetworkSubject): Counted | Absence {
  const design = subjectDesign(subject);
  if (typeof design === 'string') return design;
  const analysis = analyze(design, catalogue);
  if (analysis.totals === null || analysis.issues.length > 0) return 'not sound at these settings';
  return { analysis, expansions: [...analysis.items.values()].map(({ expansion }) => expansion!) };
}

function countBlock({ block, fields, input }: BlockSubject): Counted | Absence {
  const definition = catalogue.definitionOf(block);
  if (definition === undefined) return 'not in the catalogue';
  const given = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
  return { analysis: null, expansions: [expand(definition, given, [input.map(BigInt)])] };
}

/** Analyses what a row speaks of, or says why it cannot be. */
export const countSubject = (subject: Subject): Counted | Absence =>
  'network' in subject ? countNetwork(subject) : countBlock(subject);

/** The subject's name in the catalogue. */
export const subjectName = (subject: Subject): string =>
  'network' in subject ? subject.network : subject.block;

/** Visits every operator that runs, inside out. */
export function* operatorsOf({ expansions }: Pick<Counted, 'expansions'>): Generator<Expansion> {
  for (const expansion of expansions) {
    if (expansion.definition.kind === 'operator') yield expansion;
    else yield* operatorsOf({ expansions: expansion.children.map((child) => child.expansion) });
  }
}
