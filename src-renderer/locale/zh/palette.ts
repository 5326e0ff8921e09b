/** Texts of `palette` in Chinese. */
export const palette = {
  'The design has no items yet: drag an Input out of the palette.':
    '设计中还没有项：从组件库拖出一个“Input”。',
  Outline: '大纲',
  'weights in {count} uses': '权重用于 {count} 处',
  'Search {count} items': '在 {count} 项中搜索',
  'Nothing is called so.': '没有这个名称。',
  'Left panel': '左侧面板',
  Variables: '变量',
  'Fold {name}': '折叠 {name}',
  'Unfold {name}': '展开 {name}',
  'Options of {name}': '{name} 的选项',
  'Lowest {name}': '{name} 的下限',
  'Highest {name}': '{name} 的上限',
  'Delete {name}': '删除 {name}',
  'A variable is one number or choice that many items share. Fields refer to it by its name, as in {example}.':
    '变量是许多项共用的一个数或选项。字段用它的名称引用它，例如 {example}。',
  'Kind of variable': '变量的类型',
  'Whole number': '整数',
  Decimal: '小数',
  Choice: '选项',
  'Add variable': '添加变量',
  Found: '搜索结果',
  'Update from my library': '用我的库更新',
  'newer in library': '库中较新',
  'Edit the block': '编辑模块',
  'Remove from my library': '从我的库中移除',
} as const;
