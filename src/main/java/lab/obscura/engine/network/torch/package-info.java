/**
 * The engine on libtorch: the layers of a specification as calls of ATen, gradients by its autograd, on the CPU or an NVIDIA GPU. Only
 * this package knows libtorch. The way in is {@link lab.obscura.engine.network.torch.TorchEngine}.
 */
package lab.obscura.engine.network.torch;
