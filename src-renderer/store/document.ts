import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import type { History, OpenDesign, Step } from '../../src-core/document/history.ts';
import { commit, emptyHistory } from '../../src-core/document/history.ts';
import type { Issue } from '../../src-core/errors.ts';
import { toastIssues } from '../ui/toast-issues.ts';

/** The design that is open. Design, history and analysis are always of the same moment. */
export interface DocumentState {
  readonly design: Design;
  readonly history: History;
  readonly analysis: Analysis;
  /** The file it was read from or written to last; null for one that has none yet. */
  readonly path: string | null;
  readonly isDirty: boolean;
  /** Counts openings, so that views know when they look at another document. */
  readonly opened: number;
}

let analyzer = new Analyzer(catalogue);
/** The latest step when the file was written; `unsaved` where the text was never in it. */
let savedStep: Step | null | undefined = null;

const blank = emptyDesign();

export const useDocument = create<DocumentState>(() => ({
  design: blank,
  history: emptyHistory,
  analysis: analyzer.update(blank),
  path: null,
  isDirty: false,
  opened: 0,
}));

function show({ design, history }: OpenDesign): void {
  const isDirty = (history.past.at(-1) ?? null) !== savedStep;
  useDocument.setState({ design, history, isDirty, analysis: analyzer.update(design) });
}

/** Edits that belong to one gesture (a drag, a scrub) carry its token and become one step of the history. */
export interface DispatchOptions {
  readonly gesture?: string;
  readonly label?: string;
}

/** Applies an edit to the open design; analysis and history follow at once. Returns why it was refused, or null. */
export function attempt(edit: Edit, options: DispatchOptions = {}): readonly Issue[] | null {
  const { design, history } = useDocument.getState();
  const result = commit({ design, history }, edit, options);
  if (!result.ok) return result.issues;
  if (result.value.design !== design) show(result.value);
  return null;
}

/** As `attempt`; a refusal is said in a message. Returns whether the edit was applied. */
export function dispatch(edit: Edit, options: DispatchOptions = {}): boolean {
  const issues = attempt(edit, options);
  toastIssues(issues ?? []);
  return issues === null;
}

/** Puts what the history makes of the open design (`undone`, `redone`) in its place; null leaves it as it is. */
export function walkHistory(walked: (open: OpenDesign) => OpenDesign | null): void {
  const { design, history } = useDocument.getState();
  const next = walked({ design, history });
  if (next !== null) show(next);
}

interface OpenOptions {
  readonly path?: string | null;
  /** True for recovered work, which no file holds. */
  readonly unsaved?: boolean;
}

/** Puts another design in the place of the open one, with an empty history. */
export function openDesign(design: Design, { path = null, unsaved = false }: OpenOptions = {}): void {
  analyzer = new Analyzer(catalogue);
  savedStep = unsaved ? undefined : null;
  useDocument.setState(({ opened }) => ({
    design,
    history: emptyHistory,
    analysis: analyzer.update(design),
    path,
    isDirty: unsaved,
    opened: opened + 1,
  }));
}

/** Marks what is open now as what the file holds. */
export function markSaved(path: string): void {
  savedStep = useDocument.getState().history.past.at(-1) ?? null;
  useDocument.setState({ path, isDirty: false });
}

/** The name under which the document is shown and first saved, without the file ending. */
export function documentName({ path, design }: Pick<DocumentState, 'path' | 'design'>): string {
  const file = path?.split(/[\\/]/).at(-1);
  return (file ?? slug(design.title)).replace(/\.blockwright\.json$/, '').replace(/\.json$/, '');
}

const slug = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'untitled';
