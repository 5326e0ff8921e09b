/** Which heading of the parameter table a weight stands under. */
export const weightParts = ['conv', 'norm', 'bias', 'linear'] as const;
export type WeightPart = (typeof weightParts)[number];
