/**
 * libtorch itself: loading it, the device and the memory it computes in, and operators that the binding has no method for.
 */
package lab.obscura.engine.network.torch.library;
