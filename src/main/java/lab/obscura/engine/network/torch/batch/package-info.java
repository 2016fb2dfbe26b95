/** Batches in libtorch's memory: how they get there and back, and what steps do with them. */
package lab.obscura.engine.network.torch.batch;
