/** Texts of `ui` in Chinese. */
export const ui = {
  'Keep {name} as a symbol in the formula': '在公式中把 {name} 保留为符号',
  'Put the number of {name} into the formula': '在公式中代入 {name} 的数值',
  'Keep {name} as a symbol': '把 {name} 保留为符号',
  Messages: '消息',
  'Copied {what}': '已复制{what}',
  'The clipboard did not take {what}; click into the window and try again':
    '剪贴板没有接受{what}；请点击窗口后重试',
} as const;
