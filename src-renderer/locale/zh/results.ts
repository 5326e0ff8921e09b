/** Texts of `results` in Chinese. */
export const results = {
  Results: '结果',
  'Show the results': '显示结果',
  'Every run and profile will be listed here, of this window and of the command line.':
    '每次运行和性能分析都会列在这里，包括此窗口和命令行的。',
  'Nothing that computes the same as this design has been measured yet.':
    '尚未测量过与此设计计算相同的内容。',
  'Which results': '哪些结果',
  'All results': '所有结果',
  'Of this design': '此设计的',
  'Export as CSV': '导出为 CSV',
  'Delete all results…': '删除所有结果…',
  'Delete all results?': '删除所有结果？',
  'This removes every result of this window, other windows and the command line. It cannot be undone.':
    '这会移除此窗口、其他窗口和命令行的所有结果，且无法撤销。',
  'Hold the others against {title} of {when}': '以 {when} 的 {title} 为基准',
  'The runs did not become steady': '运行未达到稳定',
  'ratio to baseline': '与基准之比',
  'Against the oldest of each design': '以每个设计最早的结果为基准',
  busy: '繁忙',
  'Delete this result': '删除此结果',
  When: '时间',
  Machine: '机器',
  Batch: '批大小',
  Threads: '线程',
  'Predicted peak': '预测峰值内存',
  'Peak memory': '峰值内存',
  'Machine was': '机器状态',
  'The result of {title} is in the list of results': '{title} 的结果在结果列表中',
} as const;
