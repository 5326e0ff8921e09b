import { scaleLinear } from 'd3-scale';
import type { CSSProperties, PointerEvent } from 'react';
import { useState } from 'react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { integerText, percentText, unknown } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { classNames } from '../ui/class-names.ts';
import { PointerTip } from '../ui/PointerTip.tsx';
import { XAxis } from '../ui/plot/Axes.tsx';
import drawing from '../ui/plot/plot.module.css';
import { plotFrame } from '../ui/plot/plot-frame.ts';
import { textWidth } from '../ui/text-width.ts';
import type { Size } from '../ui/use-size.ts';
import styles from './Charts.module.css';
import { costAxis, costUnit } from './compare-text.ts';
import { rampAt } from './ramp.ts';
import type { Stack, StackMetric, StackPart } from './stacks.ts';
import { scaleFor } from './stacks.ts';

interface StackPlotProps {
  readonly stacks: readonly Stack[];
  readonly metric: StackMetric;
  readonly convention: Convention;
  readonly size: Size;
}

const margin = { top: 44, right: 56, bottom: 46 };
const widestNames = 168;
const tallestBar = 40;
const nameFont = '500 12px "Inter Variable"';
const noteFont = '400 11px "Inter Variable"';
const noTime = 'outside of items';

interface Pointed {
  readonly stack: Stack;
  readonly part: StackPart;
  readonly x: number;
  readonly y: number;
}

/** Cuts a text to a width, with an ellipsis. */
function fitted(text: string, font: string, width: number): string {
  if (textWidth(text, font) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, font) > width) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** Which of the parts of the first bar have room for their name above it. */
function namedParts(
  stack: Stack | undefined,
  at: (value: number) => number,
): readonly { readonly name: string; readonly x: number }[] {
  let from = Number.NEGATIVE_INFINITY;
  let sum = 0;
  const named: { name: string; x: number }[] = [];
  for (const { name, value } of stack?.parts ?? []) {
    const [left, right] = [at(sum), at(sum + Number(value))];
    sum += Number(value);
    if (name === null) continue;
    const half = textWidth(name, noteFont) / 2;
    const x = (left + right) / 2;
    if (right - left < 12 || x - half < from + 8) continue;
    from = x + half;
    named.push({ name, x });
  }
  return named;
}

export function StackPlot({ stacks, metric, convention, size }: StackPlotProps) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const largest = Math.max(0, ...stacks.map(({ total }) => Number(total ?? 0n)));
  const { prefix, size: divisor } =
    metric === 'time' ? { prefix: '', size: 1000 } : scaleFor(Math.max(1, largest));
  const shown = (value: bigint | number) => Number(value) / divisor;
  const left =
    24 +
    Math.min(
      widestNames,
      Math.max(
        ...stacks.flatMap(({ row }) => [textWidth(row.title, nameFont), textWidth(row.subtitle, noteFont)]),
      ),
    );
  const frame = plotFrame(size, { ...margin, left });
  const { right, bottom } = frame;
  const x = scaleLinear([0, shown(largest) || 1], [left, right]).nice(6);
  const band = (bottom - margin.top) / Math.max(1, stacks.length);
  const bar = Math.min(tallestBar, Math.max(6, band * 0.62));
  const last = Math.max(1, ...stacks.map(({ parts }) => parts.length - 1));
  const title =
    metric === 'time'
      ? 'ms'
      : metric === 'params'
        ? t('Params, {unit}', { unit: prefix })
        : costAxis(convention, prefix);
  const exact = (value: bigint) =>
    metric === 'time'
      ? `${(Number(value) / 1000).toFixed(3)} ms`
      : `${integerText(value)} ${metric === 'params' ? t('params') : costUnit(convention)}`;
  const named = namedParts(stacks[0], (value) => x(shown(value)));
  const point = (stack: Stack, part: StackPart, event: PointerEvent) =>
    setPointed({ stack, part, x: event.clientX, y: event.clientY });
  return (
    <>
      <svg
        role="img"
        aria-label={t('{count} by item of {designs}', {
          count: title,
          designs: stacks.map(({ row }) => row.title).join(', '),
        })}
        width={size.width}
        height={size.height}
        className={classNames(drawing.plot, styles.plot)}
      >
        <XAxis scale={x} ticks={x.ticks(6)} frame={frame} title={title} />
        {named.map(({ name, x: at }) => (
          <g key={name}>
            <text
              x={at}
              y={margin.top - 18 + (band - bar) / 2}
              textAnchor="middle"
              className={styles.partName}
            >
              {name}
            </text>
            <line
              x1={at}
              x2={at}
              y1={margin.top - 13 + (band - bar) / 2}
              y2={margin.top + (band - bar) / 2}
              className={styles.leader}
            />
          </g>
        ))}
        {stacks.map((stack, index) => {
          const { row, parts, total } = stack;
          const top = margin.top + band * index + (band - bar) / 2;
          const middle = top + bar / 2;
          const hasNote = row.subtitle !== '' && band >= 30;
          let sum = 0;
          return (
            <g key={row.id} data-stack={row.id}>
              <text
                x={left - 12}
                y={hasNote ? middle - 3 : middle + 4}
                textAnchor="end"
                className={classNames(styles.name, row.isCurrent && styles.current)}
              >
                {fitted(row.title, nameFont, widestNames)}
              </text>
              {hasNote && (
                <text x={left - 12} y={middle + 12} textAnchor="end" className={styles.note}>
                  {fitted(row.subtitle, noteFont, widestNames)}
                </text>
              )}
              {parts.map((part, place) => {
                const from = x(shown(sum));
                sum += Number(part.value);
                const width = x(shown(sum)) - from;
                const text = shown(part.value).toFixed(2);
                const { fill, ink } = rampAt(place / last);
                return (
                  <g
                    key={part.name ?? noTime}
                    data-part={part.name ?? noTime}
                    style={{ '--fill': fill, '--ink': ink } as CSSProperties}
                    onPointerMove={(event) => point(stack, part, event)}
                    onPointerLeave={() => setPointed(null)}
                  >
                    <rect
                      x={from}
                      y={top}
                      width={Math.max(0.5, width - (width > 2 ? 1 : 0))}
                      height={bar}
                      className={part.name === null ? styles.rest : styles.part}
                    />
                    {bar >= 14 && part.name !== null && textWidth(text, noteFont) + 8 <= width && (
                      <text
                        x={from + width / 2}
                        y={middle + 4}
                        textAnchor="middle"
                        className={styles.partValue}
                      >
                        {text}
                      </text>
                    )}
                  </g>
                );
              })}
              <text x={x(shown(total ?? 0n)) + 8} y={middle + 4} className={styles.total}>
                {total === null ? unknown : shown(total).toFixed(2)}
              </text>
            </g>
          );
        })}
      </svg>
      {pointed !== null && (
        <PointerTip x={pointed.x} y={pointed.y}>
          <p>
            {tNodes('{item} of {design}', {
              item: <b>{pointed.part.name ?? t(noTime)}</b>,
              design: pointed.stack.row.title,
            })}
          </p>
          <p>
            {exact(pointed.part.value)}, {percentText(pointed.part.value, pointed.stack.total)}
          </p>
        </PointerTip>
      )}
    </>
  );
}
