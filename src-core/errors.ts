/** Where a problem stands: a file, an item's path, one of its fields or ports, a character of an expression. */
export interface Where {
  readonly file?: string;
  readonly node?: string;
  readonly field?: string;
  readonly port?: string;
  readonly at?: number;
}

/** What stands in a sentence for one of its names in braces. */
type Shown = string | number;

/** A sentence that reads differently where its `count` is one. */
interface Counted {
  readonly one: string;
  readonly many: string;
}

/**
 * Every sentence a person can be shown, by code. A sentence says what is wrong and what to do;
 * the place is kept beside it in `where`, so sentences do not repeat it. The names in braces are the data that an
 * issue of this code must carry: its type and the check of what comes from another process are read off them.
 */
const sentences = {
  // files and documents
  'document/not-json': 'this is not JSON: {detail}; open a *.blockwright.json file',
  'document/not-a-design': 'this is not a Blockwright design: {detail}; open a *.blockwright.json file',
  'document/too-large': 'the file has {bytes} bytes; at most {limit} are read',
  'document/too-deep': 'the file nests deeper than {limit} levels',
  'document/newer-version':
    'the file has format version {version}, this Blockwright reads up to {supported}; update Blockwright',
  'document/malformed': '{detail}',
  'document/forbidden-key': 'the key {key} is not allowed',
  'document/bad-name':
    '{name} is not a usable name: {detail}; a name has 1 to 200 characters, no / and no control characters',
  'document/bad-variable-name':
    '{name} is not usable as the name of a variable; start with a letter, then letters, digits or _, at most 64; a function is no name',
  'document/duplicate-edge': 'there is already a wire {name}',
  'document/duplicate-variable': 'there is already a variable named {name}; choose another name',
  'document/duplicate-name': 'there is already an item named {name}; choose another name',
  'document/like-name':
    '{name} is written like {other} once Unicode is normalized, so nobody could tell the two items apart; choose another name',
  'document/inside-itself': 'stands inside itself: {chain}; move one of them out',
  'document/not-a-selection': 'there are no copied items here: {detail}; copy items first',
  'document/unknown-node': 'there is no item named {name}; {nearest}',
  'document/unknown-edge': 'there is no wire {name}',
  'document/unknown-variable': 'there is no variable named {name}; {nearest}',
  'document/unknown-parent': 'stands inside {name}, which is not there; {nearest}',
  'document/variable-option': '{name} has no option {value}; {nearest}',
  'document/variable-value': '{name} must be {expected}, got {value}',

  // own blocks
  'own/unknown': 'there is no own block {name} here; {nearest}',
  'own/duplicate': 'there is already an own block {name}',
  'own/bad-id':
    '{id} is not usable for an own block; it is own: and a name without /, at most 200 characters',
  'own/bad-field':
    '{name} is not usable as a field of {block}; start with a letter, then letters, digits or _, at most 64; a function is no name',
  'own/duplicate-field': '{block} already has a field {name}; choose another name',
  'own/hidden-field':
    'in {item} the name {name} means something else already, a field of it or which copy it is; choose another name',
  'own/contains-itself': '{block} contains itself: {chain}; take one of them out',
  'own/in-use': {
    one: '{block} is in use once; detach that item first, or delete the block with its use detached',
    many: '{block} is in use {count} times; detach these items first, or delete the block with its uses detached',
  },
  'own/weights':
    'takes the weights of {owner}; inside {block} only items that stand beside each other in the block itself share weights',
  'own/not-here': 'this belongs to the design, not to the drawing of a block',
  'own/not-a-block': 'this is not the definition of a block: {detail}',
  'lanes/nothing-leaves': 'nothing leaves any lane here; wire the output inside',
  'own/when': 'only items drawn inside others can be left out in some copies',

  // expressions
  'expression/syntax': 'cannot read the expression: {detail}',
  'expression/too-long': 'the expression has {length} characters; at most {limit} are read',
  'expression/too-deep': 'the expression nests deeper than {limit} levels',
  'expression/unknown-name':
    'nothing here is named {name}; {nearest}; use a field of this item, a variable of the design or a size of an input, such as in.height',
  'expression/unknown-input': 'there is no input named {input}; {nearest}',
  'expression/unknown-axis': '{input} has no size named {axis}; {nearest}',
  'expression/no-size-here':
    '{name} is a size of an input, which only sizes can follow; use a number or a variable',
  'expression/circular': 'the value depends on itself: {chain}',
  'expression/division-by-zero': 'the expression divides by zero',
  'expression/root': 'the root of {value} is no exact number',
  'expression/not-a-number': '{name} is a choice, not a number',
  'expression/too-big': 'the result has too many digits or terms',
  'expression/arguments': '{name} takes {expected}, got {count}',
  'expression/unknown-function': 'there is no function {name}; {nearest}',

  // the canvas
  'layout/stopped': 'the layout stopped: {detail}; nothing was moved; try it again',

  // searches
  'find/syntax': 'cannot read the search: {detail}',
  'find/too-long': 'the search has {length} characters; at most {limit} are read',
  'find/too-deep': 'the search nests deeper than {limit} levels',
  'find/unknown-name':
    'no item here has anything named {name}; {nearest}; a word alone is looked for in names',
  'find/no-order': '{name} is a text, which is = or != another',
  'find/not-a-number': '{name} is a number, so hold it against one such as 32, 1.5M or 5%, not {value}',
  'find/not-sizes': '{value} is no shape; write one such as 64x56x56, with * for any size',
  'find/no-share': '{name} has no share of the whole; of {measures} a percentage can be asked',

  // pictures and tables
  'picture/no-level': 'nothing is drawn inside {path}; {nearest}',
  'picture/empty': 'there is nothing to draw; add an item first',
  'picture/no-png':
    'what draws PNGs is not there for this system ({detail}): write --svg, or export from a window',
  'picture/too-large':
    'at twice its size the picture would have {width} × {height} pixels, more than a browser draws; write SVG, or show less',
  'table/ending': 'a table is written as .csv, .md or .tex; give the file one of these endings',
  'export/nothing': 'name what to write: --onnx, --pytorch, --svg or --table',
  'export/apart':
    '--onnx and --pytorch are written apart from each other, from pictures and tables; call export once for each',
  'export/ranges-alone': '--ranges-from goes with --precision int8: it shows how far values reach',
  'export/timm-alone': '--timm goes with --pytorch: it adds lines to that code',
  'export/weights-alone': '--weights goes with --pytorch: it fills the state dict of that code',
  'features/no-channels':
    'gives no channels: its shape is {shape}; choose an item that gives a map, a sequence or a vector',
  'features/no-image-input':
    'no input of the design takes a picture: it needs 1 or 3 channels of rows and columns; noise enters any',
  'features/image': '{file} cannot be read as a picture: {detail}; take a PNG of 8 bits a channel',
  'features/nothing': 'name one of --image and --sample, not both',
  'verify/no-torch': '{python} has no torch: {detail}',
  'verify/differs': '{b} parts from {a} here by {share} of the largest value',
  'verify/other-file': '{file} is not an export of this design: it has no {name}; export the design again',
  'verify/no-reference':
    'the design has {macs} MACs and the reference interpreter takes at most {limit}, so {instead} stands for it; a smaller input is held against the reference',
  'verify/undecided':
    'single precision cannot tell here: PyTorch alone is {share} of the largest value off what it computes in double precision',
  'verify/failed': 'PyTorch could not run the exported file: {detail}',
  'pytorch/not-timm':
    'timm holds networks that score one image, with a convolution first and a linear layer last',
  'pytorch/no-form':
    '{title} cannot be written in PyTorch as it stands here; an exported file imports torch alone',

  // formulas
  'formula/needs-number': 'the formula cannot keep {symbol} as a symbol here; give it a number',
  'formula/no-series': '{definition} has no formula with its number of groups as a symbol',
  'formula/opaque': 'there is no formula with {op}, as nobody here knows what it costs',
  'formula/none': 'there is no formula while the item has problems',

  // published formulas
  'trial/unknown': 'no published formula is named {name}; {nearest}',
  'trial/unknown-symbol':
    'nothing in this formula is named {name}; {nearest}; use fields of the block that are numbers, and sizes of its input',
  'trial/index-taken': 'the index of a sum cannot be {name}, as the block has it already; call it i',
  'trial/no-form':
    'this part is no sum of products of symbols, so nothing can be held against it; divide only by numbers and powers such as 2^s',
  'trial/newer': 'this version does not know {name}; the formula stays in the file and is not held',
  'trial/none':
    'no formula is published of {block}; add one to its definition, in a window or in the file as "published"',

  // the space of designs
  'space/unknown': 'nothing that can be varied is named {name}; {nearest}',
  'space/out-of-range': '{name} must be from {min} to {max}, got {value}',
  'space/not-whole': '{name} is a decimal; only whole numbers meet at a crossover',
  'space/unrelated':
    '{second} has nothing named {name}; {nearest}: say how one of them grows, --relation {second}.NAME=4*{first}.{name}',
  'space/nothing-common': 'no whole number lies in the range that both allow',
  'space/too-many': '{name} has more than {limit} values from {min} to {max}; narrow its bounds',
  'space/unsound': 'one of the designs is not sound where {name} is {value}; narrow the range',

  // operators of a file that nobody here knows
  'opaque/malformed': 'what is held of the file cannot be written back; import the file again',
  'opaque/no-sizes':
    'the file does not say which sizes leave {op}; export it with the shapes of its tensors, or delete the item',
  'opaque/other-sizes':
    'of {op} no more is known than what the file says of inputs of {expected}; here they are {got}; restore the sizes, or import such a file',
  'opaque/no-reference':
    'nobody here knows what {op} computes, so there is no reference to hold values against; delete the item to verify the rest',
  'opaque/versions':
    '{op} is of version {version} of {domain}, another item of version {other}; delete one of them',

  // fields
  'field/unknown': '{definition} has no field named {name}; {nearest}',
  'field/not-an-integer': 'must be a whole number, got {value}',
  'field/not-a-number': 'must be a number, got {value}',
  'field/out-of-range': 'must be from {min} to {max}, got {value}',
  'field/not-odd': 'must be odd, got {value}',
  'field/not-an-option': 'has no option {value}; {nearest}',
  'field/not-a-toggle': 'must be on or off, got {value}',
  'field/value-count': 'must have 1 value, or {expected} as its sizes say, got {count}',
  'field/one-open-size': 'at most one of the sizes can be 0, which takes what is left',
  'field/not-text': 'must be text of at most {most} characters, got {value}',
  'field/unreadable': 'is no text that can be read; take the change back, or import the file again',
  'field/equation': 'cannot be computed as a matrix product: {reason}',
  'field/order': 'must name each of the axes 0 to {last} once, got {value}',
  'field/list-length': 'must have from {min} to {max} entries, got {count}',
  'field/axis-list': 'takes one number or a list of {counts}, got a list of {count}',
  'field/set-twice': 'is set by the list of {field} too; leave one of them out',

  // graph
  'graph/unknown-definition': 'there is no operator or block named {definition}; {nearest}',
  'graph/unknown-port': '{node} has no port named {port}; {nearest}',
  'graph/dangling-edge': 'the wire ends at {node}, which is not there; delete the wire',
  'graph/across-levels':
    "the wire comes from {node}, which stands on another level; delete the wire and use a part's input or output",
  'graph/boundary-inside':
    '{definition} belongs to the design itself; inside a part use its own inputs and outputs',
  'graph/cannot-group': '{node} lies on the way between the selected items; select it too',
  'graph/cannot-ungroup':
    'each copy shares its weights with a copy of {node}; give one of both its own weights first, or let the copies share theirs',
  'graph/nothing-inside': '{definition} has no drawing of its own, yet {node} stands inside; move it out',
  'graph/too-many-items': 'the copies come to more than {limit} items; make fewer',
  'graph/too-many-operators': 'it comes to more than {limit} operators; make fewer copies',
  'graph/two-edges': 'two wires end here; a port takes one',
  'graph/cycle': 'the wires form a loop: {chain}; remove one of them',
  'graph/unconnected': 'needs a wire',
  'graph/no-input': 'the design has no Input; add one to see sizes',
  'graph/no-output': 'the design has no Output; add one to compile it',
  'graph/input-count': 'takes {expected} inputs, got {count}',

  // shared weights
  'weights/unknown-owner':
    'takes its weights from {owner}, which is not there; {nearest}; choose another item, or give this one its own',
  'weights/loop': 'the weights are taken in a circle: {chain}; give one of these items its own',
  'weights/of-copies':
    'takes its weights from {owner}, of which every copy of {repeat} has its own; let the copies share theirs, or choose an item outside',
  'weights/definition':
    'takes the weights of {owner}, which is another definition: {expected}, not {got}; choose another item, or give this one its own weights',
  'weights/field':
    'takes the weights of {owner}, whose {name} is {expected}, not {got}; copy its fields, or give this item its own weights',
  'weights/sizes':
    'takes the weights of {owner}, whose {name} is {expected}; the input here would need {got}',
  'weights/inside':
    'takes the weights of {owner}, inside which other items or wires stand; make both alike, or give this item its own weights',
  'weights/twice':
    'takes the weights of {owner}, while what surrounds it takes those of {other}; give one of both its own',

  // shapes
  'shape/channels': 'expects {expected} channels, got {got}',
  'shape/mismatch': 'expects {expected}, got {got}',
  'shape/rank': 'expects a {expected}, got {got}',
  'shape/empty-map': 'the window of {window} does not fit into a map of {size}',
  'shape/border':
    'a {border} border of {pad} needs more than a map of {size}; it can be {most} at most on each side',
  'shape/resized-away': 'nothing is left of a map of {size} at a factor of {factor}; choose a larger one',
  'shape/empty-window':
    'a window of dilation {dilation} steps over a map of {size}; dilate, pad or stride less',
  'shape/nothing-left': 'nothing is left of a map of {size}; pad or cut less',
  'shape/slice': 'cannot keep the {axis} from {start} up to {end} of {size}; start or end earlier',
  'shape/not-like': 'cannot bring {size} {axis} to {wanted}; use {instead}',
  'shape/not-divisible': '{value} cannot be divided by {divisor}',
  'shape/split-sum': 'the sizes add up to {sum}, the input has {channels} channels',
  'shape/groups': 'cannot cut {channels} channels into {groups} groups',
  'shape/matmul': 'expects matrices that fit together, got {left} and {right}',
  'shape/reshape': 'sizes of {sizes} in all do not fit {values} values',
  'shape/shared-weights':
    'runs with weights that are shared, so {name} is {expected}; this input would need {got}',
  'shape/too-large': 'the tensor would have {elements} elements',

  // files on disk
  'file/not-found': 'there is no such file',
  'file/not-readable': 'the file cannot be read: {detail}',
  'file/not-writable': 'the file cannot be written: {detail}',
  'file/outside-workspace': 'this is outside the workspace {workspace}',
  'file/exists': 'the file is there already; choose another name or replace it',
  'workspace/none': 'files are neither opened nor saved here: {detail}; name a folder with --workspace',
  'workspace/read-only': 'nothing can be saved in {workspace}: {detail}',
  'data/not-kept': 'recent files are not remembered: {detail}',
  'file/disk-full': 'the disk is full; nothing was written',
  'file/changed': 'the file was changed by somebody else since it was read here; nothing was written',
  'file/owner-changed': 'the file belongs to you now; the system did not let its owner stay',
  'file/links-split': {
    one: 'the file had another name; there the old content stays',
    many: 'the file had {count} other names; there the old content stays',
  },
  'file/version-not-kept': 'the content before this save could not be kept: {detail}',

  // the journal of unsaved work
  'journal/empty': 'nothing of this document was kept',
  'library/changed':
    '{title} was changed in the library meanwhile; look at what it is now, then choose again',
  'library/in-use': '{title} is inside {users}, which the library has too; take these out first',
  'library/no-place': 'the home folder is not known, so there is no library of own blocks',
  'journal/no-place': 'the home folder is not known, so edits are kept by this window alone',
  'results/no-place': 'the home folder is not known, so results of measurements are not kept',
  'results/not-kept': 'the result is not in the list of results: {detail}',
  'results/none-inside': 'no line of the file is a result',
  'results/unknown': 'there is no result {id}; {nearest}',
  'results/no-profile':
    'the times of the items of result {id} are not kept: it is no profile, or older than the last 50',
  'results/no-profile-inside': 'the file is no profile: write one with `profile --json`',
  'journal/newer-version':
    'the kept work has version {version}, which this Blockwright does not read; update Blockwright',
  'journal/diverged': 'another window has gone on with this document; this one keeps its work apart',
  'journal/open-elsewhere':
    'another tab has this document open; this one follows it, so change it there or open another one here',
  'journal/too-large':
    'the design is too large to be written down with each edit ({length} characters); save it now and then',
  'journal/gap': 'the kept work ends at {last}; what follows must be sent again',

  // compiling and running
  'compile/has-problems': {
    one: 'the design has 1 problem; fix it first',
    many: 'the design has {count} problems; fix them first',
  },
  'compile/too-large':
    'the weights take {bytes} bytes; files over {limit} bytes need external data, which is not written yet',
  'export/free-size':
    'its ONNX form holds for one {dimension} only; leave {dimension} fixed, or change the item',
  'export/free-weight': 'its weight {name} has another size for each {dimension}; leave {dimension} fixed',
  'export/free-design':
    'the design holds for one {dimension} only: at {size}, {detail}; leave {dimension} fixed',
  'export/free-items': 'it is there at some sizes of {dimension} and not at others; leave {dimension} fixed',
  'export/unknown-dimension': '{name} is no size of an input that can be left free; {nearest}',
  'export/opset':
    'can be written for the opsets {least} to {most}, the file is to have {opset}; choose one of them',
  'onnx/malformed': 'this is not a readable ONNX file: {detail}',
  'onnx/opset': 'the file is of opset {opset}; {least} to {most} are read',
  'onnx/cycle': 'the nodes of the file read each other in a circle',
  'onnx/missing-tensor': 'reads {tensor}, which the file does not hold',
  'onnx/input': 'the input {name} has sizes that no input of a design can have',
  'onnx/open-size': 'the file leaves {name} of the input open; it is {size} here',
  'onnx/functions':
    'the functions of the file call one another without an end, or come to more than {limit} nodes',
  'onnx/quantized':
    '{count} nodes of the file compute with integers; they are shown and counted as the float layers they stand for',
  'onnx/other-graph':
    'the file keeps the design that it was exported from, but one of them was changed since; it is read by its operators',
  'onnx/kept-design': 'the design that the file keeps cannot be used: {detail}; it is read by its operators',
  'onnx/operators': 'no item is known for these operators of the file: {list}',
  'onnx/opaque':
    'these operators of the file stay as they are, without counts and formulas: {list}; a runtime that knows them runs them',
  'onnx/sizes-found': 'the file does not say all sizes that leave {list}; onnxruntime worked them out',
  'onnx/sizes-unknown': 'the file does not say all sizes that leave {list}, nor does onnxruntime: {detail}',
  'import/outputs-unknown': 'whether it computes what the file does was not tried: {detail}',
  'import/blocks-differ':
    'blocks were found that compute something else than the file, so its operators are shown as they are',
  'import/differs':
    'the design computes something else than the file; do not rely on its values, and report the file',
  'safetensors/malformed': 'this is not a readable file of safetensors: {detail}',
  'weights/no-checkpoint': '--weights takes a *.safetensors file',
  'weights/no-design':
    'this file holds weights and no design; open it beside the design that is to take them',
  'weights/none-fits':
    'none of its tensors has a name of the design; the names are those of export --pytorch with --weights',
  'weights/gone':
    'the design has its weights from this file, which is not there; put it back, or open the model again',
  'weights/changed':
    'the design has its weights from this file, which holds something else now; put the old one back, or open the model again',
  'weights/no-tensor':
    'its values are to come from {tensor}, of which the file does not hold {count} real numbers; open the model again',
  'weights/new': {
    one: '1 of its weights has no values of that size in {file}, so it is new; take the change back for those of the file',
    many: '{count} of its weights have no values of those sizes in {file}, so they are new; take the change back for those of the file',
  },
  'run/memory': 'needs about {needed} of memory, {available} are free; use a smaller input or batch',
  'run/no-runtime': 'there is no onnxruntime for {platform}; designing and exporting still work',
  'run/device-unavailable': '{device} is not available here: {reason}',
  'device/no-adapter':
    'install the Vulkan driver of the graphics card, such as mesa-vulkan-drivers of Debian and Ubuntu or that of NVIDIA, then look again',
  'device/library-missing':
    'it needs {needs}; with these, run: {command} (it downloads some hundred megabytes from nuget.org), then look again',
  'device/library-needs':
    'the library {library} is there, but does not load: it needs {needs}, where the loader finds them (LD_LIBRARY_PATH)',
  'device/not-packaged':
    'this package cannot add it; run Blockwright from its folder or from npm, and use it from here with --connect',
  'device/elsewhere': 'it is for {systems}; choose another device here',
  'box/address': '--connect takes a name and an address; {detail}',
  'box/unknown': 'no machine is known as {box}; name its address once: --connect {box}=http://127.0.0.1:…',
  'box/unreachable': '{box} does not answer: {detail}; look whether its tunnel and its serve shell are there',
  'box/not-let-in':
    '{box} does not take this address: it works once, for a minute; press Enter where its serve shell runs for a new one',
  'box/stranger':
    '{box} does not know this machine, as after a restart; press Enter where its serve shell runs and --connect {box}=ADDRESS',
  'box/other': 'what answers as {box} is no Blockwright of this kind',
  'box/version': '{box} runs Blockwright {theirs}, this is {ours}; bring both to one version',
  'box/line-broken': 'the line to {box} broke; what it did for this command is ended there',
  'box/figures-only':
    '{box} measures: values and files are computed on this machine; leave out {box}: and the device',
  'run/unknown-input': '--inputs is for {name}, which is no input of the design; {nearest}',
  'run/name-the-input': '--inputs takes name=FILE where a design has several inputs; here are {known}',
  'run/input-sizes': 'the input has the sizes {expected}, the array in the file {got}',
  'run/failed': 'onnxruntime says: {detail}',
  'run/crashed': 'the runner stopped ({detail}); the design is safe, run it again',
  'run/too-many-jobs': '{limit} jobs of this window have not ended yet; wait, or cancel some',
  'run/cancelled': 'cancelled',
  'predict/opaque':
    'no time is predicted with {op}, as nobody here knows what it does; run the design to measure it',
  'predict/not-calibrated':
    '{device} was not calibrated here; run blockwright calibrate --device {device}, which takes about two minutes',

  // the door between window and services
  'call/invalid': 'the call {call} has wrong arguments: {detail}',
  'call/failed': '{call} failed: {detail}',
  'call/unreachable': 'Blockwright has lost its services; it connects again by itself',

  // the command line
  'command/malformed': '{detail}',
  'design/unknown': 'there is no ready network, block or file named {name}; {nearest}; presets lists all',
  'task/no-features':
    '{name} does not say where its maps at 1/4, 1/8, 1/16 and 1/32 of the image are, so it cannot be a backbone',
  'task/not-dilated':
    '{item} of {name} reduces its map and cannot step wider instead, which this task needs; choose another backbone',
  'task/unknown': 'there is no task named {name}; a name with @ is a task and its backbone; {nearest}',
  'task/unknown-backbone': 'there is no backbone named {name}; {nearest}',
  'serve/not-built': 'the app is not built; run npm run build',
  'serve/port-taken': 'port {port} cannot be used ({detail}); name another with --port',
  'set/unknown': '--set {name}: there is no such variable or field; {nearest}',
  'set/unknown-item': '--set {name}: there is no item named {item}; {nearest}',
  'set/unknown-call': '--call {name}: nobody calls an item as {call}; {nearest}',
  'set/malformed': '--set takes name=value or item.field=value, got {value}',
  'npy/malformed': 'this is no array of numbers as NumPy saves it: {detail}',
  'input/malformed': '--input takes sizes such as 1,3,224,224, got {value}',
  'input/several':
    '--input sets the only Input of a design; here are {names}, so set their sizes in the file',
} as const satisfies Readonly<Record<string, string | Counted>>;

