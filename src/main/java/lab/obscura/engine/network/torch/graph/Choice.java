package lab.obscura.engine.network.torch.graph;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows of a matrix that become a stack.
 *
 * @param rows one after the other; behind a matrix's own the first one, which does not count
 * @param matrices of the stack
 * @param longest rows of a matrix in the stack
 * @param lengths where they differ
 */
record Choice(Tensor rows, int matrices, int longest, Optional<Lengths> lengths) {}
