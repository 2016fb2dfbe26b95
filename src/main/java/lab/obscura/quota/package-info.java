/**
 * What accounts and projects may use: runs that wait, hours of processor and card within a window, bytes. Submissions that go beyond are refused
 * with the numbers. The way in is {@link lab.obscura.quota.Quotas}.
 */
package lab.obscura.quota;
