import { expect, test } from 'vitest';
import { Turns } from './task-queue.ts';

const never = new AbortController().signal;

function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('work is done one at a time in the order of asking, also after one that fails', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const all = [work('a'), work('b', true), work('c')].map((one) => turns.take(one, never, 'refused'));
  expect(await Promise.allSettled(all)).toMatchObject([
    { value: 'a' },
    { status: 'rejected' },
    { value: 'c' },
  ]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(turns.idle).toBe(true);
});

test('what waits is refused at once when it is aborted, and is never begun', async () => {
  const turns = new Turns();
  const { open, opened } = gate();
  const first = turns.take(() => opened, never, undefined);
  const controller = new AbortController();
  let begun = false;
  const second = turns.take(
    async () => {
      begun = true;
      return 'done';
    },
    controller.signal,
    'refused',
  );
  controller.abort();
  expect(await second).toBe('refused');
  expect(turns.idle).toBe(false);
  open();
  await first;
  expect(await turns.take(async () => 'third', never, 'refused')).toBe('third');
  expect(begun).toBe(false);
});
