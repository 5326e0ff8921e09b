import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { conventionOf, conventionText, unitOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { ModelMode } from '../../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { catalogue, networks } from '../../../src-core/catalogue.ts';
import type { LegalRange } from '../../../src-core/design-space/legal-values.ts';
import { legalValues } from '../../../src-core/design-space/legal-values.ts';
import type { Design, Variable } from '../../../src-core/document/design.ts';
import { ok } from '../../../src-core/errors.ts';
import { tasks } from '../../../src-core/networks/tasks.ts';
import type { Outcome } from '../answer.ts';
import { costJson, namedCost } from '../convention.ts';
import type { Json } from '../json.ts';
import { countText, integerOf, settingsText } from '../quantity.ts';
import { table } from '../table.ts';

export interface PresetsOptions {
  readonly convention: ConventionName;
  readonly mode?: ModelMode;
}

/** A variable with its bounds or options, and which of its values are legal. */
function variableJson(design: Design, variable: Variable): Json {
  const { name: _, ...said } = variable;
  return { ...said, legal: legalJson(legalValues(design, variable, catalogue)) };
}

const isRange = (legal: LegalRange | readonly string[]): legal is LegalRange => 'from' in legal;

const legalJson = (legal: LegalRange | readonly string[]): Json =>
  isRange(legal) ? { ...legal } : { options: legal };

/** Lists the ready networks with their variables and counts. */
export function presets({ convention, mode }: PresetsOptions): Outcome {
  const counted = networks.map(({ name, title, family, design }) => {
    const analysis = analyze(design, catalogue);
    const { totals } = analysis;
    const cost = namedCost(convention, analysis, mode);
    return { name, title, family, design, params: totals?.params ?? null, macs: totals?.macs ?? null, cost };
  });
  const json = counted.map(({ name, title, family, design, params, macs, cost }) => ({
    name,
    title,
    family,
    variables: Object.fromEntries(
      design.variables.map((variable) => [variable.name, variableJson(design, variable)]),
    ),
    params: integerOf(params),
    macs: integerOf(macs),
    cost: costJson(cost),
  }));
  const rows = counted.map(({ name, title, design, params, cost }) => [
    name,
    title,
    countText(params),
    countText(cost.value),
    settingsText(design.variables),
  ]);
  const rule = conventionOf(convention, mode);
  const columns = [
    { title: 'NAME' },
    { title: 'TITLE' },
    { title: 'PARAMS', right: true },
    { title: unitOf(rule), right: true },
    { title: 'VARIABLES' },
  ];
  const notes = [
    `${unitOf(rule)}: ${conventionText(rule)}, at each network's own input.`,
    `A task stands on any network with feature maps by its name, such as faster-rcnn@res2net-50: ${tasks.map((task) => task.name).join(', ')}.`,
  ];
  return ok({ json, text: `${table(columns, rows)}\n${notes.join('\n')}\n` });
}
