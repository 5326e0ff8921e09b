/** A number as it is written for people: `1,234`, `-1,234/5`, `≈ 1,234.5 M`. */
const forPeople = /^[≈+−\s-]*\d{1,3}(,\d{3})+(\.\d+)?(\/[\d,]+)?( ?[kMGTP]?i?B?)?$/;

/** Texts of a document that are a number for people, with where they stand. What a source prints is a quotation. */
export function numbersForPeople(value: unknown, place = ''): readonly string[] {
  if (typeof value === 'string') return forPeople.test(value) ? [`${place}: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'printed')
    .flatMap(([key, inner]) => numbersForPeople(inner, `${place}/${key}`));
}
