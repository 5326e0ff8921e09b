import { networkOf } from '../../src-core/catalogue.ts';
import type { Opening } from '../../src-core/contract.ts';
import { offerKept } from '../files/kept-offers.ts';
import { openFile } from '../files/open-file.ts';
import { resume } from '../files/resume.ts';
import { startWatching } from '../files/watch-file.ts';
import { useLocale } from '../locale/locale.ts';
import { call, connect } from '../rpc/services.ts';
import { loadCalibrations } from '../store/calibrations.ts';
import { loadDevices, useDevices } from '../store/devices.ts';
import { abandonJobs, onJobDone, onJobProgress } from '../store/jobs.ts';
import { journalInAddress } from '../store/journal/address.ts';
import { keepNow, startKeeping } from '../store/journal/keeping.ts';
import { loadKeys } from '../store/keys.ts';
import { readLibrary, watchLibrary } from '../store/library.ts';
import { setView, useView } from '../store/view.ts';
import { copyThrough } from '../ui/copy-text.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { openNetwork } from './commands/file-commands.ts';
import { startTourWatch } from './tour/tour.ts';
import { startTitle } from './window-title.ts';

let isGreeted = false;

async function openAsked(open: Opening): Promise<void> {
  if ('path' in open) return openFile(open.path);
  const network = networkOf(open.network);
  if (network !== undefined) await openNetwork(network);
}

const isOpening = (): boolean => useView.getState().page === 'opening';

/** Shows the welcome page where nothing has been opened. */
function welcome(): void {
  if (isOpening()) setView({ page: 'welcome' });
}

/** Opens what the address names, or what the shell was started with, where the person has not gone elsewhere. */
async function openFirst(): Promise<void> {
  const journal = journalInAddress();
  if (journal !== null && (await resume(journal))) return;
  const open = useDevices.getState().hello?.open ?? null;
  if (open !== null && isOpening()) await openAsked(open);
}

/** The clipboard as the desktop shell's main process writes it, as its page has no permissions. */
const copyThroughShell = async (text: string): Promise<boolean> => (await call('copyText', { text })).ok;

/** Tells the desktop shell which language its menus are to have. */
const tellLocale = (): void => void call('speaks', { locale: useLocale.getState().locale });

/** Greets the services after each connection; the first time it opens what was asked for and says that the window is drawn. */
async function greet(): Promise<void> {
  abandonJobs();
  keepNow();
  const hello = await call('hello', {});
  if (!hello.ok) {
    welcome();
    return;
  }
  useDevices.setState({ hello: hello.value });
  void loadKeys();
  if (hello.value.shell === 'desktop') {
    copyThrough(copyThroughShell);
    tellLocale();
  }
  if (!isGreeted) {
    isGreeted = true;
    for (const notice of hello.value.notices) toastIssues([notice]);
    await openFirst();
    welcome();
    await call('ready', {});
    await offerKept();
  }
  await readLibrary();
  void loadCalibrations();
  await loadDevices();
}

/** Connects the window to its services and keeps it connected. */
export function start(): void {
  // Until the services have said what is to be opened the welcome page, with all its networks, would be drawn for nothing.
  setView({ page: 'opening' });
  startKeeping();
  startWatching();
  startTitle();
  useLocale.subscribe(() => {
    if (useDevices.getState().hello?.shell === 'desktop') tellLocale();
  });
  startTourWatch();
  watchLibrary();
  const openRequested = ({ open }: { readonly open: Opening }): void => void openAsked(open);
  const events = { jobProgress: onJobProgress, jobDone: onJobDone, openRequested };
  // what the address names is waited for
  connect(
    events,
    () => void greet(),
    () => journalInAddress() ?? welcome(),
  );
}
