/**
 * Folders and zip archives of pictures as one tree: which entry is a picture, of which class and which split. Pixels are not read
 * here. The way in is {@code FileTree}.
 */
package lab.obscura.engine.data.tree;
