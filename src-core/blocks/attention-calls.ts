import type { SourceCall } from '../document/design.ts';
import { choice } from '../language/field.ts';

interface Calls {
  readonly projection: SourceCall;
  readonly product: SourceCall;
  readonly softmax: SourceCall;
}

/** How public sources write attention, by who does: torch's MultiheadAttention, torchvision's Swin and MaxViT, and timm. */
export const attentionCalls = {
  'multi-head': { projection: 'function', product: 'bmm', softmax: 'function' },
  functions: { projection: 'function', product: 'method', softmax: 'function' },
  einsum: { projection: 'module', product: 'einsum', softmax: 'function' },
  layers: { projection: 'module', product: 'operator', softmax: 'method' },
} as const satisfies Record<string, Calls>;

export const sourceField = choice({
  label: 'Written as',
  help: "What counting tools see of it: torch's MultiheadAttention called by keywords, functions as torchvision's Swin, einsums as its MaxViT, or layers as timm. It computes the same.",
  options: ['layers', 'functions', 'einsum', 'multi-head'],
  default: 'layers',
});
