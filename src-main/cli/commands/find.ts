import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { ok } from '../../../src-core/errors.ts';
import { findItems } from '../../../src-core/find/find.ts';
import { parseQuery } from '../../../src-core/find/parse-query.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import { shapeJson } from '../json.ts';
import type { DesignOptions } from '../prepared.ts';
import { examine, prepareDesign } from '../prepared.ts';
import { countText, integerOf, sizesText } from '../quantity.ts';
import { table } from '../table.ts';

export interface FindOptions extends DesignOptions {
  /** At most so many items are listed; all are counted. */
  readonly most: number;
}

const columns = [
  { title: 'ITEM' },
  { title: 'KIND' },
  { title: 'OUTPUT' },
  { title: 'PARAMS', right: true },
  { title: 'MACS', right: true },
];

/** Lists the items of a design, at any depth, that fit a search. Issues: those of the search, at their character. */
export async function findInDesign(name: string, text: string, options: FindOptions): Promise<Outcome> {
  const prepared = await prepareDesign(name, options);
  if (!prepared.ok) return prepared;
  const query = parseQuery(text);
  if (!query.ok) return query;
  const { analysis, issues } = examine(prepared.value);
  const found = findItems(analysis, query.value);
  if (!found.ok) return found;
  const { count } = found.value;
  const items = found.value.slice(0, options.most).map((path) => ({ path, item: itemAt(analysis, path) }));
  const rows = items.map(({ path, item }) => [
    path,
    item?.definition?.id ?? unknown,
    sizesText(item?.outputs[0] ?? null),
    countText(item?.facts?.params ?? null),
    countText(item?.facts?.macs ?? null),
  ]);
  const head = count === 1 ? '1 item' : `${integerText(count)} items`;
  const rest = count > rows.length ? `… ${integerText(count - rows.length)} more; --most lists them\n` : '';
  return ok({
    json: {
      count,
      items: items.map(({ path, item }) => ({
        path,
        definition: item?.definition?.id ?? null,
        outputs: (item?.outputs ?? []).map(shapeJson),
        params: integerOf(item?.facts?.params ?? null),
        macs: integerOf(item?.facts?.macs ?? null),
      })),
    },
    text: `${head}\n${rows.length === 0 ? '' : table(columns, rows)}${rest}`,
    issues,
  });
}
