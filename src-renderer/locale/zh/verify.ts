/** Texts of `verify` in Chinese. */
export const verify = {
  Verify: '验证',
  'Verify again': '再次验证',
  'Verify against the reference': '与参考值比对',
  'Show what was verified': '显示验证结果',
  'What was compared': '比对的内容',
  agrees: '一致',
  parts: '不一致',
  'against {other}': '对照 {other}',
  'every tensor agrees': '每个张量都一致',
  'agrees but for rounding, which {path} makes larger': '除舍入误差外一致，{path} 将其放大',
  'parts at {path}': '从 {path} 起不一致',
  'Gap of each tensor': '每个张量的差距',
  'Relative gap': '相对差距',
  'Absolute gap': '绝对差距',
  'Over the largest value that was expected in the tensor': '相对于该张量中预期的最大值',
  'By powers of ten; the mark is where two tensors agree': '按十的幂；标线以内视为一致',
  'The design has changed since this was compared.': '此次比对之后设计已改变。',
  'the design, with weights of seed 0': '此设计，权重种子为 0',
  'Nothing was compared yet': '尚未比对',
  'Verifying runs the design on every device, optimised and not, and holds each tensor against a plain reference.':
    '验证会在每个设备上以优化和不优化两种方式运行此设计，并把每个张量与朴素的参考值比对。',
};
