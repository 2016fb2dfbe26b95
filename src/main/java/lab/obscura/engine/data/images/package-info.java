/**
 * Images in memory and what is computed from them alone: shapes, splits, augmentation, normalization, content hashes. Where they come
 * from is not known here.
 */
package lab.obscura.engine.data.images;
