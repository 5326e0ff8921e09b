import type { Hello, WindowEvents } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { CalibrationStore } from '../files/calibrations.ts';
import type { KeysFile } from '../files/chosen-keys.ts';
import type { ResultStore } from '../files/result-store.ts';
import { threads } from '../runner/threads.ts';
import type { WindowServices } from './door.ts';
import type { FileContext } from './files-service.ts';
import { fileServices } from './files-service.ts';
import type { Boxes, Runner } from './job-service.ts';
import { jobServices } from './job-service.ts';
import { keptServices } from './kept-service.ts';

/** What a shell brings to the services that all shells share. */
export interface ServiceContext extends FileContext {
  readonly shell: Hello['shell'];
  readonly version: string;
  readonly open: Hello['open'];
  readonly runner: Runner | null;
  readonly keys: KeysFile;
  readonly calibrations: CalibrationStore;
  readonly results: ResultStore;
  readonly boxes: Boxes;
  /** Writes the system's clipboard; absent where the page reaches it by itself. */
  readonly clipboard?: (text: string) => void;
  /** The window speaks another language; absent where the shell shows no words of its own. */
  readonly onLocale?: (locale: string) => void;
  /** What the person is told when the window opens; nothing when absent. */
  readonly notices?: readonly Issue[];
  /** A window has drawn its first screen. */
  readonly onReady: () => void;
}

/** The services of one window. */
export function openServices(context: ServiceContext, window: WindowEvents): WindowServices {
  const jobs = jobServices(context.runner, context.access, window, context);
  const kept = keptServices(context.kept);
  return {
    services: {
      ...fileServices(context),
      ...jobs.services,
      ...kept.services,
      hello: async () =>
        ok({
          version: context.version,
          shell: context.shell,
          platform: process.platform,
          workspace: context.access.root,
          nativeDialogs: context.dialogs !== null,
          open: context.open,
          threads,
          notices: context.notices ?? [],
        }),
      async copyText({ text }) {
        const detail = 'this shell leaves the clipboard to its page';
        if (context.clipboard === undefined)
          return fail(issue('call/invalid', {}, { call: 'copyText', detail }));
        context.clipboard(text);
        return ok(null);
      },
      chosenKeys: async () => ok(await context.keys.read()),
      keepKeys: ({ keys }) => context.keys.keep(keys),
      listResults: () => context.results.list(),
      keptProfiles: async () => ok({ ids: await context.results.profiles.ids() }),
      readProfile: ({ id }) => context.results.profiles.read(id),
      removeResults: ({ ids }) => (ids === null ? context.results.clear() : context.results.remove(ids)),
      async speaks({ locale }) {
        context.onLocale?.(locale);
        return ok(null);
      },
      ready: async () => {
        context.onReady();
        return ok(null);
      },
    },
    end() {
      jobs.end();
      kept.end();
    },
  };
}
