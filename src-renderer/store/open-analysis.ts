import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { nodesById } from '../../src-core/document/parents.ts';
import type { Sliced } from '../work/sliced.ts';
import { inSlices, nextTask, runSliced, spentAfter } from '../work/sliced.ts';

/** What takes no longer than this, in milliseconds, is known in the frame of the edit. */
const atOnce = 10;

/** So many steps are always known in that frame: what a person edits by hand does not depend on how busy the machine is. */
const stepsAtOnce = 256;

/** How long the rest waits for a quiet moment at most, in milliseconds. */
const soon = 50;

/**
 * Keeps the analysis of the design that is open without keeping the window's thread: what takes long goes on in slices
 * between frames, and goes on with the next design where an edit comes before it is done.
 */
export class OpenAnalysis {
  #analyzer = new Analyzer(catalogue);
  #stop = () => {};
  /** What is to be opened next, as it is known at first. */
  #prepared: { readonly analyzer: Analyzer; readonly analysis: Analysis } | null = null;

  /** Does between frames what is to be done before a design is shown; `of` then knows at once what it shows first. */
  async prepare(design: Design): Promise<void> {
    const analyzer = new Analyzer(catalogue);
    await inSlices(analyzer.beginning(design));
    await nextTask();
    workAtOnce(analyzer);
    await nextTask();
    this.#prepared = { analyzer, analysis: analyzer.analysis() };
    await nextTask();
    // the lists of the window ask for items by name as soon as they are drawn
    nodesById(design);
    await nextTask();
  }

  /** Another document is opened: nothing of the one before serves it. */
  forget(): void {
    this.#stop();
    this.#analyzer = new Analyzer(catalogue);
  }

  /**
   * What is known of a design at once.
   * @param onWhole gets the analysis that lacks nothing, later, where this one does; unless another design comes before
   */
  of(design: Design, onWhole: (analysis: Analysis) => void): Analysis {
    this.#stop();
    const prepared = this.#prepared;
    this.#prepared = null;
    if (prepared?.analysis.design === design) {
      this.#analyzer = prepared.analyzer;
      if (prepared.analysis.pending > 0) this.#stop = runSliced(rest(this.#analyzer), onWhole, soon);
      return prepared.analysis;
    }
    this.#analyzer.begin(design);
    if (!workAtOnce(this.#analyzer)) this.#stop = runSliced(rest(this.#analyzer), onWhole, soon);
    return this.#analyzer.analysis();
  }
}

/** Does as much as may be done in the frame of an edit; returns whether that was all. */
function workAtOnce(analyzer: Analyzer): boolean {
  const isLate = spentAfter(atOnce);
  let steps = 0;
  return analyzer.work(() => ++steps >= stepsAtOnce && isLate());
}

function* rest(analyzer: Analyzer): Sliced<Analysis> {
  while (!analyzer.work(spentAfter())) yield;
  return analyzer.analysis();
}
