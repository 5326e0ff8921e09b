import { expect, test } from 'vitest';
import type { Steps } from '../../src-core/steps.ts';
import type { Quiet } from './latest-only.ts';
import { LatestOnly } from './latest-only.ts';

/** Work that is done in one slice. */
const once = (task: () => void) =>
  // biome-ignore lint/correctness/useYield: there is nothing between the steps of work that has one
  function* (): Steps<void> {
    task();
  };

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
  for (const task of [1, 2, 3]) queue.ask(once(() => done.push(task)));
  expect(done).toEqual([]);
  clock.step();
  expect(done).toEqual([3]);
});

test('a slow task is followed by a pause, then by the latest that was asked for meanwhile', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(
    once(() => {
      clock.time += 40;
      done.push('slow');
    }),
  );
  clock.step();
  queue.ask(once(() => done.push('dropped')));
  queue.ask(once(() => done.push('last')));
  expect(clock.pauses).toEqual([120]);
  clock.step();
  clock.step();
  expect(done).toEqual(['slow', 'last']);
});

test('a cleared queue runs nothing, and goes on afterwards', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(once(() => done.push('cleared')));
  queue.clear();
  clock.step();
  clock.step();
  queue.ask(once(() => done.push('next')));
  clock.step();
  expect(done).toEqual(['next']);
});

test('a task that throws does not stop the next', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  queue.ask(
    once(() => {
      throw new Error('bad');
    }),
  );
  expect(() => clock.step()).toThrow('bad');
  queue.ask(once(() => done.push('next')));
  clock.step();
  clock.step();
  expect(done).toEqual(['next']);
});

test('long work is done a slice at a time, and dropped where other work is asked for or it is cleared', () => {
  const clock = new Clock();
  const queue = new LatestOnly(clock);
  const done: string[] = [];
  const long = (name: string) =>
    function* (): Steps<void> {
      for (let step = 1; step <= 4; step++) {
        clock.time += 3;
        done.push(`${name}${step}`);
        yield;
      }
    };
  queue.ask(long('a'));
  clock.step();
  expect(done).toEqual(['a1', 'a2']);
  queue.ask(long('b'));
  clock.step();
  expect(done).toEqual(['a1', 'a2', 'b1', 'b2']);
  clock.step();
  expect(done).toEqual(['a1', 'a2', 'b1', 'b2', 'b3', 'b4']);
  clock.step();
  expect(clock.pauses).toEqual([36]);
  clock.step();
  queue.ask(long('c'));
  clock.step();
  queue.clear();
  clock.step();
  clock.step();
  expect(done.slice(6)).toEqual(['c1', 'c2']);
});
