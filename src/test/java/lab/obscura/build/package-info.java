/**
 * What the build refuses: broken architecture, undocumented public types, overlong files, containers that disagree with the
 * configuration. Every refusal says how to mend it.
 */
package lab.obscura.build;
