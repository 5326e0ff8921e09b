import type { Design, DesignEdge } from './design.ts';

/** The wire that an input port has, if it has one; without a port, the first of the item's. */
export const wireInto = (
  { edges }: Design,
  { node, port }: { readonly node: string; readonly port?: string | undefined },
): DesignEdge | undefined =>
  edges.find(({ to }) => to.node === node && (port === undefined || to.port === port));
