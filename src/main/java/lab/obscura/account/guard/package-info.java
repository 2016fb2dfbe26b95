/**
 * The guard in front of every address: who asks, what that role may, and the CSRF token of browsers. It stands only where accounts are in
 * use, behind the edge with its checks of {@code Host} and {@code Origin}. The way in is {@link lab.obscura.account.guard.Guard}; the matrix of
 * rights is {@link lab.obscura.account.guard.Rights}.
 */
package lab.obscura.account.guard;
