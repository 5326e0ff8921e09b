/**
 * The one component for every node, whatever its definition. What a test (or a script) can hold on to:
 * - the node: `[data-node="stage1"]`, the full path inside an item (`[data-node="stage1/block2"]`); its accessible name is
 *   "stage1, HS stage, 256 by 56 by 56", its outer element is `.react-flow__node[data-id="stage1"]`
 * - its ports: `[data-port="stage1:in"]` with `data-kind` in|out, `data-state` open|wired|failing and, while a wire is
 *   drawn, `data-verdict` accepts|refuses; those of the selected item have role button and a name as
 *   "conv1 output, 64 by 56 by 56, wired to bn1"
 * - its numbers: `[data-fact="params"]`, `[data-fact="cost"]`, `[data-fact="shape"]`, `[data-fact="share"]`, `[data-fact="time"]`;
 *   on a channel group also `[data-fact="formula"]` and `[data-fact="weights"]`
 * - its state: `data-state` plain|error|unknown, `data-heat`, `data-stale`; `data-lit` while a term it gave is looked at,
 *   `data-muted` while it hands its input on,
 *   `data-drop="replaced"` while an item is held over it that would take its place
 * - the button that enters it: role button, name "Open stage1"
 * - its fault: `[data-fault]` with the sentence as its text
 */

