import { bytesText, compactText, unknown } from '../../src-core/format.ts';
import type { ItemSummary } from '../../src-core/latency/item-summaries.ts';
import type { Roofline } from '../../src-core/latency/roofline.ts';
import { t } from '../locale/translate.ts';

function heldText({ bound, shareOfCeiling }: Roofline): string {
  const percent = `${(100 * shareOfCeiling).toFixed(0)}%`;
  switch (bound) {
    case 'compute':
      return t('compute-bound at {percent} of the ceiling', { percent });
    case 'memory':
      return t('memory-bound at {percent} of the ceiling', { percent });
    case 'launch':
      return t('launch-bound at {percent} of the ceiling', { percent });
  }
}

/** What holds an item back, in words: `Moves 3.10 MB for 900.0 kMACs, memory-bound at 41% of the ceiling; Concat dominates`. */
export function reasonText({ macs, bytes, dominant, roofline }: ItemSummary): string {
  const work = t('Moves {bytes} for {macs}MACs', {
    bytes: bytes === null ? unknown : bytesText(BigInt(bytes)),
    macs: `${compactText(BigInt(macs))}${macs < 1000 ? ' ' : ''}`,
  });
  const bound = roofline === null ? [] : [heldText(roofline)];
  const kinds =
    dominant.length === 0
      ? []
      : [
          dominant.length === 1
            ? t('{kind} dominates', { kind: dominant[0]! })
            : t('{first} and {second} dominate', { first: dominant[0]!, second: dominant[1]! }),
        ];
  return [work, ...bound, ...kinds].join(t(', '));
}
