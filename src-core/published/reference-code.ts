import { conventionWith } from '../analysis/conventions/conventions.ts';
import type { Convention, ConventionName } from '../analysis/conventions/rules.ts';
import { networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { Operation } from '../language/operation.ts';
import { functionCallsOf, networksWithCalls } from './function-calls.ts';

/** What a design is built of, item for item; variables, fields and sizes are not part of it. */
export const buildOf = ({ nodes }: Design): string =>
  nodes.map(({ id, definition }) => `${id}:${definition}`).join();

const none: readonly Operation[] = [];
let byBuild: ReadonlyMap<string, readonly Operation[]> | null = null;

/**
 * What the reference code of a design calls as functions: known where it is built item for item as a ready network whose
 * code does, whatever its variables and sizes are.
 */
export function functionCallsIn(design: Design): readonly Operation[] {
  byBuild ??= new Map(
    networksWithCalls.flatMap((name): [string, readonly Operation[]][] => {
      const ready = networkOf(name);
      return ready === undefined ? [] : [[buildOf(ready.design), functionCallsOf(name)]];
    }),
  );
  return byBuild.get(buildOf(design)) ?? none;
}

/** A convention as it meets a design. One object for all designs it meets alike. */
export const conventionIn = (name: ConventionName, design: Design): Convention =>
  conventionWith(name, functionCallsIn(design));
