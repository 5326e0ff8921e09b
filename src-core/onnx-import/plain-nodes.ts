import type { OnnxFileNode } from '../lower/onnx-read.ts';

/** The operators that onnxruntime adds to ONNX's own. */
const microsoft = 'com.microsoft';

type Rewrite = (node: OnnxFileNode) => readonly OnnxFileNode[];

/** The inputs of the float operator among those of a quantised one: the others are scales and zero points. */
const taking =
  (op: string, ...places: readonly number[]): Rewrite =>
  (node) => {
    const inputs = places.map((place) => node.inputs[place] ?? '');
    while (inputs.at(-1) === '') inputs.pop();
    return [{ ...node, op, domain: '', inputs }];
  };

/** Every third input from the third on: those before are the scale and zero point of what leaves. */
const tensorsOfConcat: Rewrite = (node) => [
  {
    ...node,
    op: 'Concat',
    domain: '',
    inputs: node.inputs.slice(2).filter((_, place) => place % 3 === 0),
  },
];

const named =
  (op: string): Rewrite =>
  (node) => [{ ...node, op, domain: '' }];

/** A layer, and the activation that it applies to what it computed. */
const activated =
  (op: string): Rewrite =>
  (node) => {
    const activation = node.attributes.get('activation');
    if (typeof activation !== 'string' || activation === '') return [{ ...node, op, domain: '' }];
    const [output = ''] = node.outputs;
    const between = `${output} before ${activation}`;
    const parameters = node.attributes.get('activation_params');
    const values = Array.isArray(parameters) ? parameters : [];
    const names = activation === 'Clip' ? ['min', 'max'] : ['alpha', 'beta'];
    const attributes = new Map(
      names.flatMap((name, place) => (place in values ? [[name, values[place]!]] : [])),
    );
    return [
      { ...node, op, domain: '', outputs: [between] },
      {
        name: `${node.name}/${activation}`,
        op: activation,
        domain: '',
        inputs: [between],
        outputs: [output],
        attributes,
      },
    ];
  };

/** A sum and the norm of it; further outputs are statistics, and the sum itself. */
const skipNorm: Rewrite = (node) => {
  const [x = '', skip = '', gamma = '', beta = '', bias = ''] = node.inputs;
  const [output = '', , , sumOut = ''] = node.outputs;
  const sum = sumOut === '' ? `${output} before its norm` : sumOut;
  const plain = { domain: '', attributes: new Map() };
  const biased = `${sum} without bias`;
  const norm = {
    ...node,
    op: 'LayerNormalization',
    domain: '',
    inputs: [sum, gamma, ...(beta === '' ? [] : [beta])],
  };
  return [
    {
      ...plain,
      name: `${node.name}/Add`,
      op: 'Add',
      inputs: [x, skip],
      outputs: [bias === '' ? sum : biased],
    },
    ...(bias === ''
      ? []
      : [{ ...plain, name: `${node.name}/Bias`, op: 'Add', inputs: [biased, bias], outputs: [sum] }]),
    { ...norm, outputs: [output], attributes: new Map([...node.attributes, ['axis', -1]]) },
  ];
};

/** The quantised operators of ONNX itself, as the float ones that they stand for. */
const quantized: Readonly<Record<string, Rewrite>> = {
  QLinearConv: taking('Conv', 0, 3, 8),
  QLinearMatMul: taking('MatMul', 0, 3),
  ConvInteger: taking('Conv', 0, 1),
  MatMulInteger: taking('MatMul', 0, 1),
  DynamicQuantizeLinear: taking('Identity', 0),
};

/** Those that onnxruntime adds: quantised ones, and ones that it fuses. */
const added: Readonly<Record<string, Rewrite>> = {
  QuantizeLinear: taking('Identity', 0),
  DequantizeLinear: taking('Identity', 0),
  QGemm: taking('Gemm', 0, 3, 6),
  QLinearAdd: taking('Add', 0, 3),
  QLinearMul: taking('Mul', 0, 3),
  QLinearSigmoid: taking('Sigmoid', 0),
  QLinearLeakyRelu: taking('LeakyRelu', 0),
  QLinearSoftmax: taking('Softmax', 0),
  QLinearAveragePool: taking('AveragePool', 0),
  QLinearGlobalAveragePool: taking('GlobalAveragePool', 0),
  QLinearReduceMean: taking('ReduceMean', 0),
  QLinearConcat: tensorsOfConcat,
  FusedConv: activated('Conv'),
  FusedGemm: activated('Gemm'),
  Gelu: named('Gelu'),
  SkipLayerNormalization: skipNorm,
};

const rewriteOf = ({ op, domain }: OnnxFileNode): Rewrite | undefined =>
  domain === '' ? quantized[op] : domain === microsoft ? added[op] : undefined;

/**
 * Nodes with quantised operators as the float ones that they stand for, and fused ones as their parts. What is quantised counts
 * and is drawn as its float form: scales and zero points are no weights of a design.
 * https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
 */
export function plainNodes(nodes: readonly OnnxFileNode[]): readonly OnnxFileNode[] {
  return nodes.flatMap(
    (node) => rewriteOf(node)?.(node).map((made) => ({ ...made, bytes: undefined })) ?? [node],
  );
}

const toIntegers = new Set(['QuantizeLinear', ...Object.keys(quantized)]);

/** How many nodes compute with integers, or store tensors as such. */
export const quantizedNodes = (nodes: readonly OnnxFileNode[]): number =>
  nodes.filter(
    ({ op, domain }) => (domain === '' && toIntegers.has(op)) || (domain === microsoft && op.startsWith('Q')),
  ).length;
