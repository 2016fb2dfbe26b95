/**
 * Decodes one picture file (PNG, JPEG, BMP, GIF) into upright 8-bit rows of gray or RGB, whole or in stripes. What cannot be read
 * right is refused in words that say what the file is. Nothing here knows data sets, folders or classes; the way in is {@link
 * lab.obscura.engine.data.pictures.PictureReader}.
 */
package lab.obscura.engine.data.pictures;
