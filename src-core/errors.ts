/** Where a problem stands: a file, an item's path, one of its fields or ports, a character of an expression. */
export interface Where {
  readonly file?: string;
  readonly node?: string;
  readonly field?: string;
  readonly port?: string;
  readonly at?: number;
}

export type IssueData = Readonly<Record<string, string | number>>;

/**
 * Every sentence a person can be shown, by code. A sentence says what is wrong and what to do;
 * the place is kept beside it in `where`, so sentences do not repeat it.
 */
const sentences = {
  // files and documents
  'document/not-json': (d: IssueData) => `this is not JSON: ${d.detail}; open a *.blockwright.json file`,
  'document/not-a-design': (d: IssueData) =>
    `this is not a Blockwright design: ${d.detail}; open a *.blockwright.json file`,
  'document/too-large': (d: IssueData) => `the file has ${d.bytes} bytes; at most ${d.limit} are read`,
  'document/too-deep': (d: IssueData) => `the file nests deeper than ${d.limit} levels`,
  'document/newer-version': (d: IssueData) =>
    `the file has format version ${d.version}, this Blockwright reads up to ${d.supported}; update Blockwright`,
  'document/malformed': (d: IssueData) => `${d.detail}`,
  'document/forbidden-key': (d: IssueData) => `the key ${d.key} is not allowed`,
  'document/bad-name': (d: IssueData) =>
    `${d.name} is not a usable name; start with a letter, then letters, digits, _ or -, at most 64`,
  'document/bad-variable-name': (d: IssueData) =>
    `${d.name} is not usable as the name of a variable; start with a letter, then letters, digits or _, at most 64; a function is no name`,
  'document/duplicate-edge': (d: IssueData) => `there is already a wire ${d.name}`,
  'document/duplicate-variable': (d: IssueData) =>
    `there is already a variable named ${d.name}; choose another name`,
  'document/duplicate-name': (d: IssueData) =>
    `there is already an item named ${d.name}; choose another name`,
  'document/inside-itself': (d: IssueData) => `stands inside itself: ${d.chain}; move one of them out`,
  'document/not-a-selection': (d: IssueData) =>
    `there are no copied items here: ${d.detail}; copy items first`,
  'document/unknown-node': (d: IssueData) => `there is no item named ${d.name}`,
  'document/unknown-edge': (d: IssueData) => `there is no wire ${d.name}`,
  'document/unknown-variable': (d: IssueData) => `there is no variable named ${d.name}`,
  'document/unknown-parent': (d: IssueData) => `stands inside ${d.name}, which is not there`,
  'document/variable-value': (d: IssueData) => `${d.name} must be ${d.expected}, got ${d.value}`,

  // expressions
  'expression/syntax': (d: IssueData) => `cannot read the expression: ${d.detail}`,
  'expression/too-long': (d: IssueData) =>
    `the expression has ${d.length} characters; at most ${d.limit} are read`,
  'expression/too-deep': (d: IssueData) => `the expression nests deeper than ${d.limit} levels`,
  'expression/unknown-name': (d: IssueData) =>
    `nothing here is named ${d.name}; use a field of this item or a variable of the design`,
  'expression/circular': (d: IssueData) => `the value depends on itself: ${d.chain}`,
  'expression/division-by-zero': () => `the expression divides by zero`,
  'expression/not-a-number': (d: IssueData) => `${d.name} is a choice, not a number`,
  'expression/too-big': () => `the result has too many digits or terms`,
  'expression/arguments': (d: IssueData) => `${d.name} takes ${d.expected}, got ${d.count}`,
  'expression/unknown-function': (d: IssueData) => `there is no function ${d.name}; there are ${d.known}`,

  // formulas
  'formula/needs-number': (d: IssueData) =>
    `the formula cannot keep ${d.symbol} as a symbol here; give it a number`,
  'formula/no-series': (d: IssueData) =>
    `${d.definition} has no formula with its number of groups as a symbol`,
  'formula/none': () => `there is no formula while the item has problems`,

  // published formulas
  'trial/unknown': (d: IssueData) => `no published formula is named ${d.name}; there are ${d.known}`,

  // the space of designs
  'space/unknown': (d: IssueData) => `nothing that can be varied is named ${d.name}; there are ${d.known}`,
  'space/out-of-range': (d: IssueData) => `${d.name} must be from ${d.min} to ${d.max}, got ${d.value}`,
  'space/too-many': (d: IssueData) =>
    `${d.name} has more than ${d.limit} values from ${d.min} to ${d.max}; narrow its bounds`,
  'space/unsound': (d: IssueData) =>
    `one of the designs is not sound where ${d.name} is ${d.value}; narrow the range`,

  // fields
  'field/unknown': (d: IssueData) => `${d.definition} has no field named ${d.name}`,
  'field/not-an-integer': (d: IssueData) => `must be a whole number, got ${d.value}`,
  'field/not-a-number': (d: IssueData) => `must be a number, got ${d.value}`,
  'field/out-of-range': (d: IssueData) => `must be from ${d.min} to ${d.max}, got ${d.value}`,
  'field/not-odd': (d: IssueData) => `must be odd, got ${d.value}`,
  'field/not-an-option': (d: IssueData) => `must be one of ${d.options}, got ${d.value}`,
  'field/not-a-toggle': (d: IssueData) => `must be on or off, got ${d.value}`,
  'field/one-open-size': () => `at most one of the sizes can be 0, which takes what is left`,
  'field/order': (d: IssueData) => `must name each of the axes 0 to ${d.last} once, got ${d.value}`,
  'field/list-length': (d: IssueData) => `must have from ${d.min} to ${d.max} entries, got ${d.count}`,

  // graph
  'graph/unknown-definition': (d: IssueData) => `there is no operator or block named ${d.definition}`,
  'graph/unknown-port': (d: IssueData) => `${d.node} has no port named ${d.port}`,
  'graph/dangling-edge': (d: IssueData) => `the wire ends at ${d.node}, which is not there; delete the wire`,
  'graph/across-levels': (d: IssueData) =>
    `the wire comes from ${d.node}, which stands on another level; delete the wire and use a part's input or output`,
  'graph/boundary-inside': (d: IssueData) =>
    `${d.definition} belongs to the design itself; inside a part use its own inputs and outputs`,
  'graph/cannot-group': (d: IssueData) =>
    `${d.node} lies on the way between the selected items; select it too`,
  'graph/nothing-inside': (d: IssueData) =>
    `${d.definition} has no drawing of its own, yet ${d.node} stands inside; move it out`,
  'graph/too-many-operators': (d: IssueData) =>
    `the copies come to more than ${d.limit} operators; make fewer`,
  'graph/two-edges': () => `two wires end here; a port takes one`,
  'graph/cycle': (d: IssueData) => `the wires form a loop: ${d.chain}; remove one of them`,
  'graph/unconnected': () => `needs a wire`,
  'graph/no-input': () => `the design has no Input; add one to see sizes`,
  'graph/no-output': () => `the design has no Output; add one to compile it`,
  'graph/input-count': (d: IssueData) => `takes ${d.expected} inputs, got ${d.count}`,

  // shapes
  'shape/channels': (d: IssueData) => `expects ${d.expected} channels, got ${d.got}`,
  'shape/mismatch': (d: IssueData) => `expects ${d.expected}, got ${d.got}`,
  'shape/rank': (d: IssueData) => `expects a ${d.expected}, got ${d.got}`,
  'shape/empty-map': (d: IssueData) => `the window of ${d.window} does not fit into a map of ${d.size}`,
  'shape/nothing-left': (d: IssueData) => `nothing is left of a map of ${d.size}; pad or cut less`,
  'shape/slice': (d: IssueData) =>
    `cannot keep the ${d.axis} from ${d.start} up to ${d.end} of ${d.size}; start or end earlier`,
  'shape/not-divisible': (d: IssueData) => `${d.value} cannot be divided by ${d.divisor}`,
  'shape/split-sum': (d: IssueData) => `the sizes add up to ${d.sum}, the input has ${d.channels} channels`,
  'shape/groups': (d: IssueData) => `cannot cut ${d.channels} channels into ${d.groups} groups`,
  'shape/matmul': (d: IssueData) => `expects matrices that fit together, got ${d.left} and ${d.right}`,
  'shape/reshape': (d: IssueData) => `sizes of ${d.sizes} in all do not fit ${d.values} values`,
  'shape/shared-weights': (d: IssueData) =>
    `runs with weights that are shared, so ${d.name} is ${d.expected}; this input would need ${d.got}`,
  'shape/too-large': (d: IssueData) => `the tensor would have ${d.elements} elements`,

  // files on disk
  'file/not-found': () => `there is no such file`,
  'file/not-readable': (d: IssueData) => `the file cannot be read: ${d.detail}`,
  'file/not-writable': (d: IssueData) => `the file cannot be written: ${d.detail}`,
  'file/outside-workspace': (d: IssueData) => `this is outside the workspace ${d.workspace}`,
  'file/exists': () => `the file is there already; choose another name or replace it`,
  'file/disk-full': () => `the disk is full; nothing was written`,

  // compiling and running
  'compile/has-problems': (d: IssueData) =>
    `the design has ${d.count === 1 ? '1 problem; fix it' : `${d.count} problems; fix them`} first`,
  'compile/too-large': (d: IssueData) =>
    `the weights take ${d.bytes} bytes; files over ${d.limit} bytes need external data, which is not written yet`,
  'onnx/malformed': (d: IssueData) => `this is not a readable ONNX file: ${d.detail}`,
  'run/memory': (d: IssueData) =>
    `needs about ${d.needed} of memory, ${d.available} are free; use a smaller input or batch`,
  'run/no-runtime': (d: IssueData) =>
    `there is no onnxruntime for ${d.platform}; designing and exporting still work`,
  'run/device-unavailable': (d: IssueData) => `${d.device} is not available here: ${d.reason}`,
  'run/failed': (d: IssueData) => `onnxruntime says: ${d.detail}`,
  'run/crashed': (d: IssueData) => `the runner stopped (${d.detail}); the design is safe, run it again`,
  'run/cancelled': () => `cancelled`,

  // the door between window and services
  'call/invalid': (d: IssueData) => `the call ${d.call} has wrong arguments: ${d.detail}`,
  'call/failed': (d: IssueData) => `${d.call} failed: ${d.detail}`,
  'call/unreachable': () => `Blockwright has lost its services; it connects again by itself`,

  // the command line
  'command/malformed': (d: IssueData) => `${d.detail}`,
  'design/unknown': (d: IssueData) =>
    `there is no ready network, block or file named ${d.name}; nearest are ${d.nearest}; presets lists all`,
  'task/no-features': (d: IssueData) =>
    `${d.name} does not say where its maps at 1/4, 1/8, 1/16 and 1/32 of the image are, so it cannot be a backbone`,
  'task/not-dilated': (d: IssueData) =>
    `${d.item} of ${d.name} reduces its map and cannot step wider instead, which this task needs; choose another backbone`,
  'task/unknown': (d: IssueData) =>
    `there is no task named ${d.name}; a name with @ is a task and its backbone, and there are ${d.known}`,
  'task/unknown-backbone': (d: IssueData) =>
    `there is no ready network named ${d.name}; backbones are ${d.known}`,
  'serve/not-built': () => `the app is not built; run npm run build`,
  'serve/port-taken': (d: IssueData) =>
    `port ${d.port} cannot be used (${d.detail}); name another with --port`,
  'set/unknown': (d: IssueData) =>
    `--set ${d.name}: there is no such variable or field; there are ${d.known}`,
  'set/malformed': (d: IssueData) => `--set takes name=value, got ${d.value}`,
  'input/malformed': (d: IssueData) => `--input takes sizes such as 1,3,224,224, got ${d.value}`,
  'input/several': (d: IssueData) =>
    `--input sets the only Input of a design; here are ${d.names}, so set their sizes in the file`,
} satisfies Record<string, (data: IssueData) => string>;