type Sentences = typeof sentences;
export type IssueCode = keyof Sentences;

type TextOf<Sentence> = Sentence extends Counted ? Sentence['many'] : Sentence;
type KeysIn<Text> = Text extends `${string}{${infer Key}}${infer Rest}` ? Key | KeysIn<Rest> : never;
type KeyOf<Code extends IssueCode> = KeysIn<TextOf<Sentences[Code]>>;

/** The data that issues of a code carry. Where the code is one of several, all that any of them needs. */
type IssueDataOf<Code extends IssueCode> = { readonly [Key in KeyOf<Code>]: Shown };

/** What every issue has, its data typed by its code. */
interface IssueOf<Code extends IssueCode> {
  readonly code: Code;
  readonly where: Where;
  readonly data: IssueDataOf<Code>;
  readonly severity: 'problem' | 'note';
}

/** A problem (or note) caused by a person, a file or the network: data, never a thrown error across a boundary. */
export type Issue<Code extends IssueCode = IssueCode> = Code extends IssueCode ? IssueOf<Code> : never;

/** What follows the code of an issue: its place and, where the sentence takes any, its data. */
export type IssueArguments<Code extends IssueCode, Place extends Where = Where> = [KeyOf<Code>] extends [
  never,
]
  ? [where?: Place]
  : [where: Place, data: IssueDataOf<Code>];

