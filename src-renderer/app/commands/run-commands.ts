import type { Job, ReportOf } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import { isProblem } from '../../../src-core/errors.ts';
import { changeOf } from '../../../src-core/results/compare-results.ts';
import { askChoice } from '../../files/questions.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { busyText } from '../../store/busy-words.ts';
import { addCalibration } from '../../store/calibrations.ts';
import { isRunnable } from '../../store/can-compute.ts';
import { changeSentence } from '../../store/change-words.ts';
import type { Command } from '../../store/commands.ts';
import { comparableOf } from '../../store/comparable.ts';
import { onMachine } from '../../store/device-words.ts';
import { deviceReady, useDevices } from '../../store/devices.ts';
import { useDocument } from '../../store/document.ts';
import { showFeatures } from '../../store/features.ts';
import { cancelJob, keepProfile, runJob, useJobs } from '../../store/jobs.ts';
import { removeResults } from '../../store/results.ts';
import { verifyDesign } from '../../store/verification.ts';
import { setView, showBottom, useView } from '../../store/view.ts';
import { bytesFigure, millisecondsText } from '../../ui/figures.ts';
import { toastIssues } from '../../ui/toast-issues.ts';
import { toast } from '../../ui/toasts.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { isOpen } from './pages.ts';

/** Runs before the clock starts; the timed ones go on until they are steady. */
const warmup = 5;

const isIdle = (): boolean => useJobs.getState().running === null;

const canMeasure = (): boolean =>
  isOpen() && isIdle() && deviceReady(useDevices.getState()) && hasNoProblems();

const hasNoProblems = (): boolean => isRunnable(useDocument.getState().analysis);

/** Why nothing can be started just now. */
function whatIsInTheWay(): PlainText {
  if (!isIdle()) return 'something runs already';
  return deviceReady(useDevices.getState()) ? 'solve the problems first' : 'no device is ready';
}

/** The open design as text, and the device that was chosen for it. */
const subject = () => ({
  design: serializeDesign(useDocument.getState().design),
  device: useDevices.getState().chosen,
  ...useDevices.getState().settings,
});

/**
 * The report of a job; null where it failed, which the person then has been told, and where another document was opened
 * meanwhile: a result of one that is closed is only in the list of results.
 */
async function measured<One extends Job>(job: One): Promise<ReportOf<One> | null> {
  const { opened, design } = useDocument.getState();
  const result = await runJob(job);
  if (!result.ok) {
    toastIssues(result.issues);
    return null;
  }
  if (useDocument.getState().opened === opened) return result.value;
  if (job.kind !== 'compile')
    toast({
      tone: 'good',
      text: t('The result of {title} is in the list of results', { title: design.title }),
    });
  return null;
}

async function run(): Promise<void> {
  const { design } = useDocument.getState();
  const found = await measured({ kind: 'run', ...subject(), warmup });
  if (found === null) return;
  const { box } = useDevices.getState();
  const before = useJobs.getState().run;
  const change =
    before === null ? null : changeOf(comparableOf(before.report, before.box), comparableOf(found, box));
  useJobs.setState({ run: { report: found, design, box } });
  const { median, min, p90, interval } = found.ms;
  toast({
    tone: 'good',
    text: t('{median} ms median of {runs} runs, 95% between {low} and {high} ms', {
      median: millisecondsText(median),
      runs: found.runs,
      low: millisecondsText(interval[0]),
      high: millisecondsText(interval[1]),
    }),
    detail: [
      ...(change === null ? [] : [t('of the run before: {change}', { change: changeSentence(change) })]),
      t('{busy}min {min} ms, p90 {p90} ms, {device}, onnxruntime {version}', {
        busy: found.busy.map((sign) => `${busyText(sign)}; `).join(''),
        min: millisecondsText(min),
        p90: millisecondsText(p90),
        device: onMachine(box, found.device),
        version: found.onnxruntime,
      }),
    ].join('. '),
  });
}

async function profile(whenQuiet = false): Promise<void> {
  const { analysis } = useDocument.getState();
  // what is measured is seen, from wherever it was asked for
  setView({ page: 'design' });
  showBottom('profile');
  const found = await measured({ kind: 'profile', ...subject(), warmup, whenQuiet });
  if (found === null) return;
  keepProfile(found, analysis);
  setView({ heat: 'time' });
}

