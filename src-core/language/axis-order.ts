/** The order of axes that two orders after each other are: for each axis of the result, the one that it is taken from. */
export const inTurn = (first: readonly number[], second: readonly number[]): readonly number[] =>
  second.map((axis) => first[axis]!);

/** Whether an order leaves every axis where it is. */
export const isOwnOrder = (order: readonly number[]): boolean => order.every((axis, at) => axis === at);
