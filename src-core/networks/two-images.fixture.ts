import type { Design, DesignNode } from '../document/design.ts';

/** Rows and columns of an image. */
type Size = readonly [height: number, width: number];

const usual: readonly Size[] = [
  [64, 64],
  [96, 128],
];

/** Networks that leave nothing of these, or whose windows these do not fit, and what they take. */
const others: readonly (readonly [names: RegExp, sizes: readonly Size[]])[] = [
  [
    /^inception-/,
    [
      [299, 299],
      [331, 299],
    ],
  ],
  [
    /^dpn-/,
    [
      [224, 224],
      [256, 224],
    ],
  ],
  [
    /^polynet$/,
    [
      [331, 331],
      [331, 347],
    ],
  ],
  // Its lines are as high as they are said to be, and of any width.
  [
    /^crnn$/,
    [
      [32, 100],
      [32, 160],
    ],
  ],
  // Their levels halve seven times.
  [
    /efficientdet-/,
    [
      [128, 128],
      [128, 256],
    ],
  ],
  [
    /^ssd300-/,
    [
      [300, 300],
      [300, 332],
    ],
  ],
  [
    /^maxvit-/,
    [
      [224, 224],
      [448, 224],
    ],
  ],
];

/** A ready network on two images at each of two sizes that it takes. */
export function onTwoImages(name: string, design: Design): readonly Design[] {
  const sizes = others.find(([names]) => names.test(name))?.[1] ?? usual;
  return sizes.map(([height, width]) => {
    const sized = (node: DesignNode): DesignNode =>
      node.definition === 'input' ? { ...node, fields: { ...node.fields, batch: 2, height, width } } : node;
    return { ...design, nodes: design.nodes.map(sized) };
  });
}
