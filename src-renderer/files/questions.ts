import { create } from 'zustand';
import type { Issue, Result } from '../../src-core/errors.ts';
import type { ExportSettings } from './export-settings.ts';

/** What the file dialog is for. */
export type PathPurpose = 'open' | 'save' | 'export';

/** Asks for a file. The dialog stays until a path works or the person gives up. */
export interface PathQuestion {
  readonly kind: 'path';
  readonly id: number;
  readonly purpose: PathPurpose;
  readonly title: string;
  readonly suggestedName: string;
  /** Tries a path; returns why it cannot be used, or null when it could and the question is settled. */
  submit(path: string, overwrite: boolean): Promise<readonly Issue[] | null>;
  cancel(): void;
}

/** Asks how to export. The dialog stays until the settings work or the person gives up. */
export interface ExportQuestion {
  readonly kind: 'export';
  readonly id: number;
  readonly settings: ExportSettings;
  /** The sizes that can be left free, by name, with what the inputs have. */
  readonly sizes: ReadonlyMap<string, readonly number[]>;
  /** Tries settings; returns why they cannot be had, or null when they can and the question is settled. */
  submit(settings: ExportSettings): Promise<readonly Issue[] | null>;
  cancel(): void;
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly look: 'outlined' | 'primary' | 'plain';
}

/** Asks a person to choose; closing the dialog answers null. */
export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly id: number;
  readonly title: string;
  readonly text: string;
  /** What the question is about, line by line. */
  readonly details?: Details;
  readonly choices: readonly Choice[];
  answer(choice: string | null): void;
}

/** Lines under a heading. */
export interface Details {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Offers designs to open, until one is opened or the person leaves it. */
export interface Offer {
  readonly kind: 'offer';
  readonly id: number;
  readonly title: string;
  readonly entries: readonly OfferEntry[];
  close(): void;
}

export interface OfferEntry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly details: Details;
  /** Opens it; false where the person kept the open design instead. */
  open(): Promise<boolean>;
  /** Absent where it cannot be thrown away. */
  readonly discard?: () => Promise<void>;
}

/** Says why a file is not a design. */
export interface FaultNotice {
  readonly kind: 'faults';
  readonly id: number;
  readonly file: string;
  readonly text: string;
  readonly issues: readonly Issue[];
  close(): void;
}

export type Question = PathQuestion | ExportQuestion | ChoiceQuestion | FaultNotice | Offer;

/** What a person is being asked, the newest last and in front. */
export const useQuestions = create<{ questions: readonly Question[] }>(() => ({ questions: [] }));

let last = 0;

function put(question: Question): void {
  useQuestions.setState(({ questions }) => ({ questions: [...questions, question] }));
}

function take(id: number): void {
  useQuestions.setState(({ questions }) => ({ questions: questions.filter((asked) => asked.id !== id) }));
}

/** Shows a question until it is settled. */
function settled<T>(question: (id: number, settle: (value: T) => void) => Question): Promise<T> {
  return new Promise((resolve) => {
    const id = ++last;
    put(
      question(id, (value) => {
        take(id);
        resolve(value);
      }),
    );
  });
}

const isAsked = (kind: Question['kind']): boolean =>
  useQuestions.getState().questions.some((question) => question.kind === kind);

/**
 * Shows the file dialog until `attempt` works with a chosen path. A shortcut pressed inside a file dialog opens no second one.
 * @returns what the attempt returned, null where the person gave up
 */
export function askPath<T>(
  { purpose, title, suggestedName }: Pick<PathQuestion, 'purpose' | 'title' | 'suggestedName'>,
  attempt: (path: string, overwrite: boolean) => Promise<Result<T | null>>,
): Promise<T | null> {
  if (isAsked('path')) return Promise.resolve(null);
  return settled<T | null>((id, settle) => ({
    kind: 'path',
    id,
    purpose,
    title,
    suggestedName,
    async submit(path, overwrite) {
      const result = await attempt(path, overwrite);
      if (!result.ok) return result.issues;
      settle(result.value);
      return null;
    },
    cancel: () => settle(null),
  }));
}

/**
 * Shows the export dialog until `attempt` works with the settings; like `askPath` one at a time.
 * @returns the settings that worked, null where the person gave up
 */
export function askExport(
  { settings, sizes }: Pick<ExportQuestion, 'settings' | 'sizes'>,
  attempt: (settings: ExportSettings) => Promise<Result<unknown>>,
): Promise<ExportSettings | null> {
  if (isAsked('export') || isAsked('path')) return Promise.resolve(null);
  return settled<ExportSettings | null>((id, settle) => ({
    kind: 'export',
    id,
    settings,
    sizes,
    async submit(tried) {
      const result = await attempt(tried);
      if (!result.ok) return result.issues;
      settle(tried);
      return null;
    },
    cancel: () => settle(null),
  }));
}

export function askChoice(
  question: Pick<ChoiceQuestion, 'title' | 'text' | 'details' | 'choices'>,
): Promise<string | null> {
  return settled<string | null>((id, answer) => ({ kind: 'choice', id, ...question, answer }));
}

/** Shows what keeps a file from being a design, until it is closed. */
export function showFaults(notice: Pick<FaultNotice, 'file' | 'text' | 'issues'>): void {
  const id = ++last;
  put({ kind: 'faults', id, ...notice, close: () => take(id) });
}

/** Offers designs until one is opened, all are discarded, or the person leaves it for later. */
export function offer(title: string, entries: readonly OfferEntry[]): void {
  const id = ++last;
  put({ kind: 'offer', id, title, entries, close: () => take(id) });
}
