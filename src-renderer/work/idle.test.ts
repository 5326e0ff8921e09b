import { expect, test, vi } from 'vitest';
import { whenIdle } from './idle.ts';

const idle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('jobs run later, in order, and those taken back do not', async () => {
  const ran: string[] = [];
  whenIdle(() => ran.push('first'));
  const takeBack = whenIdle(() => ran.push('never'));
  whenIdle(() => ran.push('last'));
  takeBack();
  expect(ran).toEqual([]);
  await vi.waitFor(() => expect(ran).toEqual(['first', 'last']));
});

test('one moment holds no more than a slice of work', async () => {
  const ran: number[] = [];
  const busy = (ms: number) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  for (let index = 0; index < 3; index++) {
    whenIdle(() => {
      busy(15);
      ran.push(index);
    });
  }
  await idle();
  expect(ran.length).toBeLessThan(3);
  await vi.waitFor(() => expect(ran).toEqual([0, 1, 2]));
});

test('a job that may wait less goes ahead of those that may wait longer', async () => {
  const ran: string[] = [];
  whenIdle(() => ran.push('list'));
  whenIdle(() => ran.push('more of the list'));
  whenIdle(() => ran.push('what an edit asked for'), 100);
  await vi.waitFor(() => expect(ran).toEqual(['what an edit asked for', 'list', 'more of the list']));
});

test('a job that fails does not keep the others from running', async () => {
  const ran: string[] = [];
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  process.once('uncaughtException', note);
  whenIdle(() => {
    throw new Error('made to fail');
  });
  whenIdle(() => ran.push('after it'));
  await vi.waitFor(() => expect(ran).toEqual(['after it']));
  expect(failures).toHaveLength(1);
  process.off('uncaughtException', note);
});
