import type { JobOf } from '../../src-core/contract.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Measured } from '../store/compared-designs.ts';
import { useCompare } from '../store/compared-designs.ts';
import { useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { keepProfile, runJob } from '../store/jobs.ts';
import type { CompareRow } from './compare-rows.ts';

const warmup = 3;

/** Designs that can be run at all. */
export const measurable = (rows: readonly CompareRow[]): readonly CompareRow[] =>
  rows.filter(({ bytes }) => bytes !== null);

const settings = (): Omit<JobOf<'measure'>, 'kind' | 'designs'> => ({
  ...useDevices.getState().settings,
  device: useDevices.getState().chosen,
  warmup,
  runs: useCompare.getState().runs,
});

/** Keeps why a job came to nothing; that a person cancelled it needs no words. */
function keepFailure(issues: readonly Issue[]): void {
  const isCancelled = issues.some(({ code }) => code === 'run/cancelled');
  useCompare.setState({ failure: isCancelled ? null : issues });
}

/** Times all designs in turn within one job; their times replace those of the last measurement. */
export async function measure(rows: readonly CompareRow[]): Promise<void> {
  const runnable = measurable(rows);
  useCompare.setState({ failure: null });
  const result = await runJob({
    kind: 'measure',
    designs: runnable.map(({ design }) => serializeDesign(design)),
    ...settings(),
  });
  if (!result.ok) return keepFailure(result.issues);
  const byComputation = new Map<string, Measured>();
  for (const [index, { run, issues }] of result.value.designs.entries()) {
    const row = runnable[index];
    if (row !== undefined) byComputation.set(row.computation, { run, issues });
  }
  useCompare.setState({ measurement: { box: useDevices.getState().box, byComputation } });
}

/** Profiles designs one after the other, to know where their time goes; stops at the first that fails. */
export async function profileEach(rows: readonly CompareRow[]): Promise<void> {
  useCompare.setState({ failure: null });
  const { opened } = useDocument.getState();
  for (const { design, computation, isCurrent, analysis } of measurable(rows)) {
    const result = await runJob({
      kind: 'profile',
      design: serializeDesign(design),
      ...settings(),
    });
    if (!result.ok) return keepFailure(result.issues);
    if (isCurrent && useDocument.getState().opened === opened) keepProfile(result.value, analysis);
    useCompare.setState(({ profiles }) => ({ profiles: new Map(profiles).set(computation, result.value) }));
  }
}
