import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chain } from '../../src-core/analysis/heavy-designs.fixture.ts';
import { emptyHistory } from '../../src-core/document/history.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import { replay } from '../../src-core/journal/replay.ts';
import { stateOf } from '../../src-core/journal/work.ts';

const design = chain(2500, () => ({ definition: 'relu', fields: {} }));
const text = serializeDesign(design);

/** The worker's own thread, on which what it hears and says is copied as between threads. */
class Thread extends EventTarget {
  static messages: unknown[] = [];
  static isBroken = false;
  constructor() {
    super();
    const hear = new EventTarget();
    vi.stubGlobal('addEventListener', hear.addEventListener.bind(hear));
    vi.stubGlobal('postMessage', (message: unknown) => {
      const data = structuredClone(message);
      Thread.messages.push(data);
      this.dispatchEvent(Object.assign(new Event('message'), { data }));
    });
    this.#hear = hear;
    this.#loaded = import('./text-worker.ts');
  }
  readonly #hear: EventTarget;
  readonly #loaded: Promise<unknown>;
  async postMessage(message: unknown): Promise<void> {
    await this.#loaded;
    if (Thread.isBroken) return void this.dispatchEvent(new Event('error'));
    this.#hear.dispatchEvent(Object.assign(new Event('message'), { data: structuredClone(message) }));
  }
  terminate(): void {}
}

beforeEach(() => {
  Thread.messages = [];
  Thread.isBroken = false;
  vi.resetModules();
  vi.stubGlobal('Worker', Thread);
});
afterEach(() => vi.unstubAllGlobals());

test('a long text is read on another thread, and comes in parts that are put together again', async () => {
  const { parseText } = await import('./text-thread.ts');
  expect(await parseText(text)).toEqual(parseDesign(text));
  expect(Thread.messages).toHaveLength(4);
  const faulty = text.slice(0, -20);
  expect(await parseText(faulty)).toEqual(parseDesign(faulty));
});

test('a short text is read where it is', async () => {
  const { parseText } = await import('./text-thread.ts');
  const short = serializeDesign(chain(3, () => ({ definition: 'relu', fields: {} })));
  expect(await parseText(short)).toEqual(parseDesign(short));
  expect(Thread.messages).toEqual([]);
});

test('a long journal is written and told on another thread as it is here', async () => {
  const { lineOf, replayLines } = await import('./text-thread.ts');
  const work = {
    open: { design, history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  };
  const entry = { number: 7, record: stateOf(work) };
  const line = await lineOf(entry);
  expect(line).toBe(writeLine(entry));
  expect(await replayLines([line])).toEqual(replay([line]));
});

test('where the thread breaks nothing is lost', async () => {
  const { parseText } = await import('./text-thread.ts');
  Thread.isBroken = true;
  expect(await parseText(text)).toEqual(parseDesign(text));
});
