/**
 * What every web package shares: the catalog of problems and how they are answered, limits and strictness of request
 * bodies, security headers, the API document and the pages. Nothing about experiments or runs belongs here. The way in is
 * {@link lab.obscura.platform.web.Problem}.
 */
package lab.obscura.platform.web;
