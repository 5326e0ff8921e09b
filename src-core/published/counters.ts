import type { ConventionName } from '../analysis/conventions/rules.ts';
import type { PublishedRow, SourceName } from './figure.ts';

/** What counting tools themselves print of ResNet-50 at 224 × 224. */
const row = (source: SourceName, text: string, convention: ConventionName): PublishedRow => ({
  subject: { network: 'resnet-50' },
  model: 'resnet50',
  source,
  confirmed: true,
  cost: { text, convention },
});

export const counterRows: readonly PublishedRow[] = [
  row('ptflops', '4.13G', 'ptflops-pytorch'),
  row('thop', '4.14G', 'thop'),
  row('calflops', '8.21111G', 'calflops'),
  row('calflops', '4.08918G', 'macs'),
  row('mmengine', '4.145G', 'mmengine'),
];
