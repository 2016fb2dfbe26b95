/** The classifiers that can be split, as specifications. The way in is {@link lab.obscura.engine.network.backbone.Backbones}. */
package lab.obscura.engine.network.backbone;
