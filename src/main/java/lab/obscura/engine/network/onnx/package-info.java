/** Trained networks in the Open Neural Network Exchange format (ONNX), which runtimes on phones, boards and in browsers execute. */
package lab.obscura.engine.network.onnx;
