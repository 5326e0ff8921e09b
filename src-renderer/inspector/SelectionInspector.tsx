import type { Expr } from '../../src-core/algebra/expression.ts';
import { add } from '../../src-core/algebra/expression.ts';
import { expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { nameOf, parentOf, reveal } from '../store/navigation.ts';
import { select } from '../store/selection.ts';
import { shareable, shareSelected } from '../store/sharing.ts';
import { useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { bytesFigure, countText } from '../ui/figures.ts';
import { Section } from '../ui/Section.tsx';
import { ArrangeRow } from './ArrangeRow.tsx';
import type { Fact } from './FactList.tsx';
import { FactList } from './FactList.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { ItemFields } from './ItemFields.tsx';
import rows from './SelectionInspector.module.css';

interface SelectionInspectorProps {
  readonly paths: readonly string[];
  readonly items: readonly Item[];
}

/** The sum over all items; null where one is unknown. */
function sum(items: readonly Item[], of: (facts: Facts) => Expr): Expr | null {
  const known = items.map((item) => (item.facts === null ? null : of(item.facts)));
  return known.includes(null) ? null : add(...(known as Expr[]));
}

/** The items that are inside none of the others, whose counts hold theirs already. */
function outermost(paths: readonly string[], items: readonly Item[]): readonly Item[] {
  const all = new Set(paths);
  const isInside = (path: string): boolean => {
    for (let around = parentOf(path); around !== ''; around = parentOf(around))
      if (all.has(around)) return true;
    return false;
  };
  return items.filter((_, index) => !isInside(paths[index] ?? ''));
}

/** How many items there are of each definition: `3 × HS stage, 1 × Stem`. */
function kindsText(items: readonly Item[]): string {
  const counts = new Map<string, number>();
  for (const { definition } of items) {
    const title = definition?.title ?? t('unknown');
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return [...counts].map(([title, count]) => `${count} × ${title}`).join(', ');
}

function sharedDefinition(items: readonly Item[]): Definition | null {
  const [first] = items;
  const definition = first?.definition ?? null;
  return items.every((item) => item.definition === definition) ? definition : null;
}

/** Several items: what they cost together, and where they are of one kind the fields they share. */
export function SelectionInspector({ paths, items }: SelectionInspectorProps) {
  const counted = outermost(paths, items);
  const design = useDocument((state) => state.design);
  const convention = useConvention();
  const definition = sharedDefinition(items);
  const isOneLevel = new Set(paths.map(parentOf)).size === 1;
  const drawn = paths.flatMap((path) => nodeAt(design, path) ?? []);
  // each copy of a repeat shows the same drawing
  const nodes = [...new Set(drawn)];
  const isEditable = definition !== null && drawn.length === paths.length;
  const costs = counted.map((item) => expansionCost(item.expansion, convention));
  const known = costs.flatMap(({ value }) => (value === null ? [] : [value]));
  const { label, unit } = expansionCost(null, convention);
  const together = known.length === counted.length ? add(...known) : null;
  const activations = bytesFigure(
    sum(counted, (facts) => facts.activationBytes),
    useView((state) => state.unitBase),
  );
  const facts: readonly Fact[] = [
    [t('Parameters'), countText(sum(counted, (f) => f.params)), t('trainable')],
    [unit, countText(together), tCore(label)],
    [t('Activations'), `${activations.value} ${activations.unit}`, 'fp32'],
  ];
  return (
    <>
      <InspectorHeader
        family={definition?.family ?? 'block'}
        name={t('{count} items', { count: paths.length })}
        nameLabel={t('Selection')}
        subtitle={kindsText(items)}
      />
      <Section title={t('Together')}>
        <FactList facts={facts} />
      </Section>
      <ArrangeRow />
      {isEditable && (
        <ItemFields
          key={paths.join('//')}
          title={t('Fields of all {count}', { count: nodes.length })}
          design={design}
          definition={definition}
          nodes={nodes}
          items={items}
          followsVariables
        />
      )}
      {shareable().length > 0 && (
        <Section title={t('Weights')}>
          <Button onPress={shareSelected}>
            {t('Share the weights of {owner}', { owner: nameOf(paths[0] ?? '') })}
          </Button>
        </Section>
      )}
      <Section title={t('Selected')}>
        <ul className={rows.names}>
          {paths.map((path) => (
            <li key={path}>
              <button
                type="button"
                className={rows.name}
                onClick={() => (isOneLevel ? select([path]) : reveal(path))}
              >
                {isOneLevel ? nameOf(path) : path}
              </button>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
