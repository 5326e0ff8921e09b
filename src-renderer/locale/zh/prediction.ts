/** Predicted times in Chinese. */
export const prediction = {
  Predicted: '预测',
  'Predicted for {device}, not measured: of the whole design, nine times in ten between {low} and {high} ms':
    '对 {device} 的预测，并非测量：整个设计，十次中有九次在 {low} 与 {high} ms 之间',
  'By MACs alone {ms} ms. Calibrated {date}, onnxruntime {version}':
    '仅按 MACs 为 {ms} ms。校准于 {date}，onnxruntime {version}',
  'The machine was busy while it was calibrated': '校准时机器正忙',
  'Measure this: {percent} of the time is of operators unlike any that were timed':
    '请实际测量：{percent} 的时间属于从未计时过的算子类型',
  'measure this': '请实际测量',
  'Predictions are of this machine alone; run `blockwright predict` on the other one':
    '预测仅针对本机；请在另一台机器上运行 `blockwright predict`',
  'Predictions are of single precision with all optimization': '预测仅针对单精度和全部优化',
  'Calibrating this device takes about two minutes; designs are then predicted while they are edited':
    '校准此设备约需两分钟；之后编辑设计时即可预测时间',
  'The calibration ended before it could learn to predict; calibrate again':
    '校准在学会预测之前就结束了；请重新校准',
} as const;
