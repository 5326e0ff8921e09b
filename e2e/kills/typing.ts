/** What a page does next. */
export type Command =
  /** Steps the number by 1, or by 10 with the shift key. */
  | { readonly kind: 'step'; readonly key: 'ArrowUp' | 'ArrowDown'; readonly shiftKey: boolean }
  | { readonly kind: 'undo' | 'redo' | 'save' | 'look' }
  /** Nothing, until all edits are said to be kept. */
  | { readonly kind: 'wait' };

/** What a page shows. */
export interface Seen {
  /** The address, which names the journal. */
  readonly address: string;
  readonly value: number;
  /** The status bar says that every edit is kept. */
  readonly isKept: boolean;
  /** The title says that no file holds what is open. */
  readonly isUnsaved: boolean;
}

/** The name under which pages tell what they show, and are answered with what to do next. */
export const nextName = 'nextCommand';

/**
 * Runs in every page from its first moment on: does to the one number of the open design what it is told, through the controls of
 * the window. It uses nothing outside itself, as the browser is handed its text.
 */
export async function typeAway(): Promise<void> {
  if (!location.hash.startsWith('#doc=')) return;
  const { nextCommand } = globalThis as unknown as { nextCommand: (seen: Seen) => Promise<Command> };
  const number = () => document.querySelector<HTMLInputElement>('input[aria-label="n"]');
  const isKept = () =>
    [...document.querySelectorAll('footer span')].some(({ textContent }) => textContent === 'Edits kept');
  const clickTool = (name: string) =>
    document.querySelector<HTMLElement>(`[role="toolbar"] button[aria-label^="${name}"]`)?.click();
  const answers = () => [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')];
  const press = (target: EventTarget | null, key: string, more: KeyboardEventInit) =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  /** A task of its own, after which all that was done is drawn. Timers of a page that nobody sees are slow. */
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, characterData: true });
      look();
    });
  const save = () => {
    // A save whose answer was lost leaves a file that the window does not know; other work may be offered over this one.
    const answer = answers().find(({ textContent }) => /^(?:Keep mine|Later)$/.test(textContent));
    const modifier = navigator.platform.startsWith('Mac') ? 'metaKey' : 'ctrlKey';
    if (answer === undefined) press(document.body, 's', { code: 'KeyS', [modifier]: true });
    else answer.click();
  };

  await until(() => number() !== null && isKept());
  for (;;) {
    const command = await nextCommand({
      address: location.href,
      value: Number(number()?.value),
      isKept: isKept(),
      isUnsaved: document.title.startsWith('●'),
    });
    if (command.kind === 'step') press(number(), command.key, { shiftKey: command.shiftKey });
    else if (command.kind === 'undo') clickTool('Undo');
    else if (command.kind === 'redo') clickTool('Redo');
    else if (command.kind === 'save') save();
    else if (command.kind === 'wait') await until(isKept);
    await turn();
  }
}
