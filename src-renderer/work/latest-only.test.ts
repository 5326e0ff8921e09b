import { expect, test } from 'vitest';
import type { Quiet } from './latest-only.ts';
import { LatestOnly } from './latest-only.ts';

/** A clock that moves only when told, and tasks that run only then. */
class Clock implements Quiet {
  time = 0;
  readonly pauses: number[] = [];
  #waiting: (() => void)[] = [];
  whenIdle = (task: () => void) => void this.#waiting.push(task);
  after = (milliseconds: number, task: () => void) => {
    this.pauses.push(milliseconds);
    this.#waiting.push(task);
  };
  now = () => this.time;
  step(): void {
    const tasks = this.#waiting;
    this.#waiting = [];
    for (const task of tasks) task();
  }
}

test('only the latest of several tasks runs, after the frame in which it was asked for', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: number[] = [];
  for (const task of [1, 2, 3]) queue.ask(() => done.push(task));
  expect(done).toEqual([]);
  clock.step();
  expect(done).toEqual([3]);
});

test('a slow task is followed by a pause, then by the latest that was asked for meanwhile', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(() => {
    clock.time += 40;
    done.push('slow');
  });
  clock.step();
  queue.ask(() => done.push('dropped'));
  queue.ask(() => done.push('last'));
  expect(clock.pauses).toEqual([120]);
  clock.step();
  clock.step();
  expect(done).toEqual(['slow', 'last']);
});

test('a cleared queue runs nothing, and goes on afterwards', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(() => done.push('cleared'));
  queue.clear();
  clock.step();
  clock.step();
  queue.ask(() => done.push('next'));
  clock.step();
  expect(done).toEqual(['next']);
});

test('a task that throws does not stop the next', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(() => {
    throw new Error('bad');
  });
  expect(() => clock.step()).toThrow('bad');
  queue.ask(() => done.push('next'));
  clock.step();
  clock.step();
  expect(done).toEqual(['next']);
});
