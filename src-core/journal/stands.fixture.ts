import { historyLimit } from '../document/history.ts';

interface Stand {
  readonly text: string;
  readonly gesture?: string | undefined;
}

/** The texts of a document in the order in which undo and redo walk them, and where it stands: all that a history is. */
export class Stands {
  #stands: readonly Stand[];
  #at: number;

  constructor(texts: readonly string[], at = texts.length - 1) {
    this.#stands = texts.map((text) => ({ text }));
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get texts(): readonly string[] {
    return this.#stands.map(({ text }) => text);
  }

  get text(): string {
    return this.#stands[this.#at]?.text ?? '';
  }

  /** Whether as many steps can be undone, or redone where it is above zero. */
  canWalk(by: 1 | -1): boolean {
    return this.#stands[this.#at + by] !== undefined;
  }

  walk(by: 1 | -1): void {
    if (this.canWalk(by)) this.#at += by;
  }

  /** No step that is yet to come joins one that is there. */
  endGestures(): void {
    this.#stands = this.#stands.map(({ text }) => ({ text }));
  }

  commit(text: string, gesture?: string): void {
    const isLast = this.#at === this.#stands.length - 1 && this.#at > 0;
    const joins = isLast && gesture !== undefined && gesture === this.#stands[this.#at]?.gesture;
    const before = this.#stands.slice(0, joins ? this.#at : this.#at + 1);
    this.#stands = [...before, { text, gesture }].slice(-(historyLimit + 1));
    this.#at = this.#stands.length - 1;
  }
}
