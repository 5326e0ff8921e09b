import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import type { BlockSample } from '../../src-core/analysis/block-design.ts';
import { designAround, editOfBlock, sampleOf } from '../../src-core/analysis/block-design.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { fileNameOf } from '../../src-core/document/file-name.ts';
import type { History, OpenDesign } from '../../src-core/document/history.ts';
import { commit, emptyHistory, redone, undone } from '../../src-core/document/history.ts';
import { blockOf } from '../../src-core/document/own-block.ts';
import type { SavedMark } from '../../src-core/document/saved-mark.ts';
import { isDirty, markAfter, markHere, markPosition } from '../../src-core/document/saved-mark.ts';
import type { Issue } from '../../src-core/errors.ts';
import { issue } from '../../src-core/errors.ts';
import type { JournalRecord, StateRecord } from '../../src-core/journal/record.ts';
import type { Work } from '../../src-core/journal/work.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { OpenAnalysis } from './open-analysis.ts';

/**
 * The design that is open. Design, history and analysis are always of the same moment; of a design that takes long to
 * analyse, the analysis of that moment lacks items at first.
 */
export interface DocumentState {
  /** What is shown and edited: the whole document, or the drawing of one of its own blocks as a design. */
  readonly design: Design;
  /** The whole document: what is saved, exported and measured. */
  readonly whole: Design;
  /** The own block whose drawing is shown; null for the whole document. */
  readonly focus: Focus | null;
  readonly history: History;
  readonly analysis: Analysis;
  /** The last analysis that lacked nothing, since the document was opened; null where there was none yet. */
  readonly lastWhole: Analysis | null;
  /** The file it was read from or written to last; null for one that has none yet. */
  readonly path: string | null;
  /** What the file held when it was read or written last, as its hash; null where there is none. */
  readonly hash: string | null;
  readonly isDirty: boolean;
  /** Another tab has the document; what happens there is shown here, and nothing is changed here. */
  readonly isFollowing: boolean;
  /** Counts openings, so that views know when they look at another document. */
  readonly opened: number;
}

/** An own block that is edited, and what its drawing is looked at with. */
interface Focus {
  readonly block: string;
  readonly sample: BlockSample;
}

const openAnalysis = new OpenAnalysis();
let saved: SavedMark = null;

const blank = emptyDesign();

type Analysed = Pick<DocumentState, 'analysis' | 'lastWhole'>;

const withWhole = (analysis: Analysis, before: Analysis | null): Analysed => ({
  analysis,
  lastWhole: analysis.pending === 0 ? analysis : before,
});

/** What is known of a design at once; the store follows when more is. */
function analysed(design: Design, before: Analysis | null = null): Analysed {
  const analysis = openAnalysis.of(design, (whole) => useDocument.setState(withWhole(whole, null)));
  return withWhole(analysis, before);
}

export const useDocument = create<DocumentState>(() => ({
  design: blank,
  whole: blank,
  focus: null,
  history: emptyHistory,
  ...analysed(blank),
  path: null,
  hash: null,
  isDirty: false,
  isFollowing: false,
  opened: 0,
}));

/** What happened to the open document, as its journal tells it; `opened` where another one took its place. */
export type DocumentChange = Exclude<JournalRecord, StateRecord> | { readonly kind: 'opened' };

const listeners = new Set<(change: DocumentChange) => void>();

