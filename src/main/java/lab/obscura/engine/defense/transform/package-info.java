/** Feature transforms: noise, dropping, filters and other changes of the feature before it is sent. */
package lab.obscura.engine.defense.transform;
