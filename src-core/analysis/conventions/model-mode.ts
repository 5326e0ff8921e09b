/** Whether a model is being trained while its operations are counted. */
export const modelModes = ['eval', 'train'] as const;
export type ModelMode = (typeof modelModes)[number];
