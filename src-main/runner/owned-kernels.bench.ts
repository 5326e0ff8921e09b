import { loadRuntime } from './onnxruntime.ts';
import { ownedKernels, ownedSubjects, smallestOf } from './owned-kernels.fixture.ts';

/** Now, as nothing can be imported any more once this file is loaded. */
await loadRuntime();

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** The share of kernel time that items own, of ready networks at every level of optimization, as a table for docs. */
export async function bench(): Promise<string> {
  const rows: string[] = [];
  for (const name of ownedSubjects) {
    const found = await ownedKernels(smallestOf(name));
    rows.push(
      `| ${name} | ${found.map(({ share, kernels }) => `${percent(share)} of ${kernels}`).join(' | ')} |`,
    );
  }
  return ['| network | disabled | basic | extended | all |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