import type { NodeProps } from '@xyflow/react';
import { CircleAlert, Clock, SquareArrowUpRight } from 'lucide-react';
import type { CSSProperties } from 'react';
import { memo } from 'react';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt, opens } from '../../src-core/analysis/item-paths.ts';
import { unknown } from '../../src-core/format.ts';
import { itemTitle } from '../../src-core/language/item-title.ts';
import type { Variant } from '../../src-core/scene/geometry.ts';
import { pitchOf } from '../../src-core/scene/geometry.ts';
import { cellsOf, faultOf, jointSign } from '../../src-core/scene/node-parts.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt } from '../store/drawings.ts';
import { goInto } from '../store/entering.ts';
import { isHighlighted, useHighlight } from '../store/highlight.ts';
import { useJobs } from '../store/jobs.ts';
import { useSelection } from '../store/selection.ts';
import { spokenItem } from '../store/spoken-item.ts';
import { isMeasured, useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { awayHeat, heat } from '../ui/heat.ts';
import { DepthCells } from './DepthCells.tsx';
import { spokenId } from './flow-names.ts';
import type { ItemFlowNode } from './flow-types.ts';
import styles from './ItemNode.module.css';
import { NodeFigures } from './NodeFigures.tsx';
import { NodeName } from './NodeName.tsx';
import { shapeWords } from './node-words.ts';
import { PortHandle } from './PortHandle.tsx';
import { RunProgress } from './RunProgress.tsx';
import { useShare } from './share.ts';
import { useWireDrag } from './wire-drag.ts';

/** Letters of a name and of its channels that have room beside each other on the card of a group. */
const mostBeside = 14;

/** Channels in and out of a channel group: `20 → 30`. */
function channelFlow({ inputs, outputs }: Item): string | null {
  const [before, after] = [inputs[0]?.[1], outputs[0]?.[1]];
  return before === undefined || after === undefined ? null : `${before} → ${after}`;
}

interface SmallBodyProps {
  readonly item: Item;
  readonly name: string;
  readonly variant: Variant;
}

function ItemNodeBody({ data, selected }: NodeProps<ItemFlowNode>) {
  const { path, name, variant, ports, isEditable } = data;
  const item = useDocument((state) => itemAt(state.analysis, path));
  const heatMetric = useView((state) => state.heat);
  const hasTimes = useJobs((state) => state.profile !== null);
  const isStale = useJobs((state) => state.profileIsStale);
  const isHovered = useSelection((state) => state.hovered === path);
  const isReached = useSelection(({ paths }) => paths.length === 1 && paths[0] === path);
  const isMuted = useDocument((state) => nodeAt(state.design, path)?.muted === true);
  const isReplaced = useWireDrag((state) => state.replaced === path);
  const isInLight = useHighlight((state) => isHighlighted(state, path));
  const { ofLargest, value } = useShare(path, heatMetric === 'off' ? 'macs' : heatMetric);
  if (item === null) return null;

  const fault = faultOf(item);
  // what is wrong inside says where
  const inner = fault?.where.node?.startsWith(`${path}/`) ? fault.where.node.slice(path.length + 1) : null;
  const isTimed = isMeasured(heatMetric);
  const isHot = heatMetric !== 'off' && value !== null && value !== 0 && (!isTimed || hasTimes);
  const { fill, ink } = heatMetric === 'difference' ? awayHeat(ofLargest) : heat(ofLargest);
  const style = isHot ? ({ '--fill': fill, '--ink': ink } as CSSProperties) : undefined;
  const cells = cellsOf(item);
  const title = itemTitle(item.definition, item.values) ?? unknown;
  const isSmall = variant === 'bar' || variant === 'joint';
  const flow = channelFlow(item);
  const channels = flow === null ? null : <span className={styles.channels}>{flow}</span>;
  const isLong = name.length + (flow?.length ?? 0) > mostBeside;
  const portState = (port: string, kind: 'in' | 'out') => {
    if (fault?.where.port === port && fault.where.node === path && kind === 'in') return 'failing';
    const index = kind === 'in' ? item.inputPorts.indexOf(port) : -1;
    const isOpen =
      isEditable &&
      index >= 0 &&
      item.issues.some(
        ({ code, where }) => code === 'graph/unconnected' && where.port === port && where.node === path,
      );
    return isOpen ? 'open' : 'wired';
  };

  return (
    <div
      data-node={path}
      data-variant={variant}
      data-family={item.definition?.family ?? 'block'}
      data-state={fault !== null ? 'error' : item.facts === null ? 'unknown' : 'plain'}
      data-heat={isHot || undefined}
      data-stale={(isHot && isTimed && isStale) || undefined}
      data-lit={isInLight || undefined}
      data-muted={isMuted || undefined}
      data-drop={isReplaced ? 'replaced' : undefined}
      style={style}
      className={classNames(
        styles.node,
        styles[variant],
        selected && styles.selected,
        isHovered && styles.hovered,
      )}
    >
      {isSmall ? (
        <SmallBody item={item} name={name} variant={variant} />
      ) : (
        <>
          <div className={styles.heading}>
            <Glyph family={item.definition?.family ?? 'block'} />
            <NodeName path={path} name={name} className={styles.name} />
            {variant !== 'tile' && variant !== 'group' && <span className={styles.definition}>{title}</span>}
            <span className={styles.space} />
            {fault !== null && (
              <CircleAlert size={14} aria-label={t('has a problem')} className={styles.alert} />
            )}
            {isHot && isTimed && isStale && (
              <Clock size={13} aria-label={t('measured before the last change')} />
            )}
            {variant === 'group' && !isLong && channels}
            {cells !== null && (
              <DepthCells cells={cells} compact={variant !== 'wide'} className={styles.cells} />
            )}
            {opens(item) && (
              <button
                type="button"
                tabIndex={-1}
                aria-label={t('Open {name}', { name })}
                className={classNames('nodrag', styles.open)}
                onClick={(event) => {
                  event.stopPropagation();
                  goInto(path);
                }}
              >
                <SquareArrowUpRight size={14} aria-hidden />
              </button>
            )}
          </div>
          {variant === 'group' && (
            <div className={classNames(styles.shape, !isLong && styles.below)}>{channels}</div>
          )}
          {variant !== 'group' && (
            <div data-fact="shape" className={styles.shape}>
              {shapeWords(item)}
            </div>
          )}
          <NodeFigures path={path} variant={variant} item={item} isHot={isHot} />
        </>
      )}
      {fault !== null && (
        <div data-fault className={styles.fault}>
          {inner !== null && <b>{inner} </b>}
          {fault.where.port !== undefined && <b>{fault.where.port}: </b>}
          {fault.where.field !== undefined && <b>{fault.where.field}: </b>}
          {sentence(fault)}
        </div>
      )}
      <span id={spokenId(path)} hidden>
        {spokenItem(name, item)}
      </span>
      <RunProgress />
      {ports.map((port) => (
        <PortHandle
          key={`${port.kind}:${port.name}`}
          path={path}
          port={port}
          pitch={pitchOf(port, ports)}
          isEditable={isEditable}
          isReached={isReached}
          state={portState(port.name, port.kind)}
          title={port.name}
        />
      ))}
    </div>
  );
}

/** What fits on a bar or a joint: its sign, or its glyph; on a bar also its name and how many channels it carries. */
function SmallBody({ item, name, variant }: SmallBodyProps) {
  const sign = variant === 'joint' ? jointSign(item) : null;
  const channels = item.outputs.length === 1 ? item.outputs[0]?.[1] : item.inputs[0]?.[1];
  return (
    <>
      {sign === null ? (
        <Glyph family={item.definition?.family ?? 'tensor'} />
      ) : (
        <span className={styles.sign}>{sign}</span>
      )}
      {variant === 'bar' && (
        <>
          <span className={styles.name}>{name}</span>
          <span className={styles.channels}>{channels === undefined ? unknown : `${channels} ch`}</span>
        </>
      )}
    </>
  );
}

/** Where a node is and whether it is dragged is not drawn by the node itself. */
export const ItemNode = memo(ItemNodeBody, (a, b) => a.data === b.data && a.selected === b.selected);
