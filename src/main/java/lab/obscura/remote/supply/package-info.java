/** Files for workers that reach nothing but the service: checkpoints of runs, taken and handed out; data sets, file by file. */
package lab.obscura.remote.supply;
