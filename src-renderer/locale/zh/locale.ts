/** Texts of `locale` in Chinese. */
export const locale = {
  'field {name}': '字段 {name}',
  'character {number}': '第 {number} 个字符',
  '{place}: {sentence}': '{place}：{sentence}',
} as const;
