import type { DiskFile } from './disk.ts';
import { writeFully } from './disk.ts';

/** Bytes that are handed to the system at a time. */
const bufferBytes = 2 ** 20;

/**
 * Writes what is added, in order, while more of it is being made: it is copied into one of two buffers, and the other is on its
 * way to the disk. What was added may be used again as soon as `add` has returned.
 */
export class WriteBehind {
  readonly #file: DiskFile;
  #filling = new Uint8Array(bufferBytes);
  #spare = new Uint8Array(bufferBytes);
  #filled = 0;
  /** The one write that is on its way; it must be awaited before the file is closed, and tells of its failure there. */
  #underWay: Promise<void> = Promise.resolve();

  constructor(file: DiskFile) {
    this.#file = file;
  }

  /** Waits where both buffers are full. Rejects where a write has failed. */
  async add(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + bufferBytes - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === bufferBytes) await this.#send();
    }
  }

  /** Writes what is left. Rejects where a write has failed. */
  async end(): Promise<void> {
    await this.#send();
    await this.#underWay;
  }

  /** Waits until nothing is on its way any more, whatever became of it. */
  async settle(): Promise<void> {
    await this.#underWay.catch(() => undefined);
  }

  async #send(): Promise<void> {
    await this.#underWay;
    const full = this.#filling.subarray(0, this.#filled);
    this.#filling = this.#spare;
    this.#spare = new Uint8Array(full.buffer);
    this.#filled = 0;
    this.#underWay = writeFully(this.#file, full);
    // It is awaited later; a failure before that is not one that nobody handles.
    this.#underWay.catch(() => undefined);
  }
}
