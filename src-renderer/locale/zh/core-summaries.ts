/** What operators and blocks do, in Chinese. */
export const summaries: Readonly<Record<string, string>> = {
  'Brings in a batch of images; every shape follows from its sizes.':
    '输入一批图像；所有形状都由它的尺寸推出。',
  'Brings in a batch of sequences, for the 1-D operators.': '输入一批序列，供一维算子使用。',
  'Brings in boxes as a detector proposes them, those of the first image first.':
    '输入检测器提出的框，先是第一幅图像的框。',
  'Names a result of the design.': '为设计的一个结果命名。',
  'Brings a tensor into a sequence or repeat, which has one input port for each.':
    '把张量带入序列或重复，每个对应一个输入端口。',
  'Hands a tensor out of a sequence or repeat, which has one output port for each.':
    '把张量带出序列或重复，每个对应一个输出端口。',
  'Slides a bank of learned k × k filters over the map.': '用一组可学习的 k × k 卷积核在特征图上滑动。',
  'Spreads every value of the map through learned k × k filters, which enlarges the map.':
    '把特征图的每个值通过可学习的 k × k 卷积核展开，使特征图变大。',
  'Convolves values read at moved positions; the offsets, and weights for each value, come as inputs.':
    '对移动后的位置读取的值做卷积；偏移量和各值的权重由输入给出。',
  'Convolves each image with filters of its own, which come as an input.':
    '用各自的卷积核对每幅图像做卷积，卷积核由输入给出。',
  'Slides filters that are brought to mean 0 and one spread, each multiplied by a learned gain.':
    '滑动均值为 0、离散程度一致的卷积核，再各乘一个可学习的增益。',
  'Filters each position with a kernel of its own; the kernels come as an input.':
    '用各自的核对每个位置做卷积；核由输入给出。',
  'Slides a bank of learned filters along a sequence.': '用一组可学习的卷积核沿序列滑动。',
  'Spreads every value of a sequence through learned filters, which lengthens it.':
    '把序列的每个值通过可学习的卷积核展开，使序列变长。',
  'Scales and shifts each channel by learned numbers after removing its running mean and variance.':
    '减去滑动均值、除以滑动方差之后，对每个通道做可学习的缩放和平移。',
  'Brings the channels of each position to mean 0 and variance 1.': '使每个位置的各通道均值为 0、方差为 1。',
  'Brings each group of channels of an image to mean 0 and variance 1.':
    '使图像的每组通道均值为 0、方差为 1。',
  'Brings each channel of an image to mean 0 and variance 1.': '使图像的每个通道均值为 0、方差为 1。',
  'Divides each value by the strength of the neighbouring channels at its position.':
    '把每个值除以其位置上相邻通道的强度。',
  'Divides the channels of each position by their Euclidean length.':
    '把每个位置的各通道除以它们的欧氏长度。',
  'Divides the channels of each position by the root of their mean square.':
    '把每个位置的各通道除以它们的均方根。',
  'Divides each channel of an image by the root of its mean square.': '把图像的每个通道除以它的均方根。',
  'Multiplies each channel by a learned number.': '把每个通道乘以一个可学习的数。',
  'Replaces negative values by zero.': '把负值换成零。',
  'Limits values to the range from 0 to 6.': '把值限制在 0 到 6 之间。',
  'Keeps a small slope for negative values.': '对负值保留较小的斜率。',
  'Gives negative values a learned slope, one per channel or one for all.':
    '给负值一个可学习的斜率，每通道一个或全部共用一个。',
  'Multiplies each value by its own sigmoid.': '把每个值乘以它自身的 sigmoid。',
  'Multiplies each value by the normal distribution function at it.': '把每个值乘以该处的正态分布函数值。',
  'Multiplies each value by its own hard sigmoid.': '把每个值乘以它自身的 hard sigmoid。',
  'Maps values to the range from 0 to 1.': '把值映射到 0 到 1 之间。',
  'Approximates the sigmoid by three straight lines.': '用三段直线近似 sigmoid。',
  'Maps values to the range from -1 to 1.': '把值映射到 -1 到 1 之间。',
  'Limits values to a range, from -1 to 1 by default.': '把值限制在某个范围内，默认 -1 到 1。',
  'Multiplies each value by the tanh of its softplus.': '把每个值乘以其 softplus 的 tanh。',
  'Bends negative values towards a limit by an exponential.': '用指数函数使负值趋向一个极限。',
  'An ELU whose two constants keep mean 0 and variance 1 from layer to layer.':
    '一种 ELU，其两个常数使逐层保持均值 0、方差 1。',
  'An ELU that stays smooth at zero whatever its limit.': '一种 ELU，无论极限为何在零处都光滑。',
  'A smooth ReLU: the logarithm of 1 plus the exponential.': '光滑的 ReLU：1 加指数的对数。',
  'Maps values to the range from -1 to 1 by x / (1 + |x|).': '用 x / (1 + |x|) 把值映射到 -1 到 1 之间。',
  'Weighs the first half of the channels by the sigmoid of the second half.':
    '用后一半通道的 sigmoid 对前一半通道加权。',
  'Turns values into positive ones that add up to 1.': '把值变为总和为 1 的正数。',
  'Keeps the largest value of each window.': '保留每个窗口的最大值。',
  'Averages each window.': '对每个窗口取平均。',
  'Takes the p-norm of each window: the p-th root of the sum of the values to the power of p.':
    '取每个窗口的 p 范数：各值的 p 次方之和的 p 次方根。',
  'Averages each channel over the whole map.': '对每个通道在整个特征图上取平均。',
  'Keeps the largest value of each channel.': '保留每个通道的最大值。',
  'Averages a map down to a fixed number of rows and columns.': '把特征图平均到固定的行数和列数。',
  'Keeps the largest values of a map in a fixed number of rows and columns.':
    '以固定的行数和列数保留特征图的最大值。',
  'Puts values back to the places that a max pool took them from, among zeros.':
    '把值放回最大池化取出它们的位置，其余为零。',
  'Keeps the largest value of each window of a sequence.': '保留序列每个窗口的最大值。',
  'Averages each window of a sequence.': '对序列的每个窗口取平均。',
  'Averages each channel over the whole sequence.': '对每个通道在整个序列上取平均。',
  'Keeps the largest value of each channel of a sequence.': '保留序列每个通道的最大值。',
  'Cuts a small map of fixed size out of a feature map for every box.':
    '为每个框从特征图中截取固定大小的小特征图。',
  'Keeps for every box the region that was cut out of the level of its size.':
    '为每个框保留从与其大小相应的层级中截取的区域。',
  'Multiplies the features by a learned matrix.': '把特征乘以可学习的矩阵。',
  'Multiplies the matrices of two tensors, one pair for each position of the outer axes.':
    '把两个张量的矩阵相乘，外层轴的每个位置一对。',
  'Multiplies two tensors along the axes that an equation names, and adds up over those that it leaves out.':
    '沿等式指明的轴把两个张量相乘，并对等式省去的轴求和。',
  'Reads a sequence step by step with a cell that gates keep, and hands on its state at each step.':
    '用带门控的单元逐步读取序列，并在每一步给出其状态。',
  'Reads a sequence step by step with two gates, and hands on its state at each step.':
    '用两个门逐步读取序列，并在每一步给出其状态。',
  'Adds two tensors element by element; a size of 1 is spread over the other.':
    '把两个张量逐元素相加；尺寸为 1 的轴会展开到另一个张量。',
  'Multiplies two tensors element by element, or a map by one gate per channel or position.':
    '把两个张量逐元素相乘，或把特征图乘以每通道或每位置的门控。',
  'Takes the second tensor from the first, element by element.': '用第一个张量逐元素减去第二个张量。',
  'Divides the first tensor by the second, element by element.': '用第一个张量逐元素除以第二个张量。',
  'Keeps the largest of two or more tensors, element by element.': '逐元素保留两个或多个张量中的最大值。',
  'Keeps the smallest of two or more tensors, element by element.': '逐元素保留两个或多个张量中的最小值。',
  'Raises e to each value.': '求 e 的各值次幂。',
  'Takes the natural logarithm of each value, which has to be positive.': '求每个值的自然对数，值须为正。',
  'Takes the root of each value, which has to be positive.': '求每个值的平方根，值须为正。',
  'Raises each value to a fixed power.': '求每个值的固定次幂。',
  'Drops the sign of each value.': '去掉每个值的符号。',
  'Turns the sign of each value.': '把每个值变号。',
  'The logarithms of a softmax.': 'softmax 的对数。',
  'Averages the map of each channel, the channels of each position, or chosen axes.':
    '对每个通道的特征图、每个位置的各通道或所选的轴取平均。',
  'Adds up the map of each channel, the channels of each position, or chosen axes.':
    '对每个通道的特征图、每个位置的各通道或所选的轴求和。',
  'Keeps the largest value of the map of each channel, of the channels of each position, or of chosen axes.':
    '保留每个通道的特征图、每个位置的各通道或所选的轴的最大值。',
  'Keeps the smallest value of the map of each channel, of the channels of each position, or of chosen axes.':
    '保留每个通道的特征图、每个位置的各通道或所选的轴的最小值。',
  'Cuts a map, channels last, into windows, each a sequence of its own.':
    '把通道在末尾的特征图切成窗口，每个窗口自成序列。',
  'Puts windows together to a map again, as a window partition of the same fields cut it.':
    '把窗口重新拼成特征图，与相同字段的窗口划分相对应。',
  'Holds what keeps the pieces of a rolled map apart in the scores of its windows.':
    '在窗口的得分中把移位后特征图的各块隔开。',
  'Lays a table of distances out over all pairs of positions of a window.':
    '把距离表展开到窗口中所有的位置对。',
  'Cuts the channels into consecutive parts.': '把通道切成连续的几部分。',
  'Joins tensors that are alike in everything but the joined axis.': '拼接除拼接轴外都相同的张量。',
  'Holds a learned tensor, the same for every image.': '保存一个可学习的张量，对所有图像相同。',
  'Holds a fixed number or a small table of numbers, the same for every image.':
    '保存一个固定的数或小的数表，对所有图像相同。',
  'Repeats a tensor along its axes of size 1, up to the batch or all sizes of another.':
    '沿尺寸为 1 的轴重复张量，直到与另一个张量的批大小或全部尺寸一致。',
  'Keeps some consecutive channels, rows or columns and drops the rest.':
    '保留若干连续的通道、行或列，其余丢弃。',
  'Deals the channels of each group out over all groups.': '把每组的通道分发到所有组。',
  'Brings a map to another number of rows and columns.': '把特征图变为另外的行数和列数。',
  'Lays groups of channels out as squares of positions, which enlarges the map.':
    '把成组的通道排成位置方块，使特征图变大。',
  'Stacks squares of positions as channels, which makes the map smaller and loses nothing.':
    '把位置方块叠成通道，使特征图变小而不丢失信息。',
  'Surrounds the map with zeros, another number, or what the map itself holds.':
    '用零、其他数或特征图自身的内容包围特征图。',
  'Keeps a window of rows and columns and drops the rest of the map.':
    '保留行与列的一个窗口，特征图的其余部分丢弃。',
  'Lays a map out as one vector per image.': '把特征图排成每幅图像一个向量。',
  'Reads the same values, in the same order, as a tensor of other sizes.':
    '把相同的值按相同的顺序读作另外尺寸的张量。',
  'Puts the axes of a tensor in another order.': '改变张量各轴的顺序。',
  'Sets random values to zero while training; an exported network is without it.':
    '训练时把随机的值置零；导出的网络中没有它。',
  'Drops the whole branch at random while training; an exported network is without it.':
    '训练时随机丢弃整个分支；导出的网络中没有它。',
  'Keeps the strongest boxes of each image that do not overlap a stronger one of their class.':
    '保留每幅图像中不与同类更强的框重叠的最强的框。',
  'Cuts the channels into s groups; each group convolves together with half of the result of the one before.':
    '把通道切成 s 组；每组与前一组结果的一半一起做卷积。',
  'Cuts the channels into s groups; each group is added to the result of the one before and convolved.':
    '把通道切成 s 组；每组与前一组的结果相加后做卷积。',
  'Cuts the channels into groups that do not feed one another; one is pooled, the others convolve.':
    '把通道切成互不相连的组；一组做池化，其余做卷积。',
  'Narrows with 1 × 1 to s groups of w, runs an HS-Block, widens with 1 × 1 and adds the input.':
    '用 1 × 1 收窄为 s 组、每组 w 个通道，经过 HS-Block，再用 1 × 1 加宽并加上输入。',
  'Convolves to s groups of w, runs an HS-Block, convolves to the planes and adds the input.':
    '卷积为 s 组、每组 w 个通道，经过 HS-Block，再卷积到基准通道并加上输入。',
  'Narrows with 1 × 1 to s groups of w, runs a Res2Net module, widens with 1 × 1 and adds the input.':
    '用 1 × 1 收窄为 s 组、每组 w 个通道，经过 Res2Net 模块，再用 1 × 1 加宽并加上输入。',
  'Repeats the HS bottleneck; the first copy strides and changes channels.':
    '重复 HS bottleneck；首个副本做步进并改变通道。',
  'Repeats the HS basic block; the first copy strides and changes channels.':
    '重复 HS basic block；首个副本做步进并改变通道。',
  'Repeats the Res2Net bottleneck; the first copy strides and changes channels.':
    '重复 Res2Net bottleneck；首个副本做步进并改变通道。',
  'An HS-Block that cuts any number of channels into groups as even as they get.':
    '一种 HS-Block，把任意数量的通道切成尽可能均匀的组。',
  'A ResNet bottleneck whose k × k convolution is a chunked HS-Block, except where it opens a stage.':
    'ResNet 瓶颈，其 k × k 卷积为分块的 HS-Block，开启阶段处除外。',
  'Convolves to the planes, runs a chunked HS-Block, convolves again and adds the input.':
    '卷积到基准通道，经过分块的 HS-Block，再卷积并加上输入。',
  'Repeats the HS bottleneck, public; the first copy strides and changes channels.':
    '重复 HS bottleneck, public；首个副本做步进并改变通道。',
  'Repeats the HS basic block, public; the first copy strides and changes channels.':
    '重复 HS basic block, public；首个副本做步进并改变通道。',
  'Convolves maps of several sizes side by side, then adds each to all others.':
    '并排卷积几种尺寸的特征图，再把每个加到其他所有特征图上。',
  'Repeats the HRNet module on the same maps.': '在相同的特征图上重复 HRNet module。',
  'A convolution, then a norm, then an activation; either of the last two may be left out.':
    '卷积，然后归一化，然后激活；后两者都可以省去。',
  'A norm, then an activation, without a convolution; either may be left out.':
    '归一化，然后激活，没有卷积；两者都可以省去。',
  'Filters each channel on its own with k × k, then mixes the channels with 1 × 1.':
    '用 k × k 分别过滤每个通道，再用 1 × 1 混合通道。',
  'Convolves to more channels and lays them out as squares of positions, which enlarges the map.':
    '卷积为更多通道并排成位置方块，使特征图变大。',
  'Convolves several times with 3 × 3, each time with a norm and an activation.':
    '用 3 × 3 多次卷积，每次带归一化和激活。',
  'Adds up parallel convolutions that are merged into one after training.':
    '把并行的卷积相加，训练之后合并为一个。',
  'Repeats the Reparameterized conv; the first copy strides and changes channels.':
    '重复 Reparameterized conv；首个副本做步进并改变通道。',
  'Hands its input on unchanged; it costs nothing and runs nothing.': '原样输出输入；没有开销，也不运行。',
  'Surrounds a map until it has the rows and columns of another.':
    '包围特征图，直到与另一个的行数和列数一致。',
  'Keeps of a map a window with the rows and columns of another.': '按另一个特征图的行数和列数保留一个窗口。',
  'Brings a map to the rows and columns of another.': '把特征图变为另一个的行数和列数。',
  'Keeps a part of the drawing as one item; step inside to draw.': '把绘图的一部分作为一项；进入其中绘制。',
  'Repeats a part of the drawing; fields inside may use first (1 in the first copy, else 0) and index.':
    '重复绘图的一部分；内部字段可以使用 first（首个副本为 1，否则为 0）和 index。',
  'Narrows with 1 × 1, convolves with k × k, widens with 1 × 1 and adds the input.':
    '用 1 × 1 收窄，用 k × k 卷积，用 1 × 1 加宽并加上输入。',
  'Convolves twice with k × k and adds the input.': '用 k × k 卷积两次并加上输入。',
  'Repeats the Bottleneck; the first copy strides and changes channels.':
    '重复 Bottleneck；首个副本做步进并改变通道。',
  'Repeats the Basic block; the first copy strides and changes channels.':
    '重复 Basic block；首个副本做步进并改变通道。',
  'A bottleneck without norms: known variances and standardized filters keep values in bounds.':
    '没有归一化的瓶颈：已知的方差和标准化的卷积核使值保持有界。',
  'Repeats the NF bottleneck; the first copy strides, and each expects the variance that the others leave.':
    '重复 NF bottleneck；首个副本做步进，每个副本按其余副本留下的方差计算。',
  'Adds several Inception-ResNet blocks to the input: side by side, or one run on its own result.':
    '把几个 Inception-ResNet 块加到输入：并排，或一个块作用于自身的结果。',
  'Convolves with 1 × 1, with k × k in groups of one width, with 1 × 1, and adds the input.':
    '用 1 × 1 卷积，再用等宽分组的 k × k，再用 1 × 1，并加上输入。',
  'Repeats the RegNet block; the first copy strides and changes channels.':
    '重复 RegNet block；首个副本做步进并改变通道。',
  'Convolves each channel with k × k, widens and narrows each position, and adds the input.':
    '用 k × k 卷积每个通道，对每个位置加宽再收窄，并加上输入。',
  'Repeats the ConvNeXt block; the first copy strides and changes channels.':
    '重复 ConvNeXt block；首个副本做步进并改变通道。',
  'Narrows with 1 × 1, convolves with 3 × 3 back to the width of the input, and adds it.':
    '用 1 × 1 收窄，用 3 × 3 卷积回输入的宽度，并相加。',
  'Halves the map, splits its channels, runs blocks on one half and joins both.':
    '把特征图减半并拆分通道，在一半上运行各块，再拼接两半。',
  'Runs separable convolutions one after another and adds the input.': '依次运行可分离卷积并加上输入。',
  'Adds some of its channels to one path and joins the others to a second.':
    '把一部分通道加到一条路径，其余拼接到第二条路径。',
  'Repeats the dual path block; the first one steps and makes the two paths, which leave joined.':
    '重复双路径块；第一个做步进并生成两条路径，离开时拼接。',
  'Convolves twice without norms, multiplies by a fixed factor and adds the input.':
    '不带归一化卷积两次，乘以固定系数并加上输入。',
  'Repeats the EDSR block; the first copy strides and changes channels.':
    '重复 EDSR block；首个副本做步进并改变通道。',
  'Narrows with 1 × 1 to s groups of w, convolves these, widens with 1 × 1 and adds the shortcut.':
    '用 1 × 1 收窄为 s 组、每组 w 个通道，对它们卷积，再用 1 × 1 加宽并加上捷径。',
  'Convolves twice with k × k and adds the shortcut.': '用 k × k 卷积两次并加上捷径。',
  'Joins maps of one size and mixes their channels with a 1 × 1 convolution.':
    '拼接同尺寸的特征图，用 1 × 1 卷积混合通道。',
  'Runs bottlenecks one after another and joins them by roots as the nodes of a binary tree.':
    '依次运行瓶颈，并用根节点把它们像二叉树一样拼接。',
  'Makes part of its maps by an ordinary convolution and the rest from those by cheap depthwise filters.':
    '一部分特征图由普通卷积生成，其余由廉价的深度卷积从中生成。',
  'A Ghost module whose maps are weighed by attention along rows and columns.':
    '一种 Ghost 模块，其特征图由沿行与列的注意力加权。',
  'Widens and narrows with Ghost modules, strides between them and adds a shortcut.':
    '用 Ghost 模块加宽和收窄，在其间步进，并加上捷径。',
  'Repeats the Ghost bottleneck; the first copy strides and changes channels.':
    '重复 Ghost bottleneck；首个副本做步进并改变通道。',
  'A Ghost module whose convolutions have several branches in training, merged after it.':
    '一种 Ghost 模块，其卷积在训练时有多个分支，之后合并。',
  'A Ghost bottleneck whose convolutions have several branches in training, merged after it.':
    '一种 Ghost 瓶颈，其卷积在训练时有多个分支，之后合并。',
  'A ResNet bottleneck with a Ghost module in the place of every convolution.':
    'ResNet 瓶颈，每个卷积都换成 Ghost 模块。',
  'Repeats the Ghost-ResNet bottleneck; the first copy strides and changes channels.':
    '重复 Ghost-ResNet bottleneck；首个副本做步进并改变通道。',
  'Weighs each channel by a gate that is learned from the means of all channels.':
    '用由全部通道均值学到的门控对每个通道加权。',
  'Weighs each channel by a gate from one convolution of the means of all channels.':
    '用全部通道均值经一次卷积得到的门控对每个通道加权。',
  'Weighs each channel by a gate that is learned from the means of it and its neighbours.':
    '用由该通道及其相邻通道均值学到的门控对每个通道加权。',
  'Weighs each channel, then each position, by gates that are learned from means and maxima.':
    '先对每个通道、再对每个位置加权，门控由均值和最大值学到。',
  'Sums the keys of all patches by one score each, and weighs the values by that sum.':
    '以每个图块一个得分对全部图块的键求和，并用它对值加权。',
  'Filters each position with a kernel that the position makes itself, shared by groups of channels.':
    '用位置自身生成的核过滤每个位置，核由成组的通道共用。',
  'Convolves each image with filters mixed from those of several experts, as its averages say.':
    '按平均值给出的比例混合几个专家的卷积核，对每幅图像做卷积。',
  'Mixes the values of all positions by how well their keys meet a query.':
    '按键与查询的匹配程度混合所有位置的值。',
  'Lets all positions of a sequence mix their values, in heads apart from each other.':
    '让序列的所有位置混合其值，各头相互独立。',
  'Lets the positions of a sequence attend to each other, then widens and narrows each, adding its input twice.':
    '让序列的各位置相互注意，再对每个位置加宽和收窄，两次加上输入。',
  'Repeats the encoder block.': '重复编码器块。',
  'Lets a token attend to itself and to a sequence, then widens and narrows it, adding it twice.':
    '让一个 token 注意自身和一个序列，再加宽和收窄，两次相加。',
  'Lets the positions of each window of a map, channels last, attend to each other.':
    '让通道在末尾的特征图中每个窗口的各位置相互注意。',
  'Halves rows and columns: joins the channels of four neighbours, norms them, and narrows them.':
    '行与列减半：拼接四个相邻位置的通道，归一化，再收窄。',
  'Lets the positions of each window attend to each other, then widens and narrows each, adding its input twice.':
    '让每个窗口的各位置相互注意，再对每个位置加宽和收窄，两次加上输入。',
  'Merges patches, then repeats the Swin block, every second one with shifted windows.':
    '合并图块，然后重复 Swin block，每隔一个使用移位窗口。',
  'Lets the positions of each window or grid of a map attend to each other, then widens and narrows each.':
    '让特征图每个窗口或网格的各位置相互注意，再对每个位置加宽和收窄。',
  'Convolves, then lets the positions of each window and of each grid attend to each other.':
    '先卷积，再让每个窗口和每个网格的各位置相互注意。',
  'Repeats the MaxViT block; the first copy strides and changes channels.':
    '重复 MaxViT block；首个副本做步进并改变通道。',
  'Lets each position attend to a reduced map, then widens, filters and narrows each.':
    '让每个位置注意缩小的特征图，再对每个位置加宽、过滤和收窄。',
  'Reduces a map by overlapping patches, repeats the PVT block and norms the channels of each position.':
    '用重叠图块缩小特征图，重复 PVT block，并对每个位置的通道归一化。',
  'Adds up maps of one size, weighed channel by channel by gates that are learned from their means.':
    '把同尺寸的特征图相加，用由其均值学到的门控逐通道加权。',
  'Convolves with filters of two reaches and weighs their results channel by channel.':
    '用两种范围的卷积核做卷积，并对结果逐通道加权。',
  'Narrows with 1 × 1, convolves with a selective kernel, widens with 1 × 1 and adds the input.':
    '用 1 × 1 收窄，用选择性卷积核卷积，用 1 × 1 加宽并加上输入。',
  'Convolves with a selective kernel, then with k × k, and adds the input.':
    '用选择性卷积核卷积，再用 k × k 卷积，并加上输入。',
  'Repeats the SK bottleneck; the first copy strides and changes channels.':
    '重复 SK bottleneck；首个副本做步进并改变通道。',
  'Repeats the SK basic block; the first copy strides and changes channels.':
    '重复 SK basic block；首个副本做步进并改变通道。',
  'Convolves to several maps in independent parts and adds them up, weighed channel by channel.':
    '分成独立的部分卷积为几个特征图，逐通道加权后相加。',
  'Narrows with 1 × 1, runs split attention, widens with 1 × 1 and adds the input.':
    '用 1 × 1 收窄，经过分裂注意力，用 1 × 1 加宽并加上输入。',
  'Repeats the ResNeSt bottleneck; the first copy strides and changes channels.':
    '重复 ResNeSt bottleneck；首个副本做步进并改变通道。',
  'Narrows to 2 × planes, widens in groups with k × k, mixes with 1 × 1 and adds the input.':
    '收窄到 2 × 基准通道，用 k × k 分组加宽，用 1 × 1 混合，并加上输入。',
  'Repeats the SENet bottleneck; the first copy strides and changes channels.':
    '重复 SENet bottleneck；首个副本做步进并改变通道。',
  'Weighs each channel by its length over the map, compared with the mean of all, and adds the input.':
    '按每个通道在特征图上的长度与全体均值之比加权，并加上输入。',
  'Mixes positions by an average pool and channels by two 1 × 1 convolutions, each added to its input.':
    '用平均池化混合位置，用两个 1 × 1 卷积混合通道，各自加上输入。',
  'Repeats the PoolFormer block; the first copy strides and changes channels.':
    '重复 PoolFormer block；首个副本做步进并改变通道。',
  'Mixes tokens, then channels, each by two linear layers that are added to their input.':
    '先混合 token，再混合通道，各用两个线性层并加上输入。',
  'Repeats the Mixer block.': '重复 Mixer block。',
  'Repeats the Depthwise separable; the first copy strides and changes channels.':
    '重复 Depthwise separable；首个副本做步进并改变通道。',
  'Widens, filters each channel on its own, weighs the channels, narrows and adds the input.':
    '加宽，分别过滤每个通道，对通道加权，收窄并加上输入。',
  'Repeats the Inverted residual (MBConv); the first copy strides and changes channels.':
    '重复 Inverted residual (MBConv)；首个副本做步进并改变通道。',
  'Widens with one k × k convolution, narrows with 1 × 1 and adds the input.':
    '用一个 k × k 卷积加宽，用 1 × 1 收窄并加上输入。',
  'Repeats the Fused MBConv; the first copy strides and changes channels.':
    '重复 Fused MBConv；首个副本做步进并改变通道。',
  'Norms, widens, filters each channel, weighs the channels, narrows and adds the input.':
    '归一化，加宽，过滤每个通道，对通道加权，收窄并加上输入。',
  'Convolves, lets the same places of all patches attend to each other, and fuses the result with its input.':
    '先卷积，再让所有图块的相同位置相互注意，并把结果与输入融合。',
  'Lets patches attend to each other by separable attention, then widens and narrows each, adding its input twice.':
    '用可分离注意力让图块相互注意，再对每个加宽和收窄，两次加上输入。',
  'Repeats the separable encoder block.': '重复可分离编码器块。',
  'Filters each channel, then lets the same places of all patches attend to each other at linear cost.':
    '过滤每个通道，再以线性开销让所有图块的相同位置相互注意。',
  'Widens, filters, weighs and narrows, and adds the input to the first channels of the result.':
    '加宽、过滤、加权并收窄，把输入加到结果的前若干通道。',
  'Convolves half of the channels, joins them with the other half and shuffles.':
    '对一半通道做卷积，与另一半拼接并混洗。',
  'Repeats the Shuffle unit; the first copy strides and changes channels.':
    '重复 Shuffle unit；首个副本做步进并改变通道。',
  'Reads the map through filters of several sizes and a max pool side by side, and joins what they find.':
    '并排用几种大小的卷积核和一个最大池化读取特征图，再拼接结果。',
  'Reads the map through one and through two 3 × 3 filters and a pool side by side, and joins what they find.':
    '并排用一个和两个 3 × 3 卷积核以及一个池化读取特征图，再拼接结果。',
  'Branches of 1 × 1, 5 × 5 and two 3 × 3 convolutions and an average pool, joined; for maps of 35 rows.':
    '1 × 1、5 × 5 和两个 3 × 3 卷积的分支与平均池化，拼接；用于 35 行的特征图。',
  'Halves rows and columns by strided 3 × 3 branches and a max pool, joined; 35 rows become 17.':
    '用带步幅的 3 × 3 分支和最大池化使行与列减半，拼接；35 行变为 17 行。',
  'Branches of 1 × 7 and 7 × 1 convolutions and an average pool, joined; for maps of 17 rows.':
    '1 × 7 与 7 × 1 卷积的分支和平均池化，拼接；用于 17 行的特征图。',
  'Halves rows and columns by 3 × 3 branches, one with 7 × 7 ahead, and a max pool; 17 rows become 8.':
    '用 3 × 3 分支（其中一个之前有 7 × 7）和最大池化使行与列减半；17 行变为 8 行。',
  'Branches that fork into 1 × 3 and 3 × 1 convolutions, and an average pool, joined; for maps of 8 rows.':
    '分叉为 1 × 3 和 3 × 1 卷积的分支与平均池化，拼接；用于 8 行的特征图。',
  'Joins branches of several filters, brings them to the width of the input, weakens and adds them.':
    '拼接几种卷积核的分支，变为输入的宽度，减弱后相加。',
  'Repeats the Inception-ResNet block; the first copy strides and changes channels.':
    '重复 Inception-ResNet block；首个副本做步进并改变通道。',
  'Convolves several times in a row and joins all results at once.': '连续卷积多次，并一次拼接所有结果。',
  'Makes a few new maps from all that came before, and joins them to it.':
    '由之前的全部特征图生成少量新特征图，并与之拼接。',
  'Repeats the Dense layer: every copy reads the channels of all before it and adds its own.':
    '重复 Dense layer：每个副本读取之前全部的通道，并加入自己的通道。',
  'Compresses the channels with a 1 × 1 convolution and averages the map down.':
    '用 1 × 1 卷积压缩通道，并平均缩小特征图。',
  'Squeezes the channels with 1 × 1, expands them with 1 × 1 and 3 × 3 side by side and joins both.':
    '用 1 × 1 压缩通道，再并排用 1 × 1 和 3 × 3 扩展，并拼接两者。',
  'Repeats the Fire module at one width.': '以同一宽度重复 Fire module。',
  'Convolves several times with filters of one width, then keeps the largest value of each window.':
    '用同一宽度的卷积核卷积多次，再保留每个窗口的最大值。',
  'The first convolutions and the max pool; quarters rows and columns.':
    '最初的卷积和最大池化；行与列变为四分之一。',
  'Convolves patches that do not overlap, and norms the channels of each.':
    '对不重叠的图块做卷积，并对每个图块的通道归一化。',
  'Convolves patches that do not overlap into a sequence, puts learned tokens ahead and adds learned positions.':
    '把不重叠的图块卷积为序列，前面放可学习的 token，并加上可学习的位置编码。',
  'The convolutions ahead of the inception modules; quarters rows and columns.':
    'inception 模块之前的卷积；行与列变为四分之一。',
  'Five convolutions and two max pools, mostly without padding: 299 rows and columns become 35.':
    '五个卷积和两个最大池化，大多不填充：299 行和列变为 35。',
  'Lays squares of 2 × 2 positions out as channels and convolves them.':
    '把 2 × 2 的位置方块排成通道并做卷积。',
  'Averages each channel and scores the classes with one linear layer; softmax not included.':
    '对每个通道取平均，用一个线性层给各类别打分；不含 softmax。',
  'Averages each channel, norms the averages and scores the classes with one linear layer.':
    '对每个通道取平均，对平均值归一化，用一个线性层给各类别打分。',
  'Norms a sequence and scores the classes with one linear layer on its first token.':
    '对序列归一化，用一个线性层在其第一个 token 上给各类别打分。',
  'Norms the channels of each position, averages them and scores the classes with one linear layer.':
    '对每个位置的通道归一化并取平均，用一个线性层给各类别打分。',
  'Widens maps of several sizes and joins them, from the finest on, into the coarsest.':
    '加宽几种尺寸的特征图，并从最细的开始拼接到最粗的。',
  'Averages the map down to a fixed grid and scores the classes with several linear layers.':
    '把特征图平均到固定的网格，用几个线性层给各类别打分。',
  'Makes a map of scores for each class with a 1 × 1 convolution, and averages each.':
    '用 1 × 1 卷积为每个类别生成得分图，并各取平均。',
  'Scores the classes from a map inside the network; training adds its loss, inference leaves it out.':
    '从网络内部的特征图给各类别打分；训练时加入其损失，推理时省去。',
  'Scores the classes from a map of 17 rows; training adds its loss, inference leaves it out.':
    '从 17 行的特征图给各类别打分；训练时加入其损失，推理时省去。',
  'Brings maps of several strides to one width and adds what the coarser ones know.':
    '把几种步幅的特征图变为同一宽度，并加上较粗层级的信息。',
  'Scores every anchor of every level as an object and corrects its box, with the same weights on all levels.':
    '给每个层级的每个锚框打目标得分并修正其框，各层级共享权重。',
  'Scores every anchor of a map as an object and corrects its box.':
    '给特征图的每个锚框打目标得分并修正其框。',
  'Cuts a small map of fixed size for every box out of the level of its size.':
    '为每个框从与其大小相应的层级截取固定大小的小特征图。',
  'Reads each region into one vector by convolutions, if there are any, and linear layers.':
    '用卷积（如有）和线性层把每个区域读成一个向量。',
  'Scores the classes of each region and corrects its box for each class.':
    '给每个区域的各类别打分，并为每个类别修正其框。',
  'Draws a mask of twice the size for every class of each region.':
    '为每个区域的每个类别生成两倍大小的掩码。',
  'Draws a heat map of four times the size for every keypoint of each region.':
    '为每个区域的每个关键点生成四倍大小的热图。',
  'Scores and corrects every anchor of every level, with the same weights on all levels.':
    '给每个层级的每个锚框打分并修正，各层级共享权重。',
  'Scores the classes of every anchor of a map and corrects its box, in two towers of convolutions.':
    '用两列卷积给特征图每个锚框的各类别打分并修正其框。',
  'Scores, boxes and centre-ness of every position of every level, with the same weights on all levels.':
    '给出每个层级每个位置的得分、框和中心度，各层级共享权重。',
  'Scores the classes of every position, how far its box reaches, and how central it is.':
    '给出每个位置的类别得分、框的范围和中心程度。',
  'Narrows to half the channels that leave with 1 × 1, then steps with 3 × 3 to a coarser map.':
    '用 1 × 1 收窄到输出通道的一半，再用 3 × 3 步进到更粗的特征图。',
  'Scores and corrects every anchor of every map, each map with weights of its own.':
    '给每个特征图的每个锚框打分并修正，各特征图使用自己的权重。',
  'Scores the classes of every anchor of a map and corrects its box, with one convolution each.':
    '给特征图每个锚框的各类别打分并修正其框，各用一个卷积。',
  'Adds maps, each times a learned share of the whole.': '把特征图按可学习的比例加权相加。',
  'Adds coarser levels to maps of a backbone and fuses all of them, up and down, several times.':
    '在主干网络的特征图之上增加更粗的层级，并自上而下、自下而上多次融合。',
  'Fuses each level of a pyramid with its coarser one, then with its finer one.':
    '把金字塔的每个层级先与较粗的、再与较细的层级融合。',
  'Runs the same separable convolutions, with norms of its own for each level, on all levels.':
    '在所有层级上运行相同的可分离卷积，各层级使用自己的归一化。',
  'Convolves with 1 × 1 and 3 × 3 at one width and may add the input.':
    '以同一宽度用 1 × 1 和 3 × 3 卷积，可加上输入。',
  'Sends half of the width through bottlenecks and half past them, and joins both.':
    '让一半宽度通过瓶颈，一半绕过，再拼接两者。',
  'Narrows a map, joins it with its maxima over ever larger windows, and convolves the whole.':
    '收窄特征图，与越来越大的窗口中的最大值拼接，再整体卷积。',
  'Joins maps of several sizes from the coarsest down and again from the finest up.':
    '从最粗的向下、再从最细的向上拼接几种尺寸的特征图。',
  'Scores and places the anchors of every position with one convolution a level, without decoding them.':
    '每层级用一个卷积给每个位置的锚框打分和定位，不解码。',
  'Scores and places a box at every position of every level in two branches, and lists them all.':
    '用两个分支给每个层级的每个位置打分并定位一个框，并全部列出。',
  'Narrows to a quarter of the channels with 3 × 3 and scores the classes of every position.':
    '用 3 × 3 收窄到四分之一的通道，并给每个位置的各类别打分。',
  'Looks at every position at several distances and at the whole map, and joins what it sees.':
    '以几种距离和整个特征图观察每个位置，并拼接结果。',
  'Looks at several distances, then scores the classes of every position.':
    '以几种距离观察，再给每个位置的各类别打分。',
  'Joins what ASPP saw with an early map of finer positions, and scores the classes there.':
    '把 ASPP 的结果与位置更细的早期特征图拼接，并在那里给各类别打分。',
  'Gates the last map by its mean and adds its scores to those of an early map.':
    '用均值对最后的特征图做门控，并把其得分加到早期特征图的得分上。',
  'Joins a map with its means over the whole and over 2 × 2, 3 × 3 and 6 × 6 parts of it.':
    '把特征图与其整体以及 2 × 2、3 × 3、6 × 6 分块的均值拼接。',
  'Joins means over parts of the map, then scores the classes of every position.':
    '拼接特征图各部分的均值，再给每个位置的各类别打分。',
  'Pools the coarsest map, hands what it saw down a pyramid, joins all levels and scores the classes.':
    '对最粗的特征图做池化，沿金字塔向下传递，拼接所有层级并给各类别打分。',
  'Brings the levels of a pyramid to the size of the finest, adds them up and scores the classes.':
    '把金字塔的各层级变为最细层级的大小，相加并给各类别打分。',
  'Enlarges a map, joins it with maps of the way down, and convolves twice.':
    '放大特征图，与下行路径的特征图拼接，再卷积两次。',
  'Brings a tensor into a sequence, a repeat or lanes, which has one input port for each.':
    '把张量带入序列、重复或通道组，每个对应一个输入端口。',
  'Hands a tensor out of a sequence, a repeat or lanes, which has one output port for each.':
    '把张量带出序列、重复或通道组，每个对应一个输出端口。',
  'Brings what enters lanes to every lane uncut; elsewhere it is a part input.':
    '把进入通道组的张量完整地送到每一组；在别处即部件输入。',
  'Brings what the lane before hands on; in the first lane nothing is there.':
    '带入前一组传递的张量；第一组中没有。',
  'Hands a tensor on to the next lane.': '把张量传递给下一组。',
  'Cuts the channels into lanes, each drawn once for all; what leaves a lane at Carry out enters the next at Carry in.':
    '把通道切成若干组，只绘制一次；从传出离开一组的张量在传入处进入下一组。',
};
