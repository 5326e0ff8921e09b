import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt, opens } from '../../src-core/analysis/item-paths.ts';
import { pathOfOwner, weightsOwnerOf } from '../../src-core/analysis/weights-owner.ts';
import { takersOf } from '../../src-core/analysis/weights-sharers.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { entryOf, spotIn } from '../store/drawings.ts';
import { goInto } from '../store/entering.ts';
import { joinPath, nameOf, parentOf, reveal, useNavigation } from '../store/navigation.ts';
import { hover, select, useSelection } from '../store/selection.ts';
import { spokenItem } from '../store/spoken-item.ts';
import { Glyph } from '../ui/Glyph.tsx';
import type { ItemPlace } from './item-place.ts';
import styles from './Outline.module.css';

interface Entry {
  /** The item's path. */
  readonly id: string;
  readonly isOpenable: boolean;
}

/** The tree of everything in the design, down to the operators; the twin of the canvas for the keyboard. */
export function Outline({ place }: { readonly place: Pick<ItemPlace, 'show'> }) {
  const analysis = useDocument((state) => state.analysis);
  const paths = useSelection((state) => state.paths);
  const level = useNavigation((state) => state.level);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const entries = useMemo(
    () =>
      analysis.design.nodes
        .filter(({ parent }) => parent === undefined)
        .map(({ id }): Entry => ({ id, isOpenable: opens(itemAt(analysis, id)) })),
    [analysis],
  );
  // what surrounds the level on the canvas is open here too
  const open = useMemo(() => {
    const all = new Set(expanded);
    for (let path = level; path !== ''; path = parentOf(path)) all.add(path);
    return all;
  }, [expanded, level]);

  const childrenOf = (path: string): Entry[] => {
    const expansion = itemAt(analysis, path)?.expansion;
    const entry = (name: string): Entry => {
      const id = joinPath(path, name);
      return { id, isOpenable: opens(itemAt(analysis, id)) || spotIn(analysis.design, id).drawing !== null };
    };
    if (expansion != null) return expansion.children.map(({ name }) => entry(name));
    // what was drawn is there even while it has problems
    const { drawing } = spotIn(analysis.design, path);
    if (drawing === null) return [entry(nameOf(entryOf(analysis.design, path)))];
    return analysis.design.nodes.filter(({ parent }) => parent === drawing).map(({ id }) => entry(id));
  };

  const spoken = (id: string): string => {
    const item = itemAt(analysis, id);
    return item === null ? nameOf(id) : spokenItem(nameOf(id), item);
  };

  const row = ({ id, isOpenable }: Entry): React.JSX.Element => (
    <TreeItem
      id={id}
      textValue={nameOf(id)}
      aria-label={spoken(id)}
      className={styles.row as string}
      data-outline={id}
    >
      <TreeItemContent>
        {({ isExpanded }) => <OutlineRow path={id} isOpenable={isOpenable} isExpanded={isExpanded} />}
      </TreeItemContent>
      {/* a folded row needs one child to be known as one that unfolds; its real ones are made when it does */}
      {isOpenable && (
        <Collection items={open.has(id) ? childrenOf(id) : [{ id: `${id}/`, isOpenable: false }]}>
          {row}
        </Collection>
      )}
    </TreeItem>
  );

  if (entries.length === 0)
    return (
      <p className={styles.none}>{t('The design has no items yet: drag an Input out of the palette.')}</p>
    );
  return (
    <Tree
      aria-label={t('Outline')}
      selectionMode="multiple"
      selectionBehavior="replace"
      items={entries}
      dependencies={[analysis, open]}
      expandedKeys={open}
      onExpandedChange={(keys) => setExpanded(new Set([...keys].map(String)))}
      selectedKeys={new Set(paths)}
      onSelectionChange={(keys) => {
        if (keys === 'all') return;
        const chosen = [...keys].map(String);
        const last = chosen.at(-1);
        if (last === undefined) return select([]);
        // one level is on the canvas at a time, so the selection keeps to the siblings of what was chosen last
        const siblings = chosen.filter((path) => parentOf(path) === parentOf(last));
        if (parentOf(last) === useNavigation.getState().level) select(siblings);
        else reveal(last);
        requestAnimationFrame(() => place.show(last));
      }}
      onAction={(key) => {
        if (opens(itemAt(useDocument.getState().analysis, String(key)))) goInto(String(key));
      }}
      className={styles.tree as string}
    >
      {row}
    </Tree>
  );
}

/** Whose weights an item runs with, or in how many uses its own run; null where it has them for itself. */
function weightsText(analysis: Analysis, path: string): string | null {
  const owner = weightsOwnerOf(analysis, path);
  if (owner !== null) return t('weights of {owner}', { owner: pathOfOwner(path, owner) });
  const takers = takersOf(analysis, path).length;
  return takers === 0 ? null : t('weights in {count} uses', { count: takers + 1 });
}

function OutlineRow({
  path,
  isOpenable,
  isExpanded,
}: {
  readonly path: string;
  readonly isOpenable: boolean;
  readonly isExpanded: boolean;
}) {
  const item = useDocument((state) => itemAt(state.analysis, path));
  const weights = useDocument((state) => weightsText(state.analysis, path));
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  const depth = path.split('/').length - 1;
  return (
    <div
      className={styles.content}
      style={{ paddingLeft: 6 + depth * 14 }}
      onPointerEnter={() => hover(path)}
      onPointerLeave={() => hover(null)}
    >
      {isOpenable ? (
        <Button slot="chevron" className={styles.chevron as string}>
          <Chevron size={14} aria-hidden />
        </Button>
      ) : (
        <span className={styles.chevron} />
      )}
      <Glyph family={item?.definition?.family ?? 'block'} size={14} />
      <span className={styles.name}>{nameOf(path)}</span>
      {weights === null ? (
        <span className={styles.definition}>{item?.definition?.title}</span>
      ) : (
        <span className={styles.definition} data-weights>
          {weights}
        </span>
      )}
    </div>
  );
}
