import { featureMaps } from '../../src-core/analysis/feature-maps.ts';
import { catalogue, networks } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import type { Task } from '../../src-core/networks/task.ts';
import { onBackbone } from '../../src-core/networks/tasks.ts';
import { documentName, useDocument } from '../store/document.ts';

/** The ready network that a design was opened from, as far as its items tell. */
function originOf({ nodes }: Design): ReadyNetwork | undefined {
  const uses = new Map(nodes.map((node) => [node.id, node.definition]));
  return networks.find(
    ({ features, design }) =>
      features !== undefined && design.nodes.every((node) => uses.get(node.id) === node.definition),
  );
}

/** The open design as a network that can be a backbone: its maps are where the ready network says, else where they are found. */
export function openBackbone(): ReadyNetwork | null {
  const { design, analysis, path } = useDocument.getState();
  const origin = originOf(design);
  const features = origin?.features ?? featureMaps(analysis);
  if (features === null) return null;
  const { title } = design;
  const name = documentName({ path, whole: design });
  const { reference = title, family = 'Modern' } = origin ?? {};
  return { name, title, subtitle: '', reference, family, features, design };
}

/** The open design inside a task. Issues: task/no-features, task/not-dilated. */
export function openDesignAs(task: Task): Result<ReadyNetwork> {
  const network = openBackbone();
  return network === null
    ? fail(issue('task/no-features', {}, { name: useDocument.getState().design.title }))
    : onBackbone(task, network, catalogue);
}
