/**
 * The names that React Flow has for nodes and ports. It looks for a port by a selector that it builds of both names, with
 * quotes around and a `-` between, so what would end the quotes is written as `%22`, and in a port's name the `-` too.
 */

const written = (character: string): string => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** The name of a node: the path of its item. */
export const flowNode = (path: string): string => path.replaceAll(/[%"\\]/g, written);

/** The name of a port on its node. */
export const flowPort = (port: string): string => port.replaceAll(/[%"\\-]/g, written);

/** The id of the words by which a screen reader names an item. */
export const spokenId = (path: string): string => `spoken-${encodeURIComponent(path)}`;

/** The path or the port that React Flow's name stands for. */
export const fromFlow = (name: string): string =>
  name.replaceAll(/%([\da-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
