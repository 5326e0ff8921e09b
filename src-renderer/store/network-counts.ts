import { useEffect } from 'react';
import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { Cost } from '../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import { whenIdle } from '../work/idle.ts';
import { analysisOf } from './analyses.ts';

/** What is known of a ready network so far. */
interface NetworkCounts {
  readonly analysis: Analysis;
  readonly costs: ReadonlyMap<ConventionName, Cost>;
}

const useCounts = create<{ readonly byName: ReadonlyMap<string, NetworkCounts> }>(() => ({
  byName: new Map(),
}));

/** Works out one thing that is missing, of one network: a slice that the window does not notice. */
function count(network: ReadyNetwork, name: ConventionName): void {
  const { byName } = useCounts.getState();
  const known = byName.get(network.name);
  const analysis = analysisOf(network.design);
  const costs = new Map(known?.costs);
  if (!costs.has(name)) costs.set(name, costUnder(analysis, conventionOf(name)));
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
  convention: ConventionName,
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
