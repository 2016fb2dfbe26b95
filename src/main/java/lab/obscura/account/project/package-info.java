/**
 * Projects: groups of people who see what is private to them, and share a quota. What a project's people submit and see is decided by
 * {@link lab.obscura.account.Purpose} and {@link lab.obscura.account.Sight}; the way in is {@link lab.obscura.account.project.Projects}.
 */
package lab.obscura.account.project;
