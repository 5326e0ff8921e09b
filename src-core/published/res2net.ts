import type { Claim, NetworkSubject, PublishedRow } from './figure.ts';

/** A row of the README's tables, which print the top-1 error. */
function row(
  subject: NetworkSubject,
  model: string,
  params: string,
  cost: string,
  top1: string,
  claims: { readonly params?: Claim; readonly cost?: Claim } = {},
): PublishedRow {
  return {
    subject,
    model,
    source: 'res2net-readme',
    confirmed: true,
    params: { text: params, ...(claims.params !== undefined && { claim: claims.params }) },
    cost: { text: cost, convention: 'macs', ...(claims.cost !== undefined && { claim: claims.cost }) },
    scores: [{ measure: 'top-1', percent: top1 }],
  };
}

const timm = (subject: NetworkSubject, model: string, percent: string): PublishedRow => ({
  subject,
  model,
  source: 'timm',
  confirmed: true,
  scores: [{ measure: 'top-1', percent }],
});

const res2net50 = (w: number, s: number): NetworkSubject => ({
  network: 'res2net-50',
  settings: { w, s },
});

const idle: Claim = { kind: 'idle-projections' };

export const res2netRows: readonly PublishedRow[] = [
  row(res2net50(48, 2), 'Res2Net-50-48w-2s', '25.29M', '4.2G', '77.32'),
  row(res2net50(26, 4), 'Res2Net-50-26w-4s', '25.70M', '4.2G', '77.99'),
  row(res2net50(14, 8), 'Res2Net-50-14w-8s', '25.06M', '4.2G', '78.14'),
  row(res2net50(26, 6), 'Res2Net-50-26w-6s', '37.05M', '6.3G', '78.58'),
  row(res2net50(26, 8), 'Res2Net-50-26w-8s', '48.40M', '8.3G', '79.20'),
  row({ network: 'res2net-101' }, 'Res2Net-101-26w-4s', '45.21M', '8.1G', '79.19'),
  row({ network: 'res2next-50' }, 'Res2NeXt-50', '24.67M', '4.2G', '78.24'),
  row({ network: 'res2net-50-v1b' }, 'Res2Net50_v1b', '25.72M', '4.5G', '80.27'),
  row({ network: 'res2net-101-v1b' }, 'Res2Net101_v1b', '45.23M', '8.3G', '81.23'),
  row({ network: 'res2net-dla-60' }, 'Res2Net-DLA-60', '21.15M', '4.2G', '78.47', {
    params: idle,
    cost: idle,
  }),
  row({ network: 'res2next-dla-60' }, 'Res2NeXt-DLA-60', '17.33M', '3.6G', '78.45', { params: idle }),
  timm(res2net50(26, 4), 'res2net50_26w_4s', '77.994'),
  timm(res2net50(48, 2), 'res2net50_48w_2s', '77.528'),
  timm(res2net50(26, 8), 'res2net50_26w_8s', '78.950'),
  timm({ network: 'res2net-101' }, 'res2net101_26w_4s', '79.192'),
  timm({ network: 'res2next-50' }, 'res2next50', '78.238'),
  timm({ network: 'res2net-50-v1b' }, 'res2net50d', '80.280'),
  timm({ network: 'res2net-101-v1b' }, 'res2net101d', '81.236'),
];
