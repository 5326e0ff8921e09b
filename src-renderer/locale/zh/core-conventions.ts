/** What counting tools count, and what there is to know of them, in Chinese. */
export const conventionWords: Readonly<Record<string, string>> = {
  'conv + linear + matrix products': '卷积 + 线性 + 矩阵乘积',
  'MACs under the name of FLOPS': '以 FLOPS 之名计 MACs',
  'conv + linear + matrix products, 2 per MAC': '卷积 + 线性 + 矩阵乘积，每个 MAC 计 2',
  'an LSTM counts where torch takes it apart; where it runs as one kernel, as on a GPU, nothing of it counts':
    'torch 把 LSTM 拆开执行时计入；作为单个内核运行时（如在 GPU 上）完全不计',
  'every weight and bias of a module: at each output position of a convolution, at each row of a linear layer, at each step of an LSTM or GRU, else once per image':
    '模块的每个权重和偏置：卷积按每个输出位置，线性层按每行，LSTM 或 GRU 按每步，其余每幅图像一次',
  'norms count by their parameters, not by their map; a transposed convolution counts at its output; functions are not seen, except in a network without any module, whose weights count at the first two sizes of its output':
    '归一化按参数而非特征图计；转置卷积按输出计；看不到函数，除非网络没有任何模块，此时其权重按输出的前两个尺寸计',
  'conv + linear + matrix products, 2 per value of a batch norm (5 in training), 5 of another norm, 1 per value read by an adaptive average pool, 1 or 4 per value of a resize':
    '卷积 + 线性 + 矩阵乘积，批归一化每个值计 2（训练时 5），其他归一化计 5，自适应平均池化每读取一个值计 1，缩放每个值计 1 或 4',
  'one multiply-accumulate is called one flop, yet a norm counts its multiplications and additions apart; in training it cannot count a batch norm of one value per channel; an LSTM or GRU is an operator that it does not know, and counts 0':
    '把一次乘加称为一个 flop，而归一化的乘法和加法分别计；训练时无法计每通道只有一个值的批归一化；不认识 LSTM 和 GRU 算子，计 0',
  'conv + linear with their biases + matrix products': '卷积 + 线性（含偏置）+ 矩阵乘积',
  'some versions of torch leave out the bias of a linear layer on more than two axes, or run an LSTM as one kernel, of which nothing counts':
    '某些版本的 torch 省去两个以上轴的线性层的偏置，或把 LSTM 作为单个内核运行而完全不计',
  'conv + linear with their biases + matrix products, 2 per value of a norm (1 of a layer norm), 1 per value of an activation, 1 per value read by a pool, 10 or 7 per value of an LSTM or GRU':
    '卷积 + 线性（含偏置）+ 矩阵乘积，归一化每个值计 2（层归一化 1），激活每个值计 1，池化每读取一个值计 1，LSTM 或 GRU 每个值计 10 或 7',
  'ReLU, PReLU, GELU, pools and resizes are seen as module and as function, so they count twice, a resize the second time for one image; convolutions, linear layers and norms that are functions are not seen, nor is what is written as an operator; a local response norm counts what it calls; a deformable convolution counts 24 for each value that a tap of one channel reads, 25 with a mask; it cannot count a MultiheadAttention that is called by keywords':
    'ReLU、PReLU、GELU、池化和缩放既作为模块又作为函数被看到，因此计两次，缩放第二次只按一幅图像计；看不到以函数形式调用的卷积、线性层和归一化，也看不到写作运算符的内容；局部响应归一化按其调用的内容计；可变形卷积对一个通道的采样点每读取一个值计 24，带掩码计 25；无法计以关键字调用的 MultiheadAttention',
  'conv + linear, 4 per value of a norm (2 without scale and shift), mean bin area + 1 per value of an adaptive average pool, 1 per value of an average pool, 8 or 7 per value of an LSTM or GRU with 2 biases a gate':
    '卷积 + 线性，归一化每个值计 4（无缩放和平移计 2），自适应平均池化每个值计平均分箱面积 + 1，平均池化每个值计 1，每门 2 个偏置的 LSTM 或 GRU 每个值计 8 或 7',
  'only modules are seen, so functions do not count, nor do group norms, matrix products and layer norms over channels; a transposed convolution counts at its output; the area of bins is a fraction in floating point, cut off at the end':
    '只看模块，因此不计函数，也不计组归一化、矩阵乘积和通道上的层归一化；转置卷积按输出计；分箱面积为浮点分数，最后截断',
  'conv with bias + linear, 2 per value of a batch norm, 1 of a leaky ReLU, bin area + 1 per value of an adaptive average pool, 1 per value of an average pool, 8 or 7 per value of an LSTM or GRU with 2 biases a gate':
    '卷积（含偏置）+ 线性，批归一化每个值计 2，leaky ReLU 计 1，自适应平均池化每个值计分箱面积 + 1，平均池化每个值计 1，每门 2 个偏置的 LSTM 或 GRU 每个值计 8 或 7',
  'the release of May 2020, with which YOLOv5 and YOLOX are counted; only modules are seen, so functions do not count, nor do norms but those over the batch, the bias of a linear layer and a resize that repeats values; a transposed convolution counts at its output; sides of bins are cut off to whole numbers':
    '2020 年 5 月的版本，YOLOv5 和 YOLOX 用它计；只看模块，因此不计函数，也不计批归一化以外的归一化、线性层的偏置和重复取值的缩放；转置卷积按输出计；分箱边长截断为整数',
  'conv with bias + linear + matrix products, 2 per MAC; 2 per value of a batch norm, 5 of another norm, 1 per value of an activation, 1 per value read by a pool, 2 or 1 per value of an LSTM or GRU with 2 biases a gate':
    '卷积（含偏置）+ 线性 + 矩阵乘积，每个 MAC 计 2；批归一化每个值计 2，其他归一化计 5，激活每个值计 1，池化每读取一个值计 1，每门 2 个偏置的 LSTM 或 GRU 每个值计 2 或 1',
  'the bias of a linear layer does not count, nor do modules of ReLU6, hard-swish and sigmoid, nor methods and operators except torch.matmul, add and mul; a transposed convolution counts its groups twice over, and its bias at the sizes of an ordinary convolution; a resize by a factor counts the values it reads, to sizes their product, once for batch and channels, to a square its side, as size=8 does; an einsum counts what numpy prints of it':
    '不计线性层的偏置，不计 ReLU6、hard-swish 和 sigmoid 模块，也不计 torch.matmul、add 和 mul 以外的方法和运算符；转置卷积的分组计两遍，其偏置按普通卷积的尺寸计；按倍数缩放计读取的值，按尺寸缩放计其乘积，批次和通道只计一次，如 size=8 缩放为方形则计其边长；einsum 按 numpy 打印的结果计',
  'conv + linear + matrix products, 5 per value of a norm (2 of a batch norm in eval), 1 per value read by an adaptive average pool, 1 or 4 per value of a resize':
    '卷积 + 线性 + 矩阵乘积，归一化每个值计 5（eval 时批归一化计 2），自适应平均池化每读取一个值计 1，缩放每个值计 1 或 4',
  'as fvcore, but a model that was just built is in training, where a batch norm counts 5 instead of 2':
    '同 fvcore，但刚构建的模型处于训练模式，批归一化计 5 而不是 2',
  'convolutions count for one image of the batch; biases are operators of their own and do not count, nor do transposed convolutions; a linear layer on more than two axes counts by the first two sizes of its input and its features, a matrix product by the first two sizes of one factor and the second size of the other':
    '卷积只按批次中一幅图像计；偏置是单独的算子，不计，转置卷积也不计；两个以上轴的线性层按输入的前两个尺寸和特征数计，矩阵乘积按一个因子的前两个尺寸和另一个的第二个尺寸计',
  'conv + linear, 2 per value of a batch norm, 1 of ReLU, ReLU6 and sigmoid, 2 × area per value of an average pool':
    '卷积 + 线性，批归一化每个值计 2，ReLU、ReLU6 和 sigmoid 计 1，平均池化每个值计 2 × 面积',
  'as flops(), and the area of an adaptive pool is that of its output, so a global pool counts 2 per channel':
    '同 flops()，自适应池化的面积取其输出的面积，因此全局池化每通道计 2',
};
