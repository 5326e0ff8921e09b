import type { ConventionName } from '../analysis/conventions/rules.ts';
import type { Claim, PublishedRow, SourceName } from './figure.ts';

/** What counting tools themselves print of ResNet-50 at 224 × 224. */
const row = (source: SourceName, text: string, convention: ConventionName, claim?: Claim): PublishedRow => ({
  subject: { network: 'resnet-50' },
  model: 'resnet50',
  source,
  confirmed: true,
  cost: { text, convention, ...(claim !== undefined && { claim }) },
});

export const counterRows: readonly PublishedRow[] = [
  row('ptflops', '4.13G', 'ptflops-pytorch'),
  // The table was made with thop 1023a53, which counted linear layers so.
  row('thop', '4.14G', 'thop', { kind: 'linear-additions' }),
  row('calflops', '8.21111G', 'calflops'),
  row('calflops', '4.08918G', 'macs'),
  row('mmengine', '4.145G', 'mmengine'),
];
