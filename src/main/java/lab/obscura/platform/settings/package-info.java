/** Groups of settings that are too long to stand among the others. */
package lab.obscura.platform.settings;
