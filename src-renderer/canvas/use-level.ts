import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Direction } from '../../src-core/scene/direction.ts';
import { drawingLevel } from '../../src-core/scene/drawn-level.ts';
import type { Level } from '../../src-core/scene/level.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { placing } from '../../src-core/scene/scene.ts';
import type { Steps } from '../../src-core/steps.ts';
import { spotIn } from '../store/drawings.ts';
import { bySlices, runSliced } from '../work/sliced.ts';
import { Picture } from './picture.ts';
import { picture } from './shown-picture.ts';

/** A design with more items than this has its first picture made between frames. */
const manyItems = 1000;

/** How long a part of it waits for a quiet moment at most, in milliseconds: somebody waits for the whole. */
const promptly = 4;

/** A level that was shown, with what it was read off. */
interface Shown {
  readonly opened: number;
  readonly analysis: Analysis;
  readonly level: Level;
}

interface Made {
  readonly level: Level;
  readonly picture: Picture;
}

/** What is shown of a level that is still to come. */
const nothing = (path: string): Level => ({ path, isDrawn: false, items: [], wires: [], cells: null });

/** A level that a person draws, and its picture. */
function* making(analysis: Analysis, path: string, drawing: string, direction: Direction): Steps<Made> {
  const level = yield* drawingLevel(analysis, path, drawing);
  return { level, picture: yield* Picture.of(yield* placing(level, direction)) };
}

/**
 * The level at a path; null where the item there cannot be expanded. An edit is shown at once, as all that it leaves is there
 * already. The first picture of a large document is made between frames, and so is the one with all that an analysis has found
 * since; until then nothing is shown of the former, and of the latter what was known before.
 */
export function useLevel(
  analysis: Analysis,
  path: string,
  opened: number,
  direction: Direction,
): { readonly level: Level | null; readonly isComing: boolean } {
  const shown = useRef<Shown | null>(null);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const { design } = analysis;
  const { current } = shown;
  const known = current?.opened === opened && current.level.path === path ? current : null;
  const { drawing } = useMemo(() => spotIn(design, path), [design, path]);
  const isLarge = drawing !== null && design.nodes.length > manyItems;
  const isLate =
    isLarge && (known === null || (known.analysis !== analysis && known.analysis.design === design));
  const isKnown = known?.analysis === analysis;
  const now = useMemo(
    () => (isLate || isKnown ? null : levelAt(analysis, path, catalogue)),
    [isLate, isKnown, analysis, path],
  );
  const level = isLate || isKnown ? (known?.level ?? nothing(path)) : now;

  useLayoutEffect(() => {
    if (!isLate && level !== null) shown.current = { opened, analysis, level };
  }, [isLate, level, opened, analysis]);

  useEffect(() => {
    if (!isLate || drawing === null) return;
    let stop = runSliced(
      bySlices(making(analysis, path, drawing, direction)),
      (made) => {
        const show = (): void => {
          shown.current = { opened, analysis, level: made.level };
          picture.become(made.picture);
          renderAgain();
        };
        if (!picture.isMoving) return show();
        // What is being dragged stays on the move.
        stop = picture.onChange(() => {
          if (picture.isMoving) return;
          stop();
          show();
        });
      },
      promptly,
    );
    return () => stop();
  }, [isLate, analysis, path, drawing, direction, opened]);

  return { level, isComing: isLate && known === null };
}