/** Measures what the chosen device reaches at most. */
async function calibrate(): Promise<void> {
  const { chosen } = useDevices.getState();
  const found = await measured({ kind: 'calibrate', device: chosen });
  if (found === null) return;
  addCalibration(found);
  toast({
    tone: 'good',
    text: t('{device} is calibrated: {rate} GMAC/s, {bytes} GB/s', {
      device: chosen,
      rate: (found.ceilings.macsPerSecond / 1e9).toFixed(1),
      bytes: (found.ceilings.bytesPerSecond / 1e9).toFixed(1),
    }),
  });
}

async function deleteResults(): Promise<void> {
  const answer = await askChoice({
    title: t('Delete all results?'),
    text: t(
      'This removes every result of this window, other windows and the command line. It cannot be undone.',
    ),
    choices: [
      { id: 'cancel', label: t('Cancel'), look: 'plain' },
      { id: 'delete', label: t('Delete'), look: 'primary' },
    ],
  });
  if (answer === 'delete') await removeResults(null);
}

async function check(): Promise<void> {
  const { design, analysis } = useDocument.getState();
  if (analysis.issues.some(isProblem)) return showBottom('problems');
  const found = await measured({ kind: 'compile', ...subject() });
  if (found === null) return;
  useJobs.setState({ compiled: { report: found, design } });
  const { value, unit } = bytesFigure(found.bytes, useView.getState().unitBase);
  toast({
    tone: 'good',
    text: t('Compiles: {nodes} nodes, {size}, loaded on {device}', {
      nodes: found.nodes,
      size: `${value} ${unit}`,
      device: found.device,
    }),
  });
}

export const runCommands: readonly Command[] = [
  {
    id: 'run.run',
    title: 'Run',
    group: 'Run',
    shortcuts: ['$mod+Shift+Enter'],
    reach: 'window',
    isEnabled: canMeasure,
    needs: whatIsInTheWay,
    run: () => void run(),
  },
  {
    id: 'run.profile',
    title: 'Profile',
    group: 'Run',
    shortcuts: ['$mod+Enter'],
    reach: 'window',
    isEnabled: canMeasure,
    needs: whatIsInTheWay,
    run: () => void profile(),
  },
  {
    id: 'run.profile-when-quiet',
    title: 'Profile when the machine is quiet',
    group: 'Run',
    reach: 'window',
    isEnabled: canMeasure,
    needs: whatIsInTheWay,
    run: () => void profile(true),
  },
  {
    id: 'run.calibrate',
    title: 'Calibrate the device',
    group: 'Run',
    reach: 'window',
    isEnabled: () => isIdle() && deviceReady(useDevices.getState()),
    needs: whatIsInTheWay,
    run: () => void calibrate(),
  },
  {
    id: 'run.check',
    title: 'Check and compile',
    group: 'Run',
    shortcuts: ['F7'],
    reach: 'window',
    isEnabled: () => isOpen() && isIdle(),
    needs: whatIsInTheWay,
    run: () => void check(),
  },
  {
    id: 'run.verify',
    title: 'Verify against the reference',
    group: 'Run',
    reach: 'window',
    isEnabled: () => isOpen() && isIdle() && hasNoProblems(),
    needs: whatIsInTheWay,
    run: () => void verifyDesign(),
  },
  {
    id: 'run.features',
    title: 'Show the feature maps of an item',
    group: 'Run',
    reach: 'window',
    isEnabled: () => isOpen() && isIdle() && hasNoProblems(),
    needs: whatIsInTheWay,
    run: () => {
      showBottom('features');
      void showFeatures();
    },
  },
  {
    id: 'run.devices',
    title: 'Devices and run settings…',
    group: 'Run',
    run: () => openDialog('devices'),
  },
  {
    id: 'run.delete-results',
    title: 'Delete all results…',
    group: 'Run',
    run: () => void deleteResults(),
  },
  {
    id: 'run.cancel',
    title: 'Cancel what runs',
    group: 'Run',
    isEnabled: () => !isIdle(),
    needs: 'nothing runs',
    run: () => void cancelJob(),
  },
];
