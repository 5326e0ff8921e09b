/** What the fields of operators and blocks mean, in Chinese. */
export const fieldHelps: Readonly<Record<string, string>> = {
  'Images per batch.': '每批的图像数。',
  'Colour channels of the image.': '图像的颜色通道数。',
  'Rows.': '行数。',
  'Columns.': '列数。',
  'Sequences per batch.': '每批的序列数。',
  'Values at each step.': '每一步的值的个数。',
  'Steps.': '步数。',
  'Boxes of all images of the batch together.': '批次中所有图像的框合计。',
  'Number of filters.': '卷积核的个数。',
  'Side length of the filter.': '卷积核的边长。',
  'The same along columns; left out, it follows Kernel.': '沿列方向的同一项；省略时跟随卷积核。',
  'Step between windows.': '相邻窗口之间的步长。',
  'The same along columns; left out, it follows Stride.': '沿列方向的同一项；省略时跟随步幅。',
  'half pads (k-1)/2 on each side and wants an odd kernel; same keeps ceil(size/stride); custom pads what Pad says; none pads nothing.':
    'half 在每边填充 (k-1)/2，要求卷积核为奇数；same 保持 ceil(尺寸/步幅)；custom 按填充量填充；none 不填充。',
  'Added on each side under custom padding.': '自定义填充时每边添加的数量。',
  'The same on the left and right; left out, it follows Pad.': '左右两侧的同一项；省略时跟随填充量。',
  'The same at the bottom alone; left out, it follows Pad.': '仅下侧的同一项；省略时跟随填充量。',
  'The same at the right alone; left out, it follows Pad width.': '仅右侧的同一项；省略时跟随填充量宽度。',
  'Step between taps.': '卷积核相邻采样点之间的步长。',
  'The same along columns; left out, it follows Dilation.': '沿列方向的同一项；省略时跟随膨胀。',
  'Independent parts of the channels; as many as channels is a depthwise convolution.':
    '通道的独立部分；与通道数相同即为深度卷积。',
  'Adds one learned number per filter; off when a norm follows.':
    '每个卷积核加一个可学习的数；其后有归一化时关闭。',
  'Brings the weights of each filter to mean 0 and variance 1 before they are used, with 1e-6 added to the variance.':
    '使用前把每个卷积核的权重变为均值 0、方差 1，方差加 1e-6。',
  'What the padding holds: zeros, the map mirrored (reflect), its edge repeated (replicate), or its other side (circular).':
    '填充的内容：零（zeros）、镜像的特征图（reflect）、重复的边缘（replicate）或另一侧（circular）。',
  'Step between the spread windows.': '展开的窗口之间的步长。',
  'custom cuts off what Pad says; same makes the result stride times as large, as TensorFlow and SAME_UPPER of ONNX do; none cuts nothing off.':
    'custom 按填充量裁去；same 使结果为步幅倍大，同 TensorFlow 和 ONNX 的 SAME_UPPER；none 不裁剪。',
  'Cut off the result on each side under custom padding.': '自定义填充时从结果每边裁去的数量。',
  'Added at the far side, less than the stride; same padding adds what is missing by itself.':
    '在远端添加的数量，小于步幅；same 填充会自行补足。',
  'The same along columns; left out, it follows Output padding.': '沿列方向的同一项；省略时跟随输出填充。',
  'Parts of the input channels that move apart from each other.': '各自独立移动的输入通道部分。',
  'Weighs each value that is read by a number of a second input, as version 2 does.':
    '用第二个输入的数对每个读取的值加权，同第 2 版。',
  'Adds one learned number per filter.': '每个卷积核加一个可学习的数。',
  'Multiplies every gain, by what the activation ahead takes from the spread of values: 1.7139588594436646 for ReLU.':
    '把每个增益乘以之前的激活使值的离散程度减小的倍数：ReLU 为 1.7139588594436646。',
  'Fills the gains with zeros instead of ones, so that a fresh branch adds nothing.':
    '增益以零而非一填充，使新的分支不增加任何内容。',
  'Added to the variance before the root is taken.': '开方之前加到方差上的数。',
  'Parts of the channels; those of one part share the kernel of a position.':
    '通道的部分；同一部分共用一个位置的核。',
  'The same at the far end alone; left out, it follows Pad.': '仅远端的同一项；省略时跟随填充量。',
  'Scale and shift are not trained either, so they count as buffers, as in detectors.':
    '缩放和平移也不训练，因此计为缓冲区，同检测器中的做法。',
  'Scales and shifts each channel by learned numbers afterwards.': '之后用可学习的数对每个通道做缩放和平移。',
  'Share of a new batch in the running mean and variance; it matters in training alone.':
    '新批次在滑动均值和方差中的占比；只在训练时有影响。',
  'The values that are brought to one scale: the channels of a position, or those along the last axis.':
    '变为同一尺度的值：一个位置的各通道，或沿最后一轴的值。',
  'Groups of channels; one is a layer norm over the whole image.': '通道组；一组即整幅图像的层归一化。',
  'Channels of the neighbourhood, an odd number.': '邻域的通道数，为奇数。',
  'Weight of the mean square, in millionths.': '均方的权重，以百万分之一计。',
  'Exponent of the strength, in hundredths.': '强度的指数，以百分之一计。',
  'Added to the weighted mean square.': '加到加权均方上的数。',
  'The values that are brought to one length: the channels of a position, or those along the last axis.':
    '变为同一长度的值：一个位置的各通道，或沿最后一轴的值。',
  'What a length counts as at least, so that zeros stay zeros.': '长度至少按此计，使零保持为零。',
  'Scales each channel by a learned number afterwards.': '之后把每个通道乘以一个可学习的数。',
  'Added to the mean square before the root is taken.': '开方之前加到均方上的数。',
  'Slope for negative values, in hundredths.': '负值的斜率，以百分之一计。',
  'One slope for all channels.': '所有通道共用一个斜率。',
  'The exact one with erf, or the approximation with tanh.': '用 erf 的精确形式，或用 tanh 的近似。',
  'The least value that is kept.': '保留的最小值。',
  'The largest value that is kept.': '保留的最大值。',
  'What negative values tend to, without its sign.': '负值趋向的极限，不带符号。',
  'The larger, the closer to a ReLU.': '越大越接近 ReLU。',
  'What is cut into two halves: the channels, or the last axis.': '切成两半的内容：通道，或最后一轴。',
  'The values that add up to 1: those of all channels, or those along the last axis.':
    '总和为 1 的值：所有通道的值，或沿最后一轴的值。',
  'Side length of the window.': '窗口的边长。',
  'Added on each side under custom padding; at most half the kernel.':
    '自定义填充时每边添加的数量；至多为卷积核的一半。',
  'Keeps a last window that hangs over the edge.': '保留超出边缘的最后一个窗口。',
  'Also gives the place of each maximum in the map of its channel, row after row, as max unpool takes it.':
    '还给出每个最大值在其通道特征图中的位置，逐行计数，供 max unpool 使用。',
  'Padded zeros count into the average.': '填充的零计入平均值。',
  'Power of the norm, taken of the sizes of the values: 1 adds them up, 2 is the root of their squares.':
    '范数的幂，对值的绝对值而言：1 为求和，2 为平方和的平方根。',
  'Rows of the result, whatever the size of the map; in.height keeps those of the map.':
    '结果的行数，与特征图大小无关；in.height 保持特征图的行数。',
  'Columns of the result, whatever the size of the map; in.width keeps those of the map.':
    '结果的列数，与特征图大小无关；in.width 保持特征图的列数。',
  'Adds an input, like, whose sizes the other fields may name: like.height, or height of like.':
    '增加一个输入 like，其他字段可引用它的尺寸：like.height，即 like 的高度。',
  'The size that follows from the window, or that of a third input, as where the pool left rows over.':
    '由窗口推出的尺寸，或第三个输入的尺寸，用于池化有剩余行的情形。',
  'Side length of the window of the pool.': '池化窗口的边长。',
  'Step between the windows of the pool.': '池化窗口之间的步长。',
  'Rows and columns that the pool added on each side.': '池化在每边添加的行数和列数。',
  'The same along columns; left out, it follows Pad.': '沿列方向的同一项；省略时跟随填充量。',
  'Rows and columns of each small map.': '每个小特征图的行数和列数。',
  'Pixels of the image between neighbouring positions of the map.': '特征图相邻位置之间的图像像素数。',
  'Samples along each side of a bin; 0 takes one for every position that the bin covers.':
    '每个分箱每边的采样数；0 表示分箱覆盖的每个位置各取一个。',
  'Moves boxes by half a position, so that they meet pixel centres.': '把框移动半个位置，使其对准像素中心。',
  'Levels that regions were cut out of, the finest first.': '从中截取区域的层级，最细的在前。',
  'Pixels of the image between neighbouring positions of the finest level; each next one has twice as many.':
    '最细层级相邻位置之间的图像像素数；其后每级加倍。',
  'A box goes to the coarsest level on which its side is at least this many positions.':
    '框归入其边长至少有这么多位置的最粗层级。',
  'Rows of the matrix.': '矩阵的行数。',
  'Adds one learned number per output.': '每个输出加一个可学习的数。',
  'Takes tensors of any rank and works along their last axis, as after a permute.':
    '接受任意阶的张量，沿最后一轴计算，例如置换之后。',
  'The second factor lies on its side, as the keys of attention do.': '第二个因子是转置的，如注意力的键。',
  'A letter for each axis of both factors and of the product, such as bhid,bhjd->bhij.':
    '两个因子和乘积的每个轴各用一个字母，例如 bhid,bhjd->bhij。',
  'Units of each direction, which are its channels of the output.': '每个方向的单元数，即输出的通道数。',
  'forward reads from the first step on, reverse from the last; both does both with weights of their own, and puts the forward channels first.':
    'forward 从第一步读起，reverse 从最后一步读起；both 以各自的权重两者都做，正向的通道在前。',
  'Adds two learned numbers to each gate, as PyTorch does: one beside the step, one beside the state.':
    '每个门加两个可学习的数，同 PyTorch：一个与当前步相伴，一个与状态相伴。',
  'How many tensors.': '张量的个数。',
  'The power.': '幂次。',
  'What becomes one value: the map of each channel, the channels of each position, or the axes given below.':
    '合成一个值的内容：每个通道的特征图、每个位置的各通道，或下面给出的轴。',
  'Which axes, where these are given: 1 the channels, 2 the rows, 3 the columns; the batch stays.':
    '给出的轴：1 为通道，2 为行，3 为列；批次保留。',
  'The axes stay, with size 1; otherwise they go, and a map becomes a vector.':
    '保留各轴，尺寸为 1；否则去掉，特征图变为向量。',
  'Side length of a window.': '窗口的边长。',
  'The same along columns; left out, it follows Window.': '沿列方向的同一项；省略时跟随窗口。',
  'Rows or columns by which the map is rolled towards its start before it is cut.':
    '切分之前特征图向起始端循环移动的行数或列数。',
  'The same along columns; left out, it follows Shift.': '沿列方向的同一项；省略时跟随移位。',
  'Windows along rows and along columns.': '沿行和沿列的窗口数。',
  'The same along columns; left out, it follows Windows.': '沿列方向的同一项；省略时跟随窗口数。',
  'Rows of the window.': '窗口的行数。',
  'Columns of the window.': '窗口的列数。',
  'Channels of each part; they add up to the input.': '各部分的通道数；合计等于输入。',
  'Number of tensors to join.': '要拼接的张量数。',
  'What adds up.': '相加的内容。',
  'Sizes without the batch; none for a single number.': '不含批次的各尺寸；不填则为单个数。',
  'What a fresh tensor holds.': '新张量的内容。',
  'Standard deviation where it is filled from a normal distribution.': '以正态分布填充时的标准差。',
  'Largest size of a value where it is filled from a uniform distribution.':
    '以均匀分布填充时值的最大绝对值。',
  'One number for all places, or one for each in order, the last size first. An expression such as 1/sqrt(d) may stand for any.':
    '所有位置共用一个数，或按顺序每个位置一个，最后的尺寸在前。可以使用 1/sqrt(d) 这样的表达式。',
  'What is taken from the other tensor: its batch alone, or all of its sizes.':
    '从另一个张量取用的内容：仅其批大小，或全部尺寸。',
  'What is counted.': '计数的对象。',
  'How many are dropped before the first one that is kept.': '保留的第一个之前丢弃的个数。',
  'How many are kept.': '保留的个数。',
  'Keeps all from the start on, whatever the size says.': '从起点起全部保留，无论尺寸为何。',
  'Groups whose channels are mixed; the channels divide into them.': '混洗通道的组数；通道数能被它整除。',
  'nearest repeats values, nearest-exact those nearest to pixel centres; bilinear and bicubic blend between pixel centres, as half_pixel says; with -corners the corner pixels stay in place, as align_corners says.':
    'nearest 重复值，nearest-exact 取最接近像素中心的值；bilinear 和 bicubic 在像素中心之间插值，即 half_pixel；带 -corners 时角上的像素不动，即 align_corners。',
  'A multiple of the map, a size, or the size of a second input.':
    '特征图的倍数、给定的尺寸，或第二个输入的尺寸。',
  'Rows and columns are multiplied by it where the map goes to a factor.': '按倍数缩放时行与列所乘的数。',
  'The same along columns; left out, it follows Factor.': '沿列方向的同一项；省略时跟随倍数。',
  'Rows of the result where it goes to a size.': '指定尺寸时结果的行数。',
  'Columns of the result where it goes to a size.': '指定尺寸时结果的列数。',
  'Divides the factor: 3 and 2 make a map 1.5 times as large, rounded down.':
    '倍数的除数：3 和 2 使特征图变为 1.5 倍，向下取整。',
  'The same along columns; left out, it follows Divisor.': '沿列方向的同一项；省略时跟随除数。',
  'Steps by what the rounded sizes come to instead of the factor, as recompute_scale_factor does.':
    '按取整后尺寸得到的比例而非倍数步进，即 recompute_scale_factor。',
  'Side length of the square of positions that becomes channels, or that channels become.':
    '变为通道的位置方块的边长，或由通道变成的方块的边长。',
  'CRD keeps the channels of a square together, as pixel shuffle does; DCR keeps those of a position together.':
    'CRD 使一个方块的通道相邻，同 pixel shuffle；DCR 使一个位置的通道相邻。',
  'Rows added above.': '在上方添加的行数。',
  'Rows added below.': '在下方添加的行数。',
  'Columns added on the left.': '在左侧添加的列数。',
  'Columns added on the right.': '在右侧添加的列数。',
  'Channels added before the first.': '在第一个通道之前添加的通道数。',
  'Channels added after the last.': '在最后一个通道之后添加的通道数。',
  'constant adds one number; reflect mirrors the map without repeating its edge; replicate repeats the edge; circular goes on at the other side.':
    'constant 添加一个数；reflect 镜像特征图而不重复边缘；replicate 重复边缘；circular 从另一侧接续。',
  'The number that constant adds.': 'constant 添加的数。',
  'Rows dropped above.': '上方丢弃的行数。',
  'Columns dropped on the left.': '左侧丢弃的列数。',
  'Rows that are kept.': '保留的行数。',
  'Columns that are kept.': '保留的列数。',
  'Sizes after the batch, outermost first; a 0 takes what is left. in.height stands for that of the input.':
    '批次之后的各尺寸，最外层在前；0 取剩余的部分。in.height 代表输入的高度。',
  'The first size is that of the batch; otherwise the batch stays as it is.':
    '第一个尺寸是批次的；否则批次保持不变。',
  'For each axis of the result, the axis it is taken from; 0 is the batch.':
    '结果的每个轴取自哪个轴；0 为批次。',
  'How often a part is dropped while training, in thousandths.': '训练时丢弃的频率，以千分之一计。',
  'Whether each image of the batch is drawn for on its own, or all as one.':
    '批次中每幅图像分别抽取，还是全部一起。',
  'Boxes kept for each image; places that are not needed are zero.': '每幅图像保留的框数；不需要的位置为零。',
  'A box goes when its intersection over union with a stronger one is above this, in thousandths.':
    '与更强的框的交并比超过此值的框被去掉，以千分之一计。',
  'Boxes whose score is not above this are dropped first, in thousandths.':
    '得分不超过此值的框先被丢弃，以千分之一计。',
  'How many groups the channels are cut into.': '通道切成的组数。',
  'Channels of each group.': '每组的通道数。',
  'Side length of every filter; odd, so that padding keeps the size.':
    '每个卷积核的边长；为奇数，使填充后尺寸不变。',
  'Which half of an odd number of channels goes on to the next group; the other half goes to the output.':
    '通道数为奇数时哪一半传给下一组；另一半输出。',
  'Step between the taps of each filter; 1 is an ordinary convolution.':
    '每个卷积核采样点之间的步长；1 为普通卷积。',
  'What follows each convolution; frozen is a batch norm that is not trained, as in detectors; folded one that went into weights and biases, as in an exported network.':
    '每个卷积之后的归一化；frozen 为不训练的批归一化，同检测器中的做法；folded 为已并入权重与偏置的归一化，同导出的网络。',
  'What follows each norm.': '每个归一化之后的激活。',
  'Independent parts of each convolution; w counts the channels of all of them.':
    '每个卷积的独立部分；w 为所有部分合计的通道数。',
  'Step of every window.': '每个窗口的步长。',
  'Which group is pooled.': '哪一组做池化。',
  'Inner width of the bottleneck; it leaves four times as many channels.':
    '瓶颈的内部宽度；输出通道为其四倍。',
  'Step of the first copy; 2 halves rows and columns.': '首个副本的步长；2 使行与列减半。',
  'The first copy of a stage changes channels and size, and its shortcut is a projection.':
    '阶段的首个副本改变通道和尺寸，其捷径为投影。',
  'What opens a stage: parallel groups always (stage), only where it strides (strided), or one convolution where it strides (conv).':
    '阶段如何开启：总用并行组（stage），仅在步进处（strided），或在步进处用一个卷积（conv）。',
  'How the first copy reduces its shortcut: an average pool before a 1 × 1 convolution, a strided one, one of 3 × 3, or no weights: every stride-th position with channels of zeros around.':
    '首个副本如何缩小捷径：1 × 1 卷积之前的平均池化、带步幅的卷积、3 × 3 卷积，或不用权重：每隔步幅取一个位置并在两侧补零通道。',
  'What weighs the channels before the addition: squeeze-and-excitation, ECA, or CBAM, which weighs positions too.':
    '加法之前对通道加权的方式：挤压激励、ECA，或 CBAM，后者也对位置加权。',
  'Channels of both convolutions; as many leave the block.': '两个卷积的通道数；输出通道与之相同。',
  'The first copy projects its shortcut; off where the stage keeps size and channels.':
    '首个副本对捷径做投影；阶段保持尺寸和通道时关闭。',
  'Copies of the block.': '块的副本数。',
  'Keeps the size: filters of the copies after the first step wider by the stride that is left out.':
    '保持尺寸：首个副本之后的卷积核按省去的步幅膨胀。',
  'In a dilated stage the filters of the first copy step wider too, as in PSPNet; otherwise they keep theirs.':
    '在膨胀的阶段中首个副本的卷积核也膨胀，同 PSPNet；否则保持原样。',
  'Adds one learned number per filter; on in the public code.':
    '每个卷积核加一个可学习的数；公开代码中为开。',
  'Inner channels for each 64 planes and group: 64 for ResNet, 128 for Wide ResNet, 4 for ResNeXt 32 × 4d.':
    '每 64 个基准通道和每组的内部通道数：ResNet 为 64，Wide ResNet 为 128，ResNeXt 32 × 4d 为 4。',
  'Independent parts of the k × k convolution: 1 for ResNet, 32 for ResNeXt.':
    'k × k 卷积的独立部分：ResNet 为 1，ResNeXt 为 32。',
  'Maps that are kept side by side, the finest first; each next one is half as fine and twice as wide.':
    '并排保留的特征图，最细的在前；其后每个分辨率减半、宽度加倍。',
  'Channels of the finest map.': '最细特征图的通道数。',
  'Basic blocks on each map before the maps are fused.': '融合之前每个特征图上的基本块数。',
  'Only the finest map is fused and leaves, as in front of heads that read no other.':
    '只融合并输出最细的特征图，用于不读取其他特征图的输出头之前。',
  'Modules one after another.': '依次排列的模块数。',
  'The last module leaves the finest map alone.': '最后一个模块只输出最细的特征图。',
  'Adds one learned number per filter of the 1 × 1 convolution; off when a norm follows.':
    '1 × 1 卷积的每个卷积核加一个可学习的数；其后有归一化时关闭。',
  'Channels that leave the block.': '块的输出通道数。',
  'Rows and columns are multiplied by it.': '行与列所乘的倍数。',
  '3 × 3 convolutions ahead.': '之前的 3 × 3 卷积数。',
  'Channels of each convolution.': '每个卷积的通道数。',
  'Adds one learned number per filter; usual where no norm follows.':
    '每个卷积核加一个可学习的数；没有归一化时通常使用。',
  'What follows each convolution; group takes mean and variance of runs of channels, 32 runs in all.':
    '每个卷积之后的归一化；group 对连续的通道段取均值和方差，共 32 段。',
  'Step of the spatial filters; 2 halves rows and columns.': '空间卷积核的步长；2 使行与列减半。',
  'Convolutions of the full kernel beside one another, in training.': '训练时并排的完整卷积核的卷积数。',
  'A branch of one tap for each channel of a group, in training.': '训练时每组每个通道一个采样点的分支。',
  'A norm of the input, in training, where size and channels stay.':
    '训练时对输入做归一化的分支，尺寸和通道不变时可用。',
  'training has a convolution and a norm for each branch; deploy the one convolution with bias that they come to.':
    'training 的每个分支有一个卷积和归一化；deploy 为它们合并成的一个带偏置的卷积。',
  'Where the map stands in what is made of it: in its centre, at the top left, or at the bottom right.':
    '特征图在结果中的位置：中央、左上或右下。',
  'What stands around the map, as for Pad: zeros, or what the map itself holds.':
    '特征图周围的内容，同填充：零，或特征图自身的内容。',
  'Where the window lies: in the centre, at the top left, or at the bottom right.':
    '窗口的位置：中央、左上或右下。',
  'How values come between those of the map, as for Resize.': '特征图各值之间如何插值，同缩放。',
  'Copies of what is drawn inside, one after another.': '内部所绘内容的副本数，依次排列。',
  'All copies run with the weights of the first, as a cell does that is used again.':
    '所有副本使用首个副本的权重，如反复使用的单元。',
  'Which convolution strides: the k × k as in torchvision (V1.5), or the first 1 × 1 as first published (V1).':
    '哪个卷积带步幅：k × k（同 torchvision，V1.5），或第一个 1 × 1（最初发表的 V1）。',
  'Channels inside; four times as many leave.': '内部通道数；输出通道为其四倍。',
  'That of the values that are expected to come in; these are divided by its root.':
    '预期输入值的方差；输入除以其平方根。',
  'What the branch is multiplied by before the addition.': '加法之前分支所乘的数。',
  'Which branches it has: a for the finest maps, b with 1 × 7 and 7 × 1 filters, c with 1 × 3 and 3 × 1.':
    '有哪些分支：a 用于最细的特征图，b 含 1 × 7 和 7 × 1 卷积核，c 含 1 × 3 和 3 × 1。',
  'way sets blocks with weights of their own side by side; poly runs one on its own result, with norms of its own each time.':
    'way 并排放置各有权重的块；poly 让一个块作用于自身的结果，每次使用各自的归一化。',
  'How many terms are added to the input.': '加到输入的项数。',
  'What each term is multiplied by before the addition; at 1 nothing is.':
    '加法之前每一项所乘的数；为 1 则不乘。',
  'Channels of every convolution; as many leave the block.': '每个卷积的通道数；输出通道与之相同。',
  'Channels of each group of the k × k convolution; it divides the width.':
    'k × k 卷积每组的通道数；宽度能被它整除。',
  'Weighs the channels after the k × k convolution, with a quarter of the input’s channels between: RegNetY.':
    '在 k × k 卷积之后对通道加权，中间为输入通道的四分之一：RegNetY。',
  'Side length of the depthwise filters; odd.': '深度卷积核的边长；为奇数。',
  'How many times as wide the activation is as the block.': '激活处的宽度是块宽度的多少倍。',
  'Step of the layer before the first copy; 2 halves rows and columns.':
    '首个副本之前的层的步长；2 使行与列减半。',
  'A norm and a strided convolution come before the first copy; off where the stage keeps size and channels.':
    '首个副本之前有归一化和带步幅的卷积；阶段保持尺寸和通道时关闭。',
  'Multiplies each channel by a learned number before the addition.':
    '加法之前把每个通道乘以一个可学习的数。',
  'A global response norm follows the activation, as in the second ConvNeXt.':
    '激活之后有全局响应归一化，同 ConvNeXt 第二版。',
  'What widens and narrows: linear layers with the channels last, or 1 × 1 convolutions; their counts are equal.':
    '加宽和收窄的方式：通道在末尾的线性层，或 1 × 1 卷积；两者的计数相等。',
  'What follows the widening layer.': '加宽层之后的激活。',
  'How many times as narrow as its input the block is inside.': '块内部比输入窄多少倍。',
  'Blocks one after another.': '依次排列的块数。',
  'How many times as wide as the result the map is that is split.': '拆分的特征图的宽度是结果的多少倍。',
  'Channels of each separable convolution; as many leave as the last has.':
    '每个可分离卷积的通道数；输出通道为最后一个的。',
  'Step of the block; 2 halves rows and columns.': '块的步长；2 使行与列减半。',
  'What steps: a max pool behind the convolutions, or the last convolution.':
    '步进的方式：卷积之后的最大池化，或最后一个卷积。',
  'What is added: the input, its projection to the size and width of the result, or nothing.':
    '相加的内容：输入、投影到结果尺寸和宽度的输入，或没有。',
  'Ahead of every separable convolution, of all but the first, or behind every norm.':
    '位于每个可分离卷积之前、除第一个外的各个之前，或每个归一化之后。',
  'A norm stands between the two parts of a separable convolution too.': '可分离卷积的两部分之间也有归一化。',
  'Which activation it is.': '使用哪种激活。',
  'Channels of the first two convolutions.': '前两个卷积的通道数。',
  'Channels of the path that is added to.': '相加路径的通道数。',
  'Channels that each block adds to the path that is joined.': '每个块加到拼接路径的通道数。',
  'Independent parts of the 3 × 3 convolution.': '3 × 3 卷积的独立部分。',
  'One last convolution for each path in place of one whose channels are split, as in DPN-68b.':
    '每条路径各用一个最后的卷积，代替拆分通道的一个卷积，同 DPN-68b。',
  'What stands ahead of each convolution.': '每个卷积之前的内容。',
  'Makes the two paths of one map by a projection.': '用投影从一个特征图生成两条路径。',
  'What the convolved map is multiplied by before the addition; at 1 nothing is.':
    '加法之前卷积结果所乘的数；为 1 则不乘。',
  'What follows the first convolution.': '第一个卷积之后的激活。',
  'Channels that leave the block; they are set apart from its inner width.':
    '块的输出通道数；与内部宽度分开设定。',
  'Groups inside; 1 is an ordinary bottleneck, more a Res2Net module.':
    '内部的组数；1 为普通瓶颈，更多则为 Res2Net 模块。',
  'The first block of a tree steps, and its groups do not feed one another.':
    '树的第一个块步进，其各组互不相连。',
  'The first block of a tree steps.': '树的第一个块步进。',
  'Maps that are joined.': '拼接的特征图数。',
  'Channels that leave the root.': '根的输出通道数。',
  'Adds the first input to the result.': '把第一个输入加到结果。',
  'Levels of the tree: each one doubles its blocks, of which one level has two.':
    '树的层级数：每级使块数加倍，一级有两个块。',
  'bottleneck narrows to groups; basic is two k × k convolutions, for which w, s and cardinality do not matter.':
    'bottleneck 收窄到各组；basic 为两个 k × k 卷积，与 w、s 和基数无关。',
  'The shortcut of the first block is a 1 × 1 projection; off where the tree keeps the channels.':
    '第一个块的捷径为 1 × 1 投影；树保持通道时关闭。',
  'The last root joins the input of the tree too, pooled where the tree steps.':
    '最后的根还拼接树的输入，树步进时先池化。',
  'Each root adds its last block to its result.': '每个根把其最后一个块加到结果。',
  'Maps that leave the module.': '模块的输出特征图数。',
  'One map in this many comes from the ordinary convolution, the others from cheap depthwise ones.':
    '每这么多个特征图中有一个来自普通卷积，其余来自廉价的深度卷积。',
  'Side length of the depthwise filters.': '深度卷积核的边长。',
  'Step of the primary convolution.': '主卷积的步长。',
  'Step between the taps of the primary filters.': '主卷积核采样点之间的步长。',
  'Length of the filters along rows and columns of the halved map; odd.':
    '减半的特征图上沿行与列的卷积核长度；为奇数。',
  'Maps between the two Ghost modules.': '两个 Ghost 模块之间的特征图数。',
  'Side length of the depthwise filters between the modules and in the shortcut.':
    '模块之间和捷径中深度卷积核的边长。',
  'Step of the depthwise filters; 2 halves rows and columns.': '深度卷积核的步长；2 使行与列减半。',
  'A depthwise filter between the modules at stride 1 too: it stays where a network is dilated instead of strided.':
    '步幅为 1 时模块之间也有深度卷积：网络以膨胀代替步幅时保留它。',
  'Step between the taps of the depthwise filters.': '深度卷积核采样点之间的步长。',
  'Weighs the channels between the modules by squeeze-and-excitation.': '用挤压激励对模块之间的通道加权。',
  'Channels inside the squeeze-and-excitation.': '挤压激励内部的通道数。',
  'Weighs the maps of the first module by attention along rows and columns, as in GhostNetV2.':
    '用沿行与列的注意力对第一个模块的特征图加权，同 GhostNetV2。',
  'What follows both parts of the first module.': '第一个模块两部分之后的激活。',
  'Weighs the maps by attention along rows and columns, as in GhostNetV2.':
    '用沿行与列的注意力对特征图加权，同 GhostNetV2。',
  'Channels between the two convolutions.': '两个卷积之间的通道数。',
  'What turns the scores of the second convolution into weights between 0 and 1.':
    '把第二个卷积的得分变为 0 到 1 之间权重的函数。',
  'Channels that each gate is read from; odd, so that every channel has as many on both sides.':
    '每个门控读取的通道数；为奇数，使每个通道两侧的通道数相等。',
  'Adds one learned number per filter of the two layers that score channels.':
    '给通道打分的两层的每个卷积核加一个可学习的数。',
  'Side length of the filter that scores positions; odd.': '给位置打分的卷积核的边长；为奇数。',
  'What follows the convolution that scores positions.': '给位置打分的卷积之后的归一化。',
  'Side length of the windows; odd.': '窗口的边长；为奇数。',
  'Step between windows; the kernels are made of the averaged map.':
    '窗口之间的步长；核由平均后的特征图生成。',
  'How many times narrower the layer is that makes the kernels.': '生成核的层收窄的倍数。',
  'Channels that share a kernel.': '共用一个核的通道数。',
  'Banks of filters that are mixed.': '混合的卷积核组数。',
  'Adds a tensor to the scores, as a table of relative positions; it comes as an input.':
    '给得分加上一个张量，如相对位置表；由输入给出。',
  'Adds a mask to the scores of each window of an image; it comes as an input.':
    '给图像每个窗口的得分加上掩码；由输入给出。',
  'What the scores are divided by the root of: the channels of a head, or those of all heads as in MaxViT.':
    '得分除以什么的平方根：一个头的通道数，或像 MaxViT 那样所有头的通道数。',
  'Scores are cosines times a learned number for each head, as in Swin V2.':
    '得分为余弦乘以每头一个可学习的数，同 Swin V2。',
  'A linear layer mixes the scores of all heads ahead of the softmax, another the weights behind it, as in CaiT.':
    '在 softmax 之前用一个线性层混合所有头的得分，之后用另一个混合权重，同 CaiT。',
  "What counting tools see of it: torch's MultiheadAttention called by keywords, functions as torchvision's Swin, einsums as its MaxViT, or layers as timm. It computes the same.":
    '统计工具看到的形式：以关键字调用的 torch MultiheadAttention、同 torchvision Swin 的函数、同其 MaxViT 的 einsum，或同 timm 的层。计算结果相同。',
  'Parts of the channels that attend each on their own.': '各自独立做注意力的通道部分。',
  'Adds learned numbers to queries, keys and values.': '给查询、键和值加上可学习的数。',
  'Scores are cosines times a learned number for each head, and keys have no bias, as in Swin V2.':
    '得分为余弦乘以每头一个可学习的数，键没有偏置，同 Swin V2。',
  'What stands between the two linear layers.': '两个线性层之间的激活。',
  'Multiplies what is added to the input by a learned number for each channel.':
    '把加到输入的内容乘以每通道一个可学习的数。',
  'Scores are cosines, and two linear layers make what is added to them of distances, as in Swin V2.':
    '得分为余弦，由两个线性层从距离生成要加的内容，同 Swin V2。',
  'Holds a number for each pair of positions, as files do whose exporter laid the table of distances out.':
    '每对位置各存一个数，如导出时已把距离表展开的文件那样。',
  'Norms what the linear layer leaves and not what it reads, as in Swin V2.':
    '对线性层的输出而非输入做归一化，同 Swin V2。',
  'Norms what attention and linear layers leave and not what they read, and attends by cosines, as Swin V2 does.':
    '对注意力和线性层的输出而非输入做归一化，并以余弦做注意力，同 Swin V2。',
  'Moves the windows by half of their sides, so that they reach over those of the block before.':
    '把窗口移动半个边长，使其跨越前一个块的窗口。',
  'Halves rows and columns before the first block; off where the stage keeps size and channels.':
    '第一个块之前行与列减半；阶段保持尺寸和通道时关闭。',
  'Rows and columns of a window or grid; they divide those of the map.':
    '窗口或网格的行数和列数；特征图的尺寸能被它整除。',
  'Takes positions that lie evenly over the whole map, in place of neighbours.':
    '取在整个特征图上均匀分布的位置，而不是相邻的位置。',
  'How many times as wide as its output the block is inside.': '块内部的宽度是其输出的多少倍。',
  'What follows the first two convolutions.': '前两个卷积之后的激活。',
  'Side length of the patches that become one key and value; 1 leaves the convolution out.':
    '合成一个键和值的图块的边长；1 表示不用该卷积。',
  'Channels of a position.': '一个位置的通道数。',
  'Side length of a patch; odd, so that padding keeps its middle.': '图块的边长；为奇数，使填充后中心不变。',
  'Step from a patch to the next.': '相邻图块之间的步长。',
  'Maps that are added up.': '相加的特征图数。',
  'Channels between the two convolutions that make the weights.': '生成权重的两个卷积之间的通道数。',
  'Independent parts of both convolutions: the cardinality of ResNeSt.':
    '两个卷积的独立部分：ResNeSt 的基数。',
  'Each filter reads half of the channels; off, both read all of them as in the paper.':
    '每个卷积核读取一半通道；关闭时读取全部，同论文。',
  'Side length of the filters of the second convolution.': '第二个卷积的卷积核边长。',
  'Maps that each group convolves to, of which attention makes one.':
    '每组卷积成的特征图数，由注意力合成一个。',
  'Where an average pool of 3 × 3 takes the step of the first copy: before or after the attention, or nowhere.':
    '3 × 3 平均池化在何处承担首个副本的步长：注意力之前、之后，或不用。',
  'A quarter of the channels that leave the bottleneck.': '瓶颈输出通道的四分之一。',
  'Where the channels stand: behind the batch, or on the last axis.': '通道的位置：批次之后，或最后一轴。',
  'Added to the mean of the lengths.': '加到长度均值上的数。',
  'Side length of the average pool; odd.': '平均池化的边长；为奇数。',
  'What follows the widening convolution.': '加宽卷积之后的激活。',
  'Features between the two linear layers that mix tokens.': '混合 token 的两个线性层之间的特征数。',
  'Features between the two linear layers that mix channels.': '混合通道的两个线性层之间的特征数。',
  'Side length of the spatial filters; odd, so that padding keeps the size.':
    '空间卷积核的边长；为奇数，使填充后尺寸不变。',
  'How wide the block is inside: a multiple of its input, or channels of their own.':
    '块内部的宽度：输入的倍数，或单独给出的通道数。',
  'How many times as wide as its input the block is inside; at 1 nothing is widened.':
    '块内部的宽度是其输入的多少倍；为 1 则不加宽。',
  'Channels inside where the expansion is given as channels.': '扩展以通道数给出时的内部通道数。',
  'How the filters are padded: alike on both sides, or as TensorFlow does, the odd row and column at the far side.':
    '卷积核如何填充：两侧相同，或同 TensorFlow，多余的行与列在远端。',
  'Whether the channels are weighed, and by how many reduced channels: a quarter of the input, or channels of their own.':
    '是否对通道加权，以及缩减后的通道数：输入的四分之一，或单独给出的通道数。',
  'Channels inside the squeeze where they are given as channels.': '以通道数给出时挤压内部的通道数。',
  'What follows each norm but the last.': '除最后一个外每个归一化之后的激活。',
  'Channels of a position inside the encoder.': '编码器内部一个位置的通道数。',
  'Side length of the patches; a map that they do not fit is resized to one that they do.':
    '图块的边长；特征图与之不符时缩放到相符的尺寸。',
  'What follows each norm, and inside the encoder.': '每个归一化之后以及编码器内部的激活。',
  'What stands between the two convolutions.': '两个卷积之间的激活。',
  'What follows the depthwise convolution, and inside the encoder.': '深度卷积之后以及编码器内部的激活。',
  'Weighs the channels by squeeze-and-excitation with a norm, to a twelfth of them.':
    '用带归一化的挤压激励对通道加权，缩减到十二分之一。',
  'Adds the input to as many channels; off where the block steps.': '把输入加到同样多的通道；块步进时关闭。',
  'Channels of each branch; twice as many leave the unit.': '每个分支的通道数；单元输出为其两倍。',
  'Step of the unit that opens a stage; 2 halves rows and columns.': '开启阶段的单元的步长；2 使行与列减半。',
  'Both branches convolve the whole input, so channels and size may change; else the input is cut in halves.':
    '两个分支都对整个输入做卷积，因此通道和尺寸可以改变；否则输入切成两半。',
  'Channels of the 1 × 1 branch.': '1 × 1 分支的通道数。',
  'Channels of the reduction ahead of 3 × 3.': '3 × 3 之前缩减的通道数。',
  'Channels of the 3 × 3 branch.': '3 × 3 分支的通道数。',
  'Channels of the reduction ahead of k × k.': 'k × k 之前缩减的通道数。',
  'Channels of the k × k branch.': 'k × k 分支的通道数。',
  'Channels of the projection of the pool.': '池化投影的通道数。',
  'Side length of the filters of the third branch: 3 in torchvision, 5 in the paper.':
    '第三个分支的卷积核边长：torchvision 为 3，论文为 5。',
  'Channels of the reduction ahead of two 3 × 3.': '两个 3 × 3 之前缩减的通道数。',
  'Channels of the double 3 × 3 branch.': '双 3 × 3 分支的通道数。',
  'At 2 the map is halved, without the 1 × 1 branch and the projection.':
    '为 2 时特征图减半，没有 1 × 1 分支和投影。',
  'What the last branch pools by.': '最后一个分支的池化方式。',
  'Channels of the reduction ahead of 5 × 5.': '5 × 5 之前缩减的通道数。',
  'Channels of the 5 × 5 branch.': '5 × 5 分支的通道数。',
  'Channels of the branch of two 3 × 3.': '两个 3 × 3 的分支的通道数。',
  'Channels of the inside of both 7 × 7 branches.': '两个 7 × 7 分支内部的通道数。',
  'Channels of the end of each branch.': '每个分支末端的通道数。',
  'Channels of the inside of both branches.': '两个分支内部的通道数。',
  'Channels of the 7 × 7 branch.': '7 × 7 分支的通道数。',
  'Channels of the each side of a fork.': '分叉每一侧的通道数。',
  'What the branches are multiplied by before the addition; at 1 nothing is.':
    '加法之前各分支所乘的数；为 1 则不乘。',
  'What follows the addition.': '加法之后的激活。',
  'Channels of the convolutions in a row.': '连续卷积的通道数。',
  'Convolutions in a row.': '连续卷积的个数。',
  'Adds the input to the result.': '把输入加到结果。',
  'Weighs the channels of the result by effective squeeze-excitation.': '用有效挤压激励对结果的通道加权。',
  'Channels that each layer adds.': '每层增加的通道数。',
  'The 1 × 1 convolution leaves this many times the growth.': '1 × 1 卷积的输出是增长的多少倍。',
  'The channels are divided by it and rounded down.': '通道数除以它并向下取整。',
  'Side length and step of the average pool; 1 leaves it out.': '平均池化的边长和步长；1 表示不用。',
  'Channels that the 1 × 1 convolution leaves.': '1 × 1 卷积的输出通道数。',
  'Filters of the 1 × 1 expansion.': '1 × 1 扩展的卷积核数。',
  'Filters of the 3 × 3 expansion.': '3 × 3 扩展的卷积核数。',
  'Step between the taps of the 3 × 3 filters.': '3 × 3 卷积核采样点之间的步长。',
  'Convolutions before the pool.': '池化之前的卷积数。',
  'Filters of each convolution.': '每个卷积的卷积核数。',
  'Step of the pool; 1 leaves the pool out.': '池化的步长；1 表示不用池化。',
  'Side length of the window of the pool, which is not padded.': '池化窗口的边长，不填充。',
  'The pool keeps a last window that hangs over the edge.': '池化保留超出边缘的最后一个窗口。',
  'deep is three 3 × 3 convolutions, tiered the same with a narrower first, plain is one 7 × 7.':
    'deep 为三个 3 × 3 卷积，tiered 相同但第一个更窄，plain 为一个 7 × 7。',
  'Channels that leave the stem.': '输入层的输出通道数。',
  'The max pool: padded by 1, or unpadded with a last window that hangs over the edge, as in Caffe.':
    '最大池化：填充 1，或不填充而保留超出边缘的最后一个窗口，同 Caffe。',
  'Side length of a patch, and the step to the next.': '图块的边长，也是到下一个图块的步长。',
  'Learned tokens ahead of the patches, the same for all images; a classifier reads the first.':
    '图块之前的可学习 token，对所有图像相同；分类器读取第一个。',
  'Adds a learned table of positions, whose size is that of the sequence.':
    '加上可学习的位置表，其大小与序列相同。',
  'Channels of the last convolution.': '最后一个卷积的通道数。',
  'Channels of the third convolution.': '第三个卷积的通道数。',
  'Channels of the fourth convolution.': '第四个卷积的通道数。',
  'Scores that leave the network.': '网络输出的得分数。',
  'Scores the second token too, which learned from a teacher, and takes the mean of both.':
    '第二个从教师学到的 token 也打分，取两者的均值。',
  'Maps that come in, the finest first.': '输入的特征图，最细的在前。',
  'Rows and columns that each channel is averaged to; 1 is a global pool.':
    '每个通道平均到的行数和列数；1 为全局池化。',
  'Features of each linear layer ahead of the last.': '最后一个之前各线性层的特征数。',
  'How often a value is dropped while training, in thousandths; an exported network is without it.':
    '训练时丢弃值的频率，以千分之一计；导出的网络中没有它。',
  'Which linear layers have a dropout ahead.': '哪些线性层之前有 dropout。',
  'What follows each hidden layer.': '每个隐藏层之后的激活。',
  'What follows the scores of each position.': '每个位置的得分之后的函数。',
  'Channels of the 1 × 1 convolution.': '1 × 1 卷积的通道数。',
  'Features of the first linear layer.': '第一个线性层的特征数。',
  'Channels of the 5 × 5 convolution.': '5 × 5 卷积的通道数。',
  'pool keeps every other position of the coarsest level; conv-p5 adds two by strided convolutions of it, conv-c5 of the map it was made from.':
    'pool 隔一个保留最粗层级的位置；conv-p5 用带步幅的卷积从最粗层级增加两级，conv-c5 则从生成它的特征图增加。',
  'A 3 × 3 convolution on every level behind the additions.': '加法之后每个层级上的 3 × 3 卷积。',
  'Maps of the pyramid that the head runs on, the finest first.': '输出头所处理的金字塔特征图，最细的在前。',
  'Boxes that are guessed from at each position: sizes times aspect ratios.':
    '每个位置预设的框：尺寸数乘宽高比数。',
  'What follows each convolution; without a norm they have biases.':
    '每个卷积之后的归一化；没有归一化时带偏置。',
  'Linear layers, each with a ReLU.': '线性层数，各带一个 ReLU。',
  'Length of each vector.': '每个向量的长度。',
  'Classes with a box each.': '各有一个框的类别数。',
  'counted takes the background for one of the classes, as torchvision does; apart scores it beside them, without a box.':
    'counted 把背景算作一个类别，同 torchvision；apart 在类别之外给背景打分，没有框。',
  'Corrects one box for all classes, as the stages of a cascade do.':
    '为所有类别修正一个框，同级联的各阶段。',
  'Masks of each region.': '每个区域的掩码数。',
  'Heat maps of each region.': '每个区域的热图数。',
  'Scores of each anchor.': '每个锚框的得分数。',
  'What follows each convolution of the towers; without a norm they have biases.':
    '两列卷积中每个卷积之后的归一化；没有归一化时带偏置。',
  'Scores of each position.': '每个位置的得分数。',
  'Channels that leave; half as many inside.': '输出通道数；内部为其一半。',
  'The 3 × 3 convolution filters each channel on its own, and a 1 × 1 one after it mixes them: SSDLite.':
    '3 × 3 卷积分别过滤每个通道，其后的 1 × 1 混合通道：SSDLite。',
  'Step of the 3 × 3 convolution.': '3 × 3 卷积的步长。',
  'half keeps the size but for the step, none takes a row and a column off every side.':
    'half 除步进外保持尺寸，none 每边去掉一行和一列。',
  'What follows each convolution that is followed by an activation; without a norm it has a bias.':
    '每个带激活的卷积之后的归一化；没有归一化时带偏置。',
  'Boxes that are guessed from at each position, one number for each map, the finest first.':
    '每个位置预设的框，每个特征图一个数，最细的在前。',
  'Scores of each anchor, that of the background among them.': '每个锚框的得分数，包括背景的得分。',
  'What follows the 3 × 3 convolutions where they are separable.': '3 × 3 卷积可分离时其后的归一化。',
  'What follows them there.': '此处其后的激活。',
  'Maps that are added.': '相加的特征图数。',
  'weighted gives each map a learned share that is never negative; sum adds the maps as they are.':
    'weighted 给每个特征图一个从不为负的可学习比例；sum 直接相加。',
  'Maps that come in, the finest first; further levels are pooled from the coarsest.':
    '输入的特征图，最细的在前；更多层级由最粗的池化得到。',
  'Layers one after another.': '依次排列的层数。',
  'Maps that are fused, the finest first; each next one is half as fine.':
    '融合的特征图，最细的在前；其后每个分辨率减半。',
  'How the pools that halve a map are padded: by one on each side, or at the far side alone as TensorFlow does.':
    '使特征图减半的池化如何填充：每边一个，或同 TensorFlow 只在远端。',
  'Adds one learned number per filter ahead of each norm, as the first code does.':
    '每个归一化之前的卷积核加一个可学习的数，同最初的代码。',
  'How many of the finest maps come in with widths of their own, and are narrowed first.':
    '最细的特征图中有几个以自身的宽度输入，并先收窄。',
  'Separable convolutions ahead.': '之前的可分离卷积数。',
  'Numbers that leave for each anchor: its classes, or the four corrections of its box.':
    '每个锚框输出的数：其类别数，或框的四个修正值。',
  'Adds one learned number per filter ahead of each norm; the last convolution always has them.':
    '每个归一化之前的卷积核加一个可学习的数；最后一个卷积总是带偏置。',
  'Adds the input of each bottleneck to its output.': '把每个瓶颈的输入加到其输出。',
  'Bottlenecks one after another.': '依次排列的瓶颈数。',
  'One after another with 5 × 5 windows, which is faster, or side by side with windows of 5, 9 and 13.':
    '依次使用 5 × 5 窗口，速度更快；或并排使用 5、9 和 13 的窗口。',
  'Maps that come in, the finest first; each next one is half as fine.':
    '输入的特征图，最细的在前；其后每个分辨率减半。',
  'Bottlenecks of each CSP block; they have no shortcut.': '每个 CSP 块的瓶颈数；它们没有捷径。',
  'Scores of each box.': '每个框的得分数。',
  'Maps of scores that leave the head.': '输出头给出的得分图数。',
  'Step between the taps of the first 3 × 3 branch; the others step by two and three times as much. 12 at an output stride of 8, 6 at 16.':
    '第一个 3 × 3 分支采样点之间的步长；其余为其两倍和三倍。输出步幅 8 时为 12，16 时为 6。',
  'Cuts each 3 × 3 convolution into a depthwise and a 1 × 1 one.':
    '把每个 3 × 3 卷积拆成深度卷积和 1 × 1 卷积。',
  'Channels that the early map is narrowed to.': '早期特征图收窄到的通道数。',
  'Channels that each of the means is narrowed to.': '每个均值收窄到的通道数。',
  'How the means are enlarged: between pixel centres, or with the corners in place.':
    '均值如何放大：在像素中心之间插值，或角上保持不动。',
  'Groups of channels of each norm.': '每个归一化的通道组数。',
  'Maps of the way down that are joined with the enlarged one.': '与放大后的特征图拼接的下行路径特征图数。',
  'A transposed convolution that halves the channels, or bilinear resizing that keeps the corners in place.':
    '使通道减半的转置卷积，或角上保持不动的双线性缩放。',
  'Channels between the two convolutions: as many as leave, or half of those that are joined.':
    '两个卷积之间的通道数：与输出相同，或为拼接后的一半。',
  'Adds one learned number per filter of the 3 × 3 convolutions.': '3 × 3 卷积的每个卷积核加一个可学习的数。',
  'So many must enter, such as s*w; the formulas of an own block are written with them. 0 takes any number.':
    '必须进入的通道数，如 s*w；自有模块的公式用它来写。0 表示任意。',
  'How many lanes stand side by side; fields inside may use index, first, last (1 there, else 0) and lanes.':
    '并列的通道组数；内部字段可用 index、first、last（在该处为 1，否则为 0）和 lanes。',
  'Channels of each lane; left empty, all lanes have the same share.': '每组的通道数；留空则各组均分。',
};
