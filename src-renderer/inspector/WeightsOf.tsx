import { ChevronDown } from 'lucide-react';
import { MenuTrigger, Popover } from 'react-aria-components';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { isOwnField, takersOf, weightsChoices } from '../../src-core/analysis/weights-sharers.ts';
import type { DesignNode } from '../../src-core/document/design.ts';
import { integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { reveal } from '../store/navigation.ts';
import { hover } from '../store/selection.ts';
import { copyOwnersFields, giveOwnWeights, takeWeights } from '../store/sharing.ts';
import { Button } from '../ui/Button.tsx';
import type { MenuEntry } from '../ui/Menu.tsx';
import { MenuRows } from '../ui/Menu.tsx';
import popover from '../ui/Popover.module.css';
import { Section } from '../ui/Section.tsx';
import { FieldRow } from './FieldRow.tsx';
import rows from './SelectionInspector.module.css';
import styles from './WeightsOf.module.css';

/** Menus that are longer are cut; selecting two items and sharing theirs reaches all. */
const mostChoices = 60;

/** What the menu offers, worked out when it opens. */
function entriesOf(path: string, node: DesignNode): readonly (MenuEntry | 'separator')[] {
  const { analysis } = useDocument.getState();
  const own: MenuEntry = { id: 'own', label: t('its own'), run: () => giveOwnWeights(node.id) };
  const choices = weightsChoices(analysis, path, node.id).slice(0, mostChoices);
  const others = choices.map(
    ({ id, parting }): MenuEntry => ({
      id: `of ${id}`,
      label: id,
      ...(parting !== null && { detail: t('copies its {field}', { field: String(parting.where.field) }) }),
      run: () => takeWeights(node.id, id, parting !== null),
    }),
  );
  if (others.length > 0) return [own, 'separator', ...others];
  const none = { id: 'none', label: t('no other item fits'), isDisabled: true, run: () => undefined };
  return [own, 'separator', none];
}

function Rows(props: { readonly path: string; readonly node: DesignNode }) {
  return <MenuRows label={t('Weights of')} entries={entriesOf(props.path, props.node)} />;
}

interface WeightsOfProps {
  readonly path: string;
  readonly node: DesignNode;
  readonly item: Item;
}

/** Whose weights an item runs with, and which items run with its own; a press takes those of another, or gives own ones. */
export function WeightsOf({ path, node, item }: WeightsOfProps) {
  const takers = useDocument(({ analysis }) => takersOf(analysis, path));
  const { facts } = item;
  const hasNone = facts?.params === 0n && facts.buffers === 0n;
  if (node.weightsOf === undefined && (facts === null || hasNone)) return null;
  const parting = item.issues.find((issue) => isOwnField(issue, path));
  return (
    <Section
      title={t('Weights')}
      fold={{
        name: 'weights',
        isOpenAtFirst: node.weightsOf !== undefined || parting !== undefined || takers.length > 0,
        summary: node.weightsOf ?? t('its own'),
      }}
      {...(takers.length > 0 && { note: t('{count} uses', { count: integerText(takers.length + 1) }) })}
    >
      <FieldRow
        label={t('Weights of')}
        help={t('The item whose weights it runs with; they are counted and exported once, with that item.')}
        isWide
        control={
          <MenuTrigger>
            <Button
              aria-label={t('Weights of: {owner}', { owner: node.weightsOf ?? t('its own') })}
              className={styles.owner as string}
            >
              {node.weightsOf ?? t('its own')}
              <ChevronDown size={14} aria-hidden />
            </Button>
            <Popover placement="bottom start" offset={4} className={popover.popover as string}>
              <Rows path={path} node={node} />
            </Popover>
          </MenuTrigger>
        }
      />
      {parting !== undefined && (
        <Button onPress={() => copyOwnersFields(node.id)}>
          {t('Copy the fields of {owner}', { owner: node.weightsOf ?? '' })}
        </Button>
      )}
      {takers.length > 0 && (
        <ul aria-label={t('Items that run with these weights')} className={rows.names}>
          {takers.slice(0, mostChoices).map((taker) => (
            <li key={taker}>
              <button
                type="button"
                className={rows.name}
                onClick={() => reveal(taker)}
                onPointerEnter={() => hover(taker)}
                onPointerLeave={() => hover(null)}
              >
                {taker}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
