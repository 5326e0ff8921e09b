import type { Direction } from '../../src-core/scene/direction.ts';
import type { Scene } from '../../src-core/scene/geometry.ts';
import { layeredScene } from '../../src-core/scene/layered.ts';
import type { Level } from '../../src-core/scene/level-types.ts';

/** A level to lay out; the answer carries the same number. */
export interface LayoutQuestion {
  readonly number: number;
  readonly level: Level;
  readonly direction: Direction;
}

export interface LayoutAnswer {
  readonly number: number;
  readonly scene: Scene;
}

/** The thread on which large levels are laid out, one after another. */
addEventListener('message', ({ data }: MessageEvent<LayoutQuestion>) => {
  const { number, level, direction } = data;
  const answer: LayoutAnswer = { number, scene: layeredScene(level, direction) };
  postMessage(answer);
});
