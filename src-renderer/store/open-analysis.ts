import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Sliced } from '../work/sliced.ts';
import { runSliced, spentAfter } from '../work/sliced.ts';

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
    this.#analyzer.begin(design);
    const isLate = spentAfter(atOnce);
    let steps = 0;
    if (!this.#analyzer.work(() => ++steps >= stepsAtOnce && isLate()))
      this.#stop = runSliced(rest(this.#analyzer), onWhole, soon);
    return this.#analyzer.analysis();
  }
}

function* rest(analyzer: Analyzer): Sliced<Analysis> {
  while (!analyzer.work(spentAfter())) yield;
  return analyzer.analysis();
}
