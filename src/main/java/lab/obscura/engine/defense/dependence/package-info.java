/**
 * How far two sets of samples depend on each other, as penalties make it small and as estimators report it: kernels, HSIC, COCO, the
 * learned guess of CLUB, and the parts that are made of them. The way in is {@link lab.obscura.engine.defense.dependence.Dependence}.
 */
package lab.obscura.engine.defense.dependence;
