import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import type { Steps } from '../../src-core/steps.ts';
import { LatestOnly } from '../work/latest-only.ts';
import type { FormulaRequest, ShownFormulas } from './formulas-for.ts';
import { formulaSteps } from './formulas-for.ts';
import type { PinsState } from './pins.ts';
import { sameFormulas } from './same-formulas.ts';
import { formulaOnce } from './shown-count.ts';

const worked = new WeakMap<Design, Map<string, Result<ShownFormulas>>>();

const pinKeys = new WeakMap<PinsState, string>();

function pinKey(pins: PinsState): string {
  let key = pinKeys.get(pins);
  if (key === undefined) {
    key = JSON.stringify([[...pins.variables], [...pins.fields]]);
    pinKeys.set(pins, key);
  }
  return key;
}

const keyOf = ({ path, pins }: FormulaRequest): string => `${path}\n${pinKey(pins)}`;

const known = (request: FormulaRequest): Result<ShownFormulas> | undefined =>
  worked.get(request.design)?.get(keyOf(request));

/** The formulas that were worked out last, for everyone who shows any: what one asked for serves the others. */
const useLatest = create<{ readonly path: string; readonly result: Result<ShownFormulas> | null }>(() => ({
  path: '',
  result: null,
}));

/** What was worked out is shown in a task of its own, so that the window's thread is not kept by both. */
let handing: ReturnType<typeof setTimeout> | undefined;

function* work(request: FormulaRequest): Steps<void> {
  const fresh = yield* formulaSteps(request);
  // What is shown already is not drawn again, as while a number is scrubbed that is a symbol in all of it.
  const { path, result: shown } = useLatest.getState();
  const isShown = shown?.ok && fresh.ok && path === request.path && sameFormulas(shown.value, fresh.value);
  const result = isShown ? shown : fresh;
  if (result.ok) {
    // asked for as soon as they are shown
    formulaOnce(result.value.facts.params);
    yield;
  }
  const results = worked.get(request.design) ?? new Map<string, Result<ShownFormulas>>();
  worked.set(request.design, results.set(keyOf(request), result));
  clearTimeout(handing);
  handing = setTimeout(() => useLatest.setState({ path: request.path, result }), 0);
}

export interface FormulasState {
  /** Null until the first formulas of this item are there. */
  readonly result: Result<ShownFormulas> | null;
  /** True while the formulas are those of an earlier design. */
  readonly isStale: boolean;
}

const queue = new LatestOnly();

/**
 * The formulas of a request, worked out after the frame of the edit that asked for them. Until then those of the last
 * design stay in sight. Formulas that are known already are there at once.
 */
export function useFormulas(request: FormulaRequest): FormulasState {
  const { design, analysis, path, pins } = request;
  const latest = useLatest();
  const ready = known(request);
  useEffect(() => {
    const asked = { design, analysis, path, pins };
    const before = known(asked);
    if (before === undefined && analysis.pending > 0) queue.clear();
    else if (before === undefined) queue.ask(() => work(asked));
    else {
      queue.clear();
      clearTimeout(handing);
      useLatest.setState({ path, result: before });
    }
  }, [design, analysis, path, pins]);
  return useMemo(() => {
    if (ready !== undefined) return { result: ready, isStale: false };
    const result = latest.path === path ? latest.result : null;
    return { result, isStale: result !== null };
  }, [ready, latest, path]);
}
