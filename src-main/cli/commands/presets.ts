import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { catalogue, networks } from '../../../src-core/catalogue.ts';
import { ok } from '../../../src-core/errors.ts';
import { tasks } from '../../../src-core/networks/tasks.ts';
import type { Outcome } from '../answer.ts';
import { variablesJson } from '../json.ts';
import { countText, integerOf, settingsText } from '../quantity.ts';
import { table } from '../table.ts';

/** Lists the ready networks with their variables and counts. */
export function presets(): Outcome {
  const counted = networks.map(({ name, title, design }) => {
    const totals = analyze(design, catalogue).totals;
    return { name, title, design, params: totals?.params ?? null, macs: totals?.macs ?? null };
  });
  const json = counted.map(({ name, title, design, params, macs }) => ({
    name,
    title,
    variables: variablesJson(design.variables),
    params: integerOf(params),
    macs: integerOf(macs),
  }));
  const rows = counted.map(({ name, title, design, params, macs }) => [
    name,
    title,
    countText(params),
    countText(macs),
    settingsText(design.variables),
  ]);
  const columns = [
    { title: 'NAME' },
    { title: 'TITLE' },
    { title: 'PARAMS', right: true },
    { title: 'MACs', right: true },
    { title: 'VARIABLES' },
  ];
  const notes = [
    "MACs: conv + linear, at each network's own input.",
    `A task stands on any network with feature maps by its name, such as faster-rcnn@res2net-50: ${tasks.map((task) => task.name).join(', ')}.`,
  ];
  return ok({ json, text: `${table(columns, rows)}\n${notes.join('\n')}\n` });
}
