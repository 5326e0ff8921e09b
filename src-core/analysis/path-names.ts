/** The path of what surrounds an item; empty for the design's own items. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const joinPath = (level: string, name: string): string => (level === '' ? name : `${level}/${name}`);
