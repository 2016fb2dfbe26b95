/**
 * Settings declared once: name, range, default, help. Checking, JSON Schema and error texts are derived here; what a setting means belongs
 * to its owner. The way in is {@link lab.obscura.engine.settings.Setting}.
 */
package lab.obscura.engine.settings;
