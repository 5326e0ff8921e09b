/** Which tabs of this browser have which journals open: each holds a lock by the journal's name for as long as it lives. */
const prefix = 'blockwright:journal:';

/** A tab that is reloaded gives its lock back within this, in milliseconds. */
const patience = 1000;

let release: (() => void) | null = null;

/** Takes a journal for this tab and gives back the one it had. @returns false where another tab has it */
export async function claimJournal(journal: string): Promise<boolean> {
  release?.();
  release = null;
  return new Promise((resolve) => {
    const held = (): Promise<void> =>
      new Promise((settle) => {
        release = settle;
        resolve(true);
      });
    navigator.locks
      .request(`${prefix}${journal}`, { signal: AbortSignal.timeout(patience) }, held)
      .catch(() => resolve(false));
  });
}

/** Asks once the other tab has gone that has a journal whether this one still wants it. */
export function awaitJournal(journal: string, wants: () => boolean): void {
  void navigator.locks.request(`${prefix}${journal}`, () => {
    if (!wants()) return;
    return new Promise<void>((settle) => {
      release = settle;
    });
  });
}

/** The journals that any tab of this browser has open. */
export async function openJournals(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}
