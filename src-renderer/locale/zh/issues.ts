import type { IssueCode } from '../../../src-core/errors.ts';

/** The sentence of every issue in Chinese, with the data of the English one: see `src-core/errors.ts`. */
export const issues: Readonly<Record<IssueCode, string>> = {
  // files and documents
  'document/not-json': '这不是 JSON：{detail}；请打开 *.blockwright.json 文件',
  'document/not-a-design': '这不是 Blockwright 设计：{detail}；请打开 *.blockwright.json 文件',
  'document/too-large': '文件有 {bytes} 字节；最多读取 {limit} 字节',
  'document/too-deep': '文件的嵌套超过 {limit} 层',
  'document/newer-version':
    '文件的格式版本为 {version}，此版 Blockwright 最高读取 {supported}；请更新 Blockwright',
  'document/malformed': '{detail}',
  'document/forbidden-key': '不允许使用键 {key}',
  'document/bad-name': '{name} 不能用作名称：{detail}；名称为 1 到 200 个字符，不含 / 和控制字符',
  'document/bad-variable-name':
    '{name} 不能用作变量名；以字母开头，后接字母、数字或 _，最多 64 个字符；不能与函数同名',
  'document/duplicate-edge': '已有连线 {name}',
  'document/duplicate-variable': '已有名为 {name} 的变量；请换一个名称',
  'document/duplicate-name': '已有名为 {name} 的项；请换一个名称',
  'document/like-name': '{name} 经 Unicode 规范化后与 {other} 写法相同，无法区分；请换一个名称',
  'document/inside-itself': '位于自身内部：{chain}；请把其中一个移出',
  'document/not-a-selection': '这里没有复制的项：{detail}；请先复制一些项',
  'document/unknown-node': '没有名为 {name} 的项；{nearest}',
  'document/unknown-edge': '没有连线 {name}',
  'document/unknown-variable': '没有名为 {name} 的变量；{nearest}',
  'document/unknown-parent': '位于 {name} 内部，而它不存在；{nearest}',
  'document/variable-option': '{name} 没有选项 {value}；{nearest}',
  'document/variable-value': '{name} 必须是{expected}，得到的是 {value}',

  // expressions
  'expression/syntax': '无法读取表达式：{detail}',
  'expression/too-long': '表达式有 {length} 个字符；最多读取 {limit} 个',
  'expression/too-deep': '表达式的嵌套超过 {limit} 层',
  'expression/unknown-name':
    '这里没有名为 {name} 的量；{nearest}；请使用此项的字段、设计的变量或输入的尺寸，例如 in.height',
  'expression/unknown-input': '没有名为 {input} 的输入；{nearest}',
  'expression/unknown-axis': '{input} 没有名为 {axis} 的尺寸；{nearest}',
  'expression/no-size-here': '{name} 是输入的尺寸，只有尺寸可以跟随它；请使用数值或变量',
  'expression/circular': '该值依赖于自身：{chain}',
  'expression/division-by-zero': '表达式除以零',
  'expression/root': '{value} 的根不是精确的数',
  'expression/not-a-number': '{name} 是选项，不是数',
  'expression/too-big': '结果的位数或项数过多',
  'expression/arguments': '{name} 接受{expected}，得到 {count} 个',
  'expression/unknown-function': '没有函数 {name}；{nearest}',

  // the canvas
  'layout/stopped': '布局中止：{detail}；没有移动任何项；请重试',

  // formulas
  'formula/needs-number': '公式在这里无法把 {symbol} 保留为符号；请给出数值',
  'formula/no-series': '{definition} 没有以组数为符号的公式',
  'formula/none': '此项有问题时没有公式',

  // published formulas
  'trial/unknown': '没有名为 {name} 的已发表公式；{nearest}',

  // the space of designs
  'space/unknown': '没有名为 {name} 的可变量；{nearest}',
  'space/out-of-range': '{name} 必须在 {min} 到 {max} 之间，得到的是 {value}',
  'space/not-whole': '{name} 是小数；只有整数才有交叉点',
  'space/unrelated':
    '{second} 没有名为 {name} 的量；{nearest}：请说明其中一个如何增长，--relation {second}.NAME=4*{first}.{name}',
  'space/nothing-common': '双方都允许的范围内没有整数',
  'space/too-many': '{name} 从 {min} 到 {max} 有超过 {limit} 个取值；请缩小范围',
  'space/unsound': '{name} 为 {value} 时其中一个设计不成立；请缩小范围',

  // fields
  'field/unknown': '{definition} 没有名为 {name} 的字段；{nearest}',
  'field/not-an-integer': '必须是整数，得到的是 {value}',
  'field/not-a-number': '必须是数，得到的是 {value}',
  'field/out-of-range': '必须在 {min} 到 {max} 之间，得到的是 {value}',
  'field/not-odd': '必须是奇数，得到的是 {value}',
  'field/not-an-option': '没有选项 {value}；{nearest}',
  'field/not-a-toggle': '必须是开或关，得到的是 {value}',
  'field/value-count': '必须有 1 个值，或按其尺寸有 {expected} 个，得到 {count} 个',
  'field/one-open-size': '最多有一个尺寸可以是 0，它取剩余的部分',
  'field/not-text': '必须是最多 {most} 个字符的文本，得到的是 {value}',
  'field/equation': '无法作为矩阵乘积计算：{reason}',
  'field/order': '必须把轴 0 到 {last} 各列出一次，得到的是 {value}',
  'field/list-length': '必须有 {min} 到 {max} 个元素，得到 {count} 个',
  'field/axis-list': '接受一个数，或含 {counts} 个数的列表，得到的列表有 {count} 个',
  'field/set-twice': '{field} 的列表也设置了它；请去掉其中一个',

  // graph
  'graph/unknown-definition': '没有名为 {definition} 的算子或模块；{nearest}',
  'graph/unknown-port': '{node} 没有名为 {port} 的端口；{nearest}',
  'graph/dangling-edge': '连线的末端 {node} 不存在；请删除该连线',
  'graph/across-levels': '连线来自另一层级的 {node}；请删除该连线，改用部件的输入或输出',
  'graph/boundary-inside': '{definition} 属于设计本身；部件内部请使用其自身的输入和输出',
  'graph/cannot-group': '{node} 位于所选项之间的路径上；请一并选中',
  'graph/cannot-ungroup':
    '每个副本都与 {node} 的一个副本共享权重；请先让其中一方使用自己的权重，或让各副本共享权重',
  'graph/nothing-inside': '{definition} 没有自己绘制的内部，但 {node} 位于其中；请把它移出',
  'graph/too-many-items': '副本合计超过 {limit} 项；请减少',
  'graph/too-many-operators': '合计超过 {limit} 个算子；请减少副本',
  'graph/two-edges': '有两条连线在此结束；一个端口只接受一条',
  'graph/cycle': '连线构成环：{chain}；请去掉其中一条',
  'graph/unconnected': '需要连线',
  'graph/no-input': '设计没有 Input；添加一个即可看到尺寸',
  'graph/no-output': '设计没有 Output；添加一个才能编译',
  'graph/input-count': '接受 {expected} 个输入，得到 {count} 个',

  // shared weights
  'weights/unknown-owner': '使用 {owner} 的权重，而它不存在；{nearest}；请选择另一项，或让此项使用自己的权重',
  'weights/loop': '权重的取用构成环：{chain}；请让其中一项使用自己的权重',
  'weights/of-copies':
    '使用 {owner} 的权重，而 {repeat} 的每个副本都有自己的权重；请让各副本共享权重，或选择外部的项',
  'weights/definition':
    '使用 {owner} 的权重，而它的定义不同：是 {expected}，不是 {got}；请选择另一项，或让此项使用自己的权重',
  'weights/field':
    '使用 {owner} 的权重，而它的 {name} 是 {expected}，不是 {got}；请复制它的字段，或让此项使用自己的权重',
  'weights/sizes': '使用 {owner} 的权重，而它的 {name} 是 {expected}；这里的输入需要 {got}',
  'weights/inside': '使用 {owner} 的权重，而它内部的项或连线不同；请使两者一致，或让此项使用自己的权重',
  'own/unknown': '此处没有自有模块 {name}；{nearest}',
  'own/duplicate': '已有自有模块 {name}',
  'own/bad-id': '{id} 不能用于自有模块；应为 own: 加一个不含 / 的名称，最多 200 个字符',
  'own/bad-field':
    '{name} 不能用作 {block} 的字段；以字母开头，其后为字母、数字或 _，最多 64 个；函数不能作名称',
  'own/duplicate-field': '{block} 已有字段 {name}；请换一个名称',
  'own/contains-itself': '{block} 包含自身：{chain}；请取出其中之一',
  'own/in-use': '{block} 正在使用 {count} 次；请先分离这些项，或分离其使用处后删除该模块',
  'own/weights': '使用 {owner} 的权重；在 {block} 内，只有模块本层并列的项才能共享权重',
  'own/not-here': '这属于设计，而不属于模块的绘图',
  'own/not-a-block': '这不是模块的定义：{detail}',
  'own/when': '只有绘制在其他项内部的项才能在某些副本中略去',
  'lanes/nothing-leaves': '没有任何通道组在此输出；请在内部连接输出',
  'weights/twice': '使用 {owner} 的权重，而外围又使用 {other} 的权重；请让其中一方使用自己的权重',

  // shapes
  'shape/channels': '需要 {expected} 个通道，得到 {got} 个',
  'shape/mismatch': '需要{expected}，得到{got}',
  'shape/rank': '需要{expected}，得到{got}',
  'shape/empty-map': '{window} 的窗口放不进 {size} 的特征图',
  'shape/border': '{border} 方式的 {pad} 填充需要大于 {size} 的特征图；每边最多为 {most}',
  'shape/resized-away': '{size} 的特征图以 {factor} 缩放后没有剩余；请选择更大的倍数',
  'shape/empty-window': '膨胀为 {dilation} 的窗口越过了 {size} 的特征图；请减小膨胀、填充或步幅',
  'shape/nothing-left': '{size} 的特征图没有剩余；请减少填充或裁剪',
  'shape/slice': '无法保留 {axis} 从 {start} 到 {end} 的部分，共 {size}；请提前起点或终点',
  'shape/not-like': '无法把 {size} 的{axis}变为 {wanted}；请使用{instead}',
  'shape/not-divisible': '{value} 不能被 {divisor} 整除',
  'shape/split-sum': '各尺寸之和为 {sum}，输入有 {channels} 个通道',
  'shape/groups': '无法把 {channels} 个通道分成 {groups} 组',
  'shape/matmul': '需要能相乘的矩阵，得到 {left} 和 {right}',
  'shape/reshape': '总数为 {sizes} 的尺寸与 {values} 个值不符',
  'shape/shared-weights': '使用共享的权重，因此 {name} 是 {expected}；此输入需要 {got}',
  'shape/too-large': '张量将有 {elements} 个元素',

  // files on disk
  'file/not-found': '没有这个文件',
  'file/not-readable': '无法读取文件：{detail}',
  'file/not-writable': '无法写入文件：{detail}',
  'file/outside-workspace': '位于工作区 {workspace} 之外',
  'file/exists': '文件已存在；请换一个名称或替换它',
  'workspace/none': '这里不能打开或保存文件：{detail}；请用 --workspace 指定文件夹',
  'workspace/read-only': '无法在 {workspace} 中保存：{detail}',
  'data/not-kept': '未能记住最近的文件：{detail}',
  'file/disk-full': '磁盘已满；没有写入任何内容',
  'file/changed': '在这里读取之后，文件已被他人修改；没有写入任何内容',
  'file/owner-changed': '文件现在属于当前用户；系统不允许保留原来的所有者',
  'file/links-split': '该文件另有 {count} 个名称；那里仍是旧内容',
  'file/version-not-kept': '未能保留此次保存之前的内容：{detail}',

  // the journal of unsaved work
  'journal/empty': '此文档没有保留任何内容',
  'journal/no-place': '主文件夹未知，因此编辑只由此窗口保留',
  'journal/newer-version': '保留的工作版本为 {version}，此版 Blockwright 无法读取；请更新 Blockwright',
  'journal/diverged': '另一个窗口已接着编辑此文档；此窗口单独保留自己的工作',
  'journal/open-elsewhere':
    '此文档已在另一个标签页中打开；此标签页与它同步，请在那里修改，或在这里打开另一个文档',
  'journal/too-large': '设计过大，无法随每次编辑记录（{length} 个字符）；请不时保存',
  'journal/gap': '保留的工作到 {last} 为止；其后的内容须重新发送',

  // compiling and running
  'compile/has-problems': '设计有 {count} 个问题；请先解决',
  'compile/too-large': '权重占 {bytes} 字节；超过 {limit} 字节的文件需要外部数据，目前还不支持写入',
  'export/free-size': '其 ONNX 形式只对一个 {dimension} 成立；请固定 {dimension}，或更改此项',
  'export/free-weight': '其权重 {name} 的尺寸随 {dimension} 而变；请固定 {dimension}',
  'export/free-design': '设计只对一个 {dimension} 成立：在 {size} 处，{detail}；请固定 {dimension}',
  'export/free-items': '它只在 {dimension} 的某些取值下存在；请固定 {dimension}',
  'export/unknown-dimension': '{name} 不是可以保持自由的输入尺寸；{nearest}',
  'export/opset': '可写为 opset {least} 到 {most}，文件要求 {opset}；请从中选择',
  'onnx/malformed': '这不是可读的 ONNX 文件：{detail}',
  'onnx/opset': '文件的 opset 为 {opset}；可读取 {least} 至 {most}',
  'onnx/cycle': '文件中的节点循环引用',
  'onnx/missing-tensor': '读取了 {tensor}，而文件中没有它',
  'onnx/input': '输入 {name} 的尺寸不能作为设计的输入',
  'onnx/open-size': '文件未固定输入的 {name}；此处取 {size}',
  'onnx/operators': '文件中的这些算子没有对应的项：{list}',
  'run/memory': '大约需要 {needed} 内存，可用 {available}；请使用更小的输入或批次',
  'run/no-runtime': '没有适用于 {platform} 的 onnxruntime；设计和导出仍可使用',
  'run/device-unavailable': '{device} 在这里不可用：{reason}',
  'run/unknown-input': '--inputs 指定的 {name} 不是设计的输入；{nearest}',
  'run/name-the-input': '设计有多个输入时 --inputs 须写作 name=FILE；这里有 {known}',
  'run/input-sizes': '输入的尺寸为 {expected}，文件中数组的尺寸为 {got}',
  'run/failed': 'onnxruntime 报告：{detail}',
  'run/crashed': '运行进程已停止（{detail}）；设计安然无恙，请重新运行',
  'run/too-many-jobs': '此窗口还有 {limit} 个任务没有结束；请等待，或取消一些',
  'run/cancelled': '已取消',

  // the door between window and services
  'call/invalid': '调用 {call} 的参数有误：{detail}',
  'call/failed': '{call} 失败：{detail}',
  'call/unreachable': 'Blockwright 与其服务断开；会自动重新连接',

  // the command line
  'command/malformed': '{detail}',
  'design/unknown': '没有名为 {name} 的现成网络、模块或文件；{nearest}；presets 列出全部',
  'task/no-features': '{name} 没有说明其 1/4、1/8、1/16 和 1/32 的特征图在哪里，因此不能作为主干网络',
  'task/not-dilated': '{name} 的 {item} 会缩小特征图，无法改用膨胀，而此任务需要；请选择另一个主干网络',
  'task/unknown': '没有名为 {name} 的任务；带 @ 的名称是任务及其主干网络；{nearest}',
  'task/unknown-backbone': '没有名为 {name} 的主干网络；{nearest}',
  'serve/not-built': '应用尚未构建；请运行 npm run build',
  'serve/port-taken': '端口 {port} 不可用（{detail}）；请用 --port 指定另一个',
  'set/unknown': '--set {name}：没有这个变量或字段；{nearest}',
  'set/unknown-item': '--set {name}：没有名为 {item} 的项；{nearest}',
  'set/unknown-call': '--call {name}：没有 {call} 这种调用方式；{nearest}',
  'set/malformed': '--set 须写作 name=value 或 item.field=value，得到的是 {value}',
  'npy/malformed': '这不是 NumPy 保存的数值数组：{detail}',
  'input/malformed': '--input 须写作 1,3,224,224 这样的尺寸，得到的是 {value}',
  'input/several': '--input 设置设计唯一的 Input；这里有 {names}，请在文件中设置它们的尺寸',
};
