/**
 * To whom things belong, and who may change them. The way in is {@link lab.obscura.account.owner.Owners}.
 */
package lab.obscura.account.owner;
