/** Weights of these are more than a file of ONNX holds, so that they have shapes and counts, and do not run. */
export const tooLarge: readonly string[] = ['vit-h-14'];
