import { readFileSync } from 'node:fs';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { OpenDesign } from '../../src-core/document/history.ts';
import { redone, undone } from '../../src-core/document/history.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { replay } from '../../src-core/journal/replay.ts';
import { Stands } from '../../src-core/journal/stands.fixture.ts';
import type { Command, Seen } from './typing.ts';

/** The value that a document begins with. */
export const firstValue = 1_000_000;

/** A design of one number and nothing else, as its file holds it. */
export const textOf = (value: number): string =>
  serializeDesign({
    ...emptyDesign('Typed'),
    variables: [{ name: 'n', kind: 'integer', value, min: 0, max: 2 * firstValue }],
  });

const numberOf = ({ design }: OpenDesign): string => String(design.variables[0]?.value);

/** The values that undo and redo walk. */
function standsOf(open: OpenDesign): Stands {
  const values = [numberOf(open)];
  for (let before = undone(open); before !== null; before = undone(before)) values.push(numberOf(before));
  values.reverse();
  const at = values.length - 1;
  for (let after = redone(open); after !== null; after = redone(after)) values.push(numberOf(after));
  return new Stands(values, at);
}

const isSame = (one: Stands, other: Stands): boolean =>
  one.at === other.at && one.texts.join() === other.texts.join();

const shown = ({ text, texts, at }: Stands): string =>
  `${text} at step ${at} of ${texts.length - 1}, near ${texts.slice(Math.max(0, at - 3), at + 4).join(' ')}`;

type Doing = Exclude<Command, { readonly kind: 'wait' }>;

/** So often a page is looked at after a save, while its end is not told. */
const mostLooks = 100;

/** What pages are asked: anything, anything but saves while there is no server, nothing, or to save once more. */
export type Mood = 'busy' | 'away' | 'resting' | 'saving';

/** A document that a page types into, with all that may have become of it: what was done, and what was said to be kept of it. */
export class TypedDocument {
  /** Where a browser finds it again. */
  address: string;
  /** Edits that were said to be kept, and saves that were said to be done. */
  readonly told = { edits: 0, saves: 0 };
  readonly #file: string;
  readonly #random: () => number;
  /** How it stood when its edits were last said to be kept, and after each command since. */
  #stands: readonly Stands[] = [new Stands([String(firstValue)])];
  /** What its file was last said to hold. */
  #saved = firstValue;
  /** What saves may have written that nobody told the end of. */
  readonly #saving = new Set<number>();
  #wasUnsaved = false;
  #savesBefore = 0;
  #looks = 0;
  #isReturning = false;

  constructor(address: string, file: string, random: () => number) {
    this.address = address;
    this.#file = file;
    this.#random = random;
  }

  get #last(): Stands {
    return this.#stands.at(-1) as Stands;
  }

  /** Its page is gone, and what it knew that nobody was told. */
  losePage(): void {
    this.#isReturning = true;
    this.#wasUnsaved = false;
  }

  /** Before the mood is to save: what was saved until then does not do. */
  saveOnceMore(): void {
    this.#savesBefore = this.told.saves;
  }

  /** Takes in what its page shows. */
  see(seen: Seen): void {
    this.address = seen.address;
    if (!this.#isReturning) this.#see(seen);
  }

  /** Whether all is done that is to be done in this mood. */
  isDone({ isKept, isUnsaved }: Seen, mood: Mood): boolean {
    if (this.#isReturning || mood === 'resting') return isKept;
    return mood === 'saving' && isKept && !isUnsaved && this.told.saves > this.#savesBefore;
  }

  /** What its page does next. */
  next(seen: Seen, mood: Mood): Command {
    if (this.#isReturning || mood === 'resting') return { kind: 'wait' };
    if (this.#looks > 0 && seen.isUnsaved && mood !== 'away') {
      this.#looks -= 1;
      return { kind: 'look' };
    }
    if (!seen.isKept && this.#random() < 0.5) return { kind: 'wait' };
    const command = mood === 'saving' ? this.#toSave(seen) : this.#choose(mood);
    if (command.kind === 'save') {
      this.#saving.add(seen.value);
      this.#looks = mostLooks;
      return command;
    }
    this.#stands = [...this.#stands, this.#after(command)];
    // Undone to where it was saved a document is as saved as before; that tells nothing of a save.
    this.#wasUnsaved = false;
    return command;
  }

  /**
   * Holds what is on the disk against what was done and said.
   * @param lines of its journal, once its page says that all is kept
   * @param isSettled whether no save can be under way any more
   */
  check(lines: readonly string[], isSettled: boolean): void {
    const told = replay(lines);
    if (!told.ok) throw new Error(`the journal of ${this.#file} cannot be read`);
    const { open } = told.value.work;
    const found = standsOf(open);
    // What a page that lives on has done is in it to the last edit.
    const possible = this.#isReturning ? this.#stands : [this.#last];
    if (!possible.some((stands) => isSame(stands, found)))
      throw new Error(
        `${this.#file} is back with ${shown(found)}; it was\n${possible.map(shown).join('\n')}`,
      );
    if (serializeDesign(open.design) !== textOf(Number(found.text)))
      throw new Error(`${this.#file} is back with another text`);
    this.#stands = [found];
    this.#isReturning = false;
    this.#looks = 0;
    this.#checkFile(isSettled);
  }

  #checkFile(isSettled: boolean): void {
    const text = readFileSync(this.#file, 'utf8');
    const held = [this.#saved, ...this.#saving].find((value) => textOf(value) === text);
    if (held === undefined) {
      const values = [this.#saved, ...this.#saving].join(' ');
      throw new Error(`${this.#file} holds none of ${values} but\n${text}`);
    }
    if (!isSettled) return;
    this.#saved = held;
    this.#saving.clear();
  }

  #see({ value, isKept, isUnsaved }: Seen): void {
    const { text } = this.#last;
    if (String(value) !== text) throw new Error(`${this.#file} shows ${value} instead of ${text}`);
    if (isKept) {
      this.told.edits += this.#stands.length - 1;
      this.#stands = [this.#last];
    }
    if (this.#wasUnsaved && !isUnsaved) {
      this.told.saves += 1;
      this.#saved = value;
    }
    this.#wasUnsaved = isUnsaved;
  }

  /** An end of a save is told of a design that was unsaved before. */
  #toSave({ isUnsaved }: Seen): Doing {
    return isUnsaved ? { kind: 'save' } : { kind: 'step', key: 'ArrowUp', shiftKey: false };
  }

  #choose(mood: Mood): Doing {
    const dice = this.#random();
    if (dice < 0.03 && mood !== 'away') return { kind: 'save' };
    if (dice < 0.25 && this.#last.canWalk(-1)) return { kind: 'undo' };
    if (dice < 0.35 && this.#last.canWalk(1)) return { kind: 'redo' };
    const key = this.#random() < 0.6 ? 'ArrowUp' : 'ArrowDown';
    return { kind: 'step', key, shiftKey: this.#random() < 0.5 };
  }

  #after(command: Command): Stands {
    const after = new Stands(this.#last.texts, this.#last.at);
    if (command.kind === 'undo') after.walk(-1);
    else if (command.kind === 'redo') after.walk(1);
    else if (command.kind === 'step') {
      const step = (command.shiftKey ? 10 : 1) * (command.key === 'ArrowUp' ? 1 : -1);
      after.commit(String(Number(after.text) + step));
    }
    return after;
  }
}
