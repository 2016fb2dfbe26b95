/**
 * Networks as data and the seam to the engines that build them. Written without any library's layers: those lie in one package per
 * engine below. The way in is {@link lab.obscura.engine.network.Engine}.
 */
package lab.obscura.engine.network;
