import { useEffect } from 'react';
import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import type { Cost } from '../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import { whenIdle } from '../work/idle.ts';
import { analysisOf } from './analyses.ts';

/** What is known of a ready network so far. */
interface NetworkCounts {
  readonly analysis: Analysis;
  readonly costs: ReadonlyMap<Convention, Cost>;
}

const useCounts = create<{ readonly byName: ReadonlyMap<string, NetworkCounts> }>(() => ({
  byName: new Map(),
}));

/** Works out one thing that is missing, of one network: a slice that the window does not notice. */
function count(network: ReadyNetwork, convention: Convention): void {
  const { byName } = useCounts.getState();
  const known = byName.get(network.name);
  const analysis = analysisOf(network.design);
  const costs = new Map(known?.costs);
  if (!costs.has(convention)) costs.set(convention, costUnder(analysis, convention));
  useCounts.setState({ byName: new Map(byName).set(network.name, { analysis, costs }) });
}

export interface ShownCounts {
  /** Null until it is worked out. */
  readonly analysis: Analysis | null;
  readonly cost: Cost | null;
}

/**
 * The counts of a ready network, worked out while the window is idle once it is shown.
 * @param isShown false for what is out of sight, which is not counted
 */
export function useNetworkCounts(
  network: ReadyNetwork,
  convention: Convention,
  isShown: boolean,
): ShownCounts {
  const known = useCounts((state) => state.byName.get(network.name));
  const cost = known?.costs.get(convention) ?? null;
  const isMissing = isShown && cost === null;
  useEffect(
    () => (isMissing ? whenIdle(() => count(network, convention)) : undefined),
    [network, convention, isMissing],
  );
  return { analysis: known?.analysis ?? null, cost };
}
