import { create } from 'zustand';

/**
 * Which names a formula keeps as symbols. Pinned is a number, free is a symbol. It is a way of looking, never part of
 * the document.
 */
export interface PinsState {
  /** Variables of the design that are numbers; all others are free. */
  readonly variables: ReadonlySet<string>;
  /** Sizes of an item's own input (`H`, `C_in`) that are numbers; all others are free. */
  readonly sizes: ReadonlySet<string>;
  /** Fields whose pin a person has set, by `definition.field`; true is pinned. The others follow `defaultPin`. */
  readonly fields: ReadonlyMap<string, boolean>;
}

export const noPins: PinsState = { variables: new Set(), sizes: new Set(), fields: new Map() };

export const usePins = create<PinsState>(() => noPins);

const toggled = (names: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> => {
  const next = new Set(names);
  if (isIn) next.add(name);
  else next.delete(name);
  return next;
};

export function pinVariable(name: string, isPinned: boolean): void {
  usePins.setState(({ variables }) => ({ variables: toggled(variables, name, isPinned) }));
}

export function pinSize(name: string, isPinned: boolean): void {
  usePins.setState(({ sizes }) => ({ sizes: toggled(sizes, name, isPinned) }));
}

export const fieldKey = (definition: string, field: string): string => `${definition}.${field}`;

export function pinField(key: string, isPinned: boolean): void {
  usePins.setState(({ fields }) => ({ fields: new Map(fields).set(key, isPinned) }));
}

/** An item that follows variables of the design has its formula in those; any other in its own dimensions. */
const defaultPin = (followsVariables: boolean): boolean => followsVariables;

export const isFieldPinned = (pins: PinsState, key: string, followsVariables: boolean): boolean =>
  pins.fields.get(key) ?? defaultPin(followsVariables);