export type IssueCode = keyof typeof sentences;

/** A problem (or note) caused by a person, a file or the network: data, never a thrown error across a boundary. */
export interface Issue {
  readonly code: IssueCode;
  readonly where: Where;
  readonly data: IssueData;
  readonly severity: 'problem' | 'note';
}

export function issue(
  code: IssueCode,
  where: Where = {},
  data: IssueData = {},
  severity: Issue['severity'] = 'problem',
): Issue {
  return { code, where, data, severity };
}

/** The sentence of an issue without its place. */
export function sentence(issue: Issue): string {
  return sentences[issue.code](issue.data);
}

/** The place of an issue as text: file, item path, field or port. Empty when it has none. */
export function place(where: Where): string {
  const parts: string[] = [];
  if (where.file !== undefined) parts.push(where.file);
  if (where.node !== undefined) parts.push(where.node);
  if (where.field !== undefined) parts.push(`field ${where.field}`);
  if (where.port !== undefined) parts.push(`port ${where.port}`);
  if (where.at !== undefined) parts.push(`character ${where.at + 1}`);
  return parts.join(', ');
}

/** The whole issue as one line: place, then sentence. */
export function describe(issue: Issue): string {
  const at = place(issue.where);
  return at === '' ? sentence(issue) : `${at}: ${sentence(issue)}`;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (...issues: readonly Issue[]): Result<never> => ({ ok: false, issues });
