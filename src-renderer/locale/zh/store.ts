/** Texts of `store` in Chinese. */
export const store = {
  'an item cannot feed itself': '项不能连到自身',
  'is wired so already': '已经这样连接',
  'does not fit': '不匹配',
  '1 thread': '1 个线程',
  Starting: '正在启动',
  'No sign of life for {done} s; cancel, or it is ended after {total} s':
    '{done} 秒没有响应；可以取消，否则 {total} 秒后结束',
  '{doing} {now} of {total}': '{doing}，第 {now} 次，共 {total} 次',
  'Run {id} with the weights of {owner}': '让 {id} 使用 {owner} 的权重',
  'Copy the fields of {from} to {to}': '把 {from} 的字段复制到 {to}',
  'Lowering the design': '正在转换设计',
  'Loading the model': '正在加载模型',
  'Waiting for a quiet machine': '等待机器空闲',
  'Waiting for a quiet machine, {done} of at most {total} s': '等待机器空闲，已等 {done} 秒，最多 {total} 秒',
  'Warming up': '预热',
  'Profiled run': '性能分析运行',
  Writing: '正在写入',
  'No sign of life': '没有响应',
  '{doing}, {seconds} s left': '{doing}，还需 {seconds} 秒',
  '{doing}, {minutes} min left': '{doing}，还需约 {minutes} 分钟',
  'Writing {done} of {total}': '正在写入 {done}，共 {total}',
} as const;
