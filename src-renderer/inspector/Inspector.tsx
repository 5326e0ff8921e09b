/**
 * The right panel. What a test (or a script) can hold on to:
 * - the panel: `[data-testid="inspector"]`, inside the shell's complementary "Inspector"; its `data-path` is the item it
 *   shows, empty for the design
 * - a field: role textbox (or group, for choices) by its label, inside the region "This block", "This operator" or
 *   "Design …"; its row is `[data-field="Groups s"]`, a refused value shows role alert below it
 * - a pin: button "Keep w as a symbol", pressed while it is one
 * - a field's menu: button "Options of Groups s"
 * - the formula: `[data-testid="formula"]`, in it role math (its name is the formula as text),
 *   `[data-testid="formula-value"]` (the exact integer), `[data-testid="formula-condition"]` with `data-holds`,
 *   `[data-testid="closed-form-value"]`, `[data-testid="comparison-printed"]`, `[data-testid="part-norm"]`
 * - the derivation: `[data-testid="derivation"]`; a term is `[data-term="line:term"]`, `data-lit` while its item is looked at
 * - published formulas: `[data-testid="trials"]`, `[data-testid="trial-verdict"]`, `[data-testid="trial-present"]`
 * - an item inside: `[data-inside="stage1/block2"]`
 */
import type { ComponentType } from 'react';
import { memo, useDeferredValue, useState } from 'react';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { blockOf } from '../../src-core/document/own-block.ts';
import { useDocument } from '../store/document.ts';
import { useDragging } from '../store/dragging.ts';
import { ownerOf } from '../store/drawings.ts';
import { useNavigation } from '../store/navigation.ts';
import { useSelection } from '../store/selection.ts';
import { BlockInspector } from './BlockInspector.tsx';
import { DesignInspector } from './DesignInspector.tsx';
import styles from './Inspector.module.css';
import { ItemInspector } from './ItemInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';
import { levelSubject } from './subject.ts';

interface Subject {
  readonly path: string;
  readonly item: Item;
}

interface InspectorProps {
  /** The formulas of an item, or (for the empty path) of the design. */
  readonly Formulas: ComponentType<{ readonly path: string }>;
  /** What was published of the design. */
  readonly Published: ComponentType;
  /** Deletes the definition of an own block; its uses become plain items first where that is said. */
  readonly onDeleteBlock: (id: string, detaching: boolean) => void;
}

/** Shows what is selected; with nothing selected, the item whose inside is open, else the design. */
export function Inspector(props: InspectorProps) {
  const analysis = useDocument((state) => state.analysis);
  const selected = useSelection((state) => state.paths);
  const opened = useDocument((state) => state.opened);
  // The canvas shows what is opened, and what is selected, first, until it is dropped; what is gone is not kept for that.
  const lastOpened = useDeferredValue(opened);
  const isDragging = useDragging((state) => state.isDragging);
  const [settled, setSettled] = useState(selected);
  if (!isDragging && settled !== selected) setSettled(selected);
  const late = useDeferredValue(settled);
  const paths = late.every((path) => itemAt(analysis, path) !== null) ? late : selected;
  return (
    // Nothing is to be typed for an item that is selected no more.
    <div inert={paths !== selected} className={styles.panel}>
      {lastOpened === opened && <Selected paths={paths} {...props} />}
    </div>
  );
}

interface SelectedProps extends InspectorProps {
  readonly paths: readonly string[];
}

const Selected = memo(function Selected({ paths, Formulas, Published, onDeleteBlock }: SelectedProps) {
  const block = useDocument(({ whole, focus }) => (focus === null ? undefined : blockOf(whole, focus.block)));
  const analysis = useDocument((state) => state.analysis);
  const level = useNavigation((state) => state.level);
  const present = paths.flatMap((path): Subject[] => {
    const item = itemAt(analysis, path);
    return item === null ? [] : [{ path, item }];
  });
  const subject = present.at(-1) ?? ofLevel();
  const isMany = present.length > 1;

  function ofLevel(): Subject | null {
    const at = levelSubject((one) => itemAt(analysis, one) !== null, level);
    const item = itemAt(analysis, at);
    return item === null ? null : { path: at, item };
  }
  const path = subject?.path ?? '';
  const owner = itemAt(analysis, ownerOf(analysis.design, path));
  return (
    <div data-testid="inspector" data-path={isMany ? undefined : path} className={styles.inspector}>
      {isMany ? (
        <SelectionInspector paths={present.map((one) => one.path)} items={present.map((one) => one.item)} />
      ) : block !== undefined && path === block.id ? (
        <BlockInspector block={block} Formulas={Formulas} onDelete={onDeleteBlock} />
      ) : subject === null || owner === null ? (
        <DesignInspector Formulas={Formulas} Published={Published} />
      ) : (
        <ItemInspector path={path} item={subject.item} owner={owner} Formulas={Formulas} />
      )}
    </div>
  );
});
