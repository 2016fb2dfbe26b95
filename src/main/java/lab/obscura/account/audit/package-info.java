/**
 * Who did what, from where: written once, never changed, dropped by the month. The way in is {@link lab.obscura.account.audit.Audit}.
 */
package lab.obscura.account.audit;
