/** The modules that a node or an item came from, from the outermost on, each by its whole name: `layer1`, `layer1.0`, `layer1.0.conv1`. */
export interface Modules {
  readonly names: readonly string[];
  /** Whether an exporter said so beside the node, or the node's name does. */
  readonly by: 'scopes' | 'names';
}