/** A problem of a code, at a place, with the data its sentence takes. */
export function issue<Code extends IssueCode>(code: Code, ...rest: IssueArguments<Code>): Issue<Code>;
export function issue(code: IssueCode, where: Where = {}, data: object = {}): Issue {
  // The signature above ties the data to the code, which TypeScript cannot follow through a union of all codes.
  return { code, where, data, severity: 'problem' } as Issue;
}

/** As `issue`, for what does not keep a call from being answered. */
export function note<Code extends IssueCode>(code: Code, ...rest: IssueArguments<Code>): Issue {
  return { ...issue(code, ...rest), severity: 'note' };
}

/** The same issue at another place. */
export const issueAt = (found: Issue, where: Where): Issue => ({ ...found, where });

/** Whether an issue keeps a design from being compiled or a call from being answered, as a note does not. */
export const isProblem = ({ severity }: Issue): boolean => severity === 'problem';

/** The issues that are problems, in their order. */
export const problemsOf = (issues: readonly Issue[]): readonly Issue[] => issues.filter(isProblem);

const byCode: ReadonlyMap<string, string | Counted> = new Map(Object.entries(sentences));
const keyPattern = /\{(\w+)\}/g;

/** The names of the data that a code's sentence takes; null where the text is no code. */
export function issueKeys(code: string): readonly string[] | null {
  const entry = byCode.get(code);
  if (entry === undefined) return null;
  const text = typeof entry === 'string' ? entry : entry.many;
  return [...text.matchAll(keyPattern)].map(([, key]) => key ?? '');
}

/** The sentence of an issue without its place. */
export function sentence({ code, data }: Issue): string {
  const entry: string | Counted = sentences[code];
  const shown: Readonly<Record<string, Shown>> = data;
  const text = typeof entry === 'string' ? entry : shown.count === 1 ? entry.one : entry.many;
  return text.replace(keyPattern, (_, key: string) => String(shown[key]));
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
