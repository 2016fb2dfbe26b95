/** Graphs of small networks in libtorch: stacks of matrices in float64, gradients by its autograd, parameters and rows that outlive a step. */
package lab.obscura.engine.network.torch.graph;
