import type { Design, DesignNode, Variable } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { batch } from '../document/edit.ts';

/** Numbers from 0 below 1 that a seed decides: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Command =
  | { readonly kind: 'commit'; readonly edit: Edit; readonly gesture?: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'save' }
  | { readonly kind: 'reload' };

const names = ['conv', 'stem', 'stage1', 'stage2', 'head', 'a-b', 'Z_9', 'pool'];
const fields = ['w', 's', 'k', 'toString', '7'];
const variables = ['w', 's', 'planes'];
const values = [0, -1.5, 1e21, true, 'größer "x"', { expression: 'w + 1' }, [1, { expression: 's' }, 3]];

/** What a person might do next to a design, and some that cannot be done. */
export function commands(random: () => number): (design: Design) => Command {
  const below = (limit: number): number => Math.floor(random() * limit);
  const of = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const position = () => ({ x: below(100) / 4, y: -below(100) });
  const place = () => (random() < 0.3 ? { index: below(8) } : {});
  const node = (): DesignNode => ({
    id: of(names),
    definition: of(['convolution', 'hs-block', 'nobody-knows']),
    fields: Object.fromEntries(fields.filter(() => random() < 0.3).map((field) => [field, of(values)])),
    position: position(),
  });
  const edge = () => ({
    id: `e${below(8)}`,
    from: { node: of(names), port: 'out' },
    to: { node: of(names), port: of(['in', 'in2']) },
  });
  const variable = (): Variable => {
    const name = of(variables);
    if (random() < 0.3) return { name, kind: 'choice', value: 'deep', options: ['deep', 'plain'] };
    return { name, kind: 'integer', value: below(9), min: 0, max: 9 };
  };
  const kinds: readonly ((design: Design) => Edit)[] = [
    () => ({ kind: 'addNode', node: node(), ...place() }),
    () => ({ kind: 'removeNode', id: of(names) }),
    () => ({ kind: 'renameNode', id: of(names), to: of(names) }),
    () => ({ kind: 'setParent', id: of(names), parent: random() < 0.5 ? null : of(names) }),
    () => ({ kind: 'setWeightsOf', id: of(names), owner: random() < 0.3 ? null : of(names) }),
    () => ({ kind: 'moveNodes', moves: [{ id: of(names), position: position() }] }),
    () => ({ kind: 'setField', id: of(names), field: of(fields), value: of(values), ...place() }),
    () => ({ kind: 'clearField', id: of(names), field: of(fields) }),
    () => ({ kind: 'setCall', id: of(names), call: of(['function', 'method', 'guess', null]) }),
    () => ({ kind: 'setMuted', id: of(names), muted: random() < 0.5 }),
    () => ({ kind: 'addEdge', edge: edge(), ...place() }),
    ({ edges }) => ({ kind: 'removeEdge', id: edges.length === 0 ? 'e9' : of(edges).id }),
    () => ({ kind: 'addVariable', variable: variable(), ...place() }),
    () => ({ kind: 'removeVariable', name: of(variables) }),
    () => ({ kind: 'setVariable', name: of(variables), value: below(12) }),
    () => ({ kind: 'editVariable', name: of(variables), variable: variable() }),
    () => ({ kind: 'setTitle', title: `title ${below(1000)} \u2028 “q”` }),
    (design) => batch(Array.from({ length: 1 + below(3) }, () => of(kinds)(design))),
  ];
  let gesture = 0;
  return (design) => {
    const dice = random();
    if (dice < 0.16) return { kind: 'undo' };
    if (dice < 0.26) return { kind: 'redo' };
    if (dice < 0.27) return { kind: 'save' };
    if (dice < 0.2702) {
      // Another window counts its gestures anew.
      gesture = 0;
      return { kind: 'reload' };
    }
    if (random() < 0.5) gesture += 1;
    return { kind: 'commit', edit: of(kinds)(design), ...(random() < 0.4 && { gesture: `drag ${gesture}` }) };
  };
}
