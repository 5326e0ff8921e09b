/** How one measurement compares to another, in Chinese. */
export const changes = {
  slower: '更慢',
  faster: '更快',
  'no difference seen': '未见差异',
  'too few runs to tell': '运行次数太少，无法判断',
  machine: '机器',
  precision: '精度',
  optimization: '优化级别',
  threads: '线程数',
  runtime: '运行时',
  'other {what}': '{what}不同',
  'Ratio of the medians, with its 95% interval: different where that is beyond 1':
    '中位数之比及其 95% 区间：区间不含 1 时视为有差异',
  'Before the edit {before} ms, now {now} ms': '编辑前 {before} ms，现在 {now} ms',
  'The profile before {before} ms, now {now} ms': '上次性能分析 {before} ms，现在 {now} ms',
  ratio: '比值',
  'of the run before: {change}': '与上次运行之比：{change}',
} as const;
