import { useEffect, useMemo, useState } from 'react';
import type { Direction } from '../../src-core/scene/direction.ts';
import type { Scene } from '../../src-core/scene/geometry.ts';
import { isLongToLayOut } from '../../src-core/scene/layered.ts';
import type { Level } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { layOut } from './layout.ts';

/** Nothing yet. */
const blank = (level: Level, direction: Direction): Scene => ({
  path: level.path,
  isDrawn: false,
  findsWays: false,
  direction,
  isHouse: false,
  nodes: [],
  wires: [],
});

interface ShownScene {
  readonly scene: Scene | null;
  /** True until the first layout of a level that takes long. */
  readonly isWaiting: boolean;
}

/**
 * The scene of a level. What a person draws, and what is quickly laid out, is there at once; the layout of a large inside
 * comes when it is found, and until a new one is, the last of the same level stays.
 */
export function useScene(level: Level | null, direction: Direction): ShownScene {
  const [found, setFound] = useState<Scene | null>(null);
  const isLong = level !== null && !level.isDrawn && level.cells === null && isLongToLayOut(level);
  useEffect(() => {
    if (level === null || !isLong) return;
    let isWanted = true;
    void layOut(level, direction).then((result) => {
      if (!isWanted) return;
      if (result.ok) setFound(result.value);
      else toastIssues(result.issues);
    });
    return () => {
      isWanted = false;
    };
  }, [level, isLong, direction]);
  const scene = useMemo(() => {
    if (level === null) return null;
    return isLong ? blank(level, direction) : sceneOf(level, direction);
  }, [level, isLong, direction]);
  if (!isLong) return { scene, isWaiting: false };
  const isOfLevel = found?.path === level.path && found.direction === direction;
  return { scene: isOfLevel ? found : scene, isWaiting: !isOfLevel };
}