/** Calls back after each change, until the returned function is called. */
export function onDocumentChange(listener: (change: DocumentChange) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(change: DocumentChange): void {
  for (const listener of listeners) listener(change);
}

/** What is shown of a document: the drawing of the block in focus, where it is still there. */
function shownOf(whole: Design, focus: Focus | null): Pick<DocumentState, 'design' | 'whole' | 'focus'> {
  const block = focus === null ? undefined : blockOf(whole, focus.block);
  if (focus === null || block === undefined) return { design: whole, whole, focus: null };
  return { design: designAround(whole, block, focus.sample, catalogue), whole, focus };
}

/** The focus after an edit: what is looked at stays, and values go with their fields where these have other names now. */
function refocused({ whole: before, focus }: DocumentState, whole: Design): Focus | null {
  const block = focus === null ? undefined : blockOf(whole, focus.block);
  const old = focus === null ? undefined : blockOf(before, focus.block);
  if (focus === null || block === undefined || old === undefined) return focus;
  if (block.fields === old.fields) return focus;
  const isRenamed = block.fields.length === old.fields.length;
  const fields = block.fields.flatMap(({ name }, index) => {
    const was = isRenamed ? old.fields[index]!.name : name;
    const value = focus.sample.fields[was];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...focus, sample: { ...focus.sample, fields: Object.fromEntries(fields) } };
}

function show({ design: whole, history }: OpenDesign, change: DocumentChange): void {
  const before = useDocument.getState();
  saved = markAfter(saved, before.history, history);
  const shown = shownOf(whole, refocused(before, whole));
  const known = analysed(shown.design, before.lastWhole);
  useDocument.setState({ ...shown, history, isDirty: isDirty(history, saved), ...known });
  tell(change);
}

/** Shows the drawing of an own block in place of the document, as its first use has it, or (null) the document again. */
export function focusOn(block: string | null): void {
  const { whole, focus, analysis } = useDocument.getState();
  const definition = block === null ? undefined : blockOf(whole, block);
  const seen = focus === null ? analysis : analyze(whole, catalogue);
  const next =
    definition === undefined ? null : { block: definition.id, sample: sampleOf(seen, definition, catalogue) };
  const shown = shownOf(whole, next);
  useDocument.setState({ ...shown, ...analysed(shown.design) });
}

/** Edits that belong to one gesture (a drag, a scrub) carry its token and become one step of the history. */
export interface DispatchOptions {
  readonly gesture?: string;
  readonly label?: string;
  /** Says that the edit is of the whole document, also while the drawing of an own block is shown. */
  readonly ofWhole?: true;
}

/** Applies an edit to the open design; analysis and history follow at once. Returns why it was refused, or null. */
export function attempt(edit: Edit, { ofWhole, ...options }: DispatchOptions = {}): readonly Issue[] | null {
  const { whole, focus, history, isFollowing } = useDocument.getState();
  if (isFollowing) return [issue('journal/open-elsewhere')];
  const block = focus === null || ofWhole === true ? undefined : blockOf(whole, focus.block);
  const own = block === undefined ? edit : editOfBlock(whole, block, edit);
  const result = commit({ design: whole, history }, own, options);
  if (!result.ok) return result.issues;
  if (result.value.design !== whole) show(result.value, { kind: 'commit', edit: own, ...options });
  return null;
}

/** As `attempt`; a refusal is said in a message. Returns whether the edit was applied. */
export function dispatch(edit: Edit, options: DispatchOptions = {}): boolean {
  const issues = attempt(edit, options);
  toastIssues(issues ?? []);
  return issues === null;
}

const walks = { undo: undone, redo: redone } as const;

/** Puts what the history makes of the open design in its place; where it makes nothing, all stays. */
export function walkHistory(direction: keyof typeof walks): void {
  const { whole, history, isFollowing } = useDocument.getState();
  const next = isFollowing ? null : walks[direction]({ design: whole, history });
  if (next !== null) show(next, { kind: direction });
}

interface OpenOptions {
  readonly path?: string | null;
  readonly hash?: string | null;
  /** True for work that no file holds. */
  readonly unsaved?: boolean;
}

/** Puts another design in the place of the open one, with an empty history. */
export function openDesign(
  design: Design,
  { path = null, hash = null, unsaved = false }: OpenOptions = {},
): void {
  const open = { design, history: emptyHistory };
  openWork({ open, saved: unsaved ? undefined : null, path, hash, isDiscarded: false });
}

/** Readies a design that is to be opened: what it needs before it can be shown is done between frames. */
export const readyDesign = (design: Design): Promise<void> => openAnalysis.prepare(design);

/** Puts kept work, its history included, in the place of what is open. */
export function openWork(work: Work): void {
  openAnalysis.forget();
  showWork(work, false);
  useDocument.setState(({ opened }) => ({ opened: opened + 1 }));
  tell({ kind: 'opened' });
}

/** Shows the work of a document that another tab has open; with `openWork` it becomes this tab's own. */
export const followWork = (work: Work): void => showWork(work, true);

function showWork({ open: { design, history }, saved: mark, path, hash }: Work, isFollowing: boolean): void {
  saved = mark;
  useDocument.setState({
    ...shownOf(design, null),
    history,
    ...analysed(design),
    path,
    hash,
    isDirty: isDirty(history, mark),
    isFollowing,
  });
}

/** All that is open, as it can be kept. */
export function openedWork(): Work {
  const { whole, history, path, hash } = useDocument.getState();
  return { open: { design: whole, history }, saved, path, hash, isDiscarded: false };
}

/** Where the history stands now, for `markSaved` once what is open has been written. */
export const markNow = (): SavedMark => markHere(useDocument.getState().history);

/** Notes that a file holds what was open at a mark. What was edited since then stays unsaved. */
export function markSaved(path: string, hash: string, mark: SavedMark): void {
  const { history } = useDocument.getState();
  const position = markPosition(history, mark);
  saved = position === null ? undefined : mark;
  useDocument.setState({ path, hash, isDirty: isDirty(history, saved) });
  tell({ kind: 'saved', path, hash, position });
}

/** Notes that the person does not want what is not saved. */
export const discardUnsaved = (): void => tell({ kind: 'discarded' });

/** The name under which the document is shown and first saved, without the file ending. */
export function documentName({ path, whole }: Pick<DocumentState, 'path' | 'whole'>): string {
  const file = path?.split(/[\\/]/).at(-1);
  return (file ?? slug(whole.title)).replace(/\.blockwright\.json$/, '').replace(/\.json$/, '');
}

const slug = (title: string): string => {
  const words = title.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return fileNameOf(words.replaceAll(/^-|-$/g, '')) || 'untitled';
};
