/** What may be asked for, as {@code GET /api/v1/catalog} answers it: data sets, backbones, parts, attacks, metrics with their settings. */
package lab.obscura.experiment.catalog;
