/** What an optimizer step is made of: its formulas, and the calls of libtorch that they need. */
package lab.obscura.engine.network.torch.step;
