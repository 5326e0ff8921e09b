/** Which heading of the parameter table a weight stands under. */
export const weightParts = ['conv', 'norm', 'bias', 'linear', 'tensor'] as const;
export type WeightPart = (typeof weightParts)[number];
