import type { Design } from './design.ts';

const isWindows = (path: string): boolean => /^(?:[A-Za-z]:|\\\\)/.test(path);

/** Whether a path says by itself where its file is, on any system. */
const isWholePath = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);

const partsOf = (path: string): string[] => path.split(isWindows(path) ? /[\\/]/ : '/');

/** The parts of a path without `.`, and with `..` taken back. */
function walked(parts: readonly string[]): string[] {
  const left: string[] = [];
  for (const part of parts) {
    if (part === '..' && left.length > 1) left.pop();
    else if (part !== '.' && part !== '..') left.push(part);
  }
  return left;
}

/** A design that names its weights file by a whole path. @param path that of the design's own file */
export function withWholePath(design: Design, path: string): Design {
  const { weights } = design;
  if (weights === undefined || isWholePath(weights.file) || !isWholePath(path)) return design;
  const file = walked([...partsOf(path).slice(0, -1), ...weights.file.split('/')]).join(
    isWindows(path) ? '\\' : '/',
  );
  return { ...design, weights: { ...weights, file } };
}

/**
 * A design that names its weights file as it is reached from the folder of the design's own file, where it can be.
 * @param path that of the design's own file
 */
export function withPathFrom(design: Design, path: string): Design {
  const { weights } = design;
  if (weights === undefined || !isWholePath(weights.file) || !isWholePath(path)) return design;
  const [to, from] = [walked(partsOf(weights.file)), walked(partsOf(path)).slice(0, -1)];
  const differs = from.findIndex((part, index) => part !== to[index]);
  const common = differs === -1 ? from.length : differs;
  // another drive or server
  if (isWindows(weights.file) ? common < 1 || to[0] === '' : isWindows(path)) return design;
  const file = [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
  return { ...design, weights: { ...weights, file } };
}
