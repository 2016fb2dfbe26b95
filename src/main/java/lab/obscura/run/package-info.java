/**
 * The run as a resource of the API: list, page, changes, events, pictures and curves. How runs wait belongs to {@code queue}, what
 * they left to {@code result}.
 */
package lab.obscura.run;
