package lab.obscura.engine.network.torch.graph;

import org.bytedeco.pytorch.Tensor;

/**
 * How many rows the matrices of a stack have, where that differs: what lies behind a matrix's own rows belongs to nobody.
 *
 * @param present stack × rows × 1: 1 for a matrix's own, else 0
 * @param absent the same as a mask of what belongs to nobody
 * @param counts stack × 1 × 1
 */
record Lengths(Tensor present, Tensor absent, Tensor counts) {}
