import { type Analysis, analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, featured } from '../../src-core/catalogue.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';

export interface AnalysedNetwork {
  readonly network: ReadyNetwork;
  readonly analysis: Analysis;
}

let known: readonly AnalysedNetwork[] | null = null;

/** The ready networks with their counts, worked out once. */
export function readyNetworks(): readonly AnalysedNetwork[] {
  known ??= featured.map((network) => ({ network, analysis: analyze(network.design, catalogue) }));
  return known;
}
