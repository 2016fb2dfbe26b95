/**
 * The edge of the service: what happens to a connection and a request before any controller is asked, and to an answer after it. Slow,
 * foreign and malformed requests end here, and no thread ever waits for a client. Nothing about experiments or runs belongs here. The
 * way in is {@link lab.obscura.platform.web.edge.Edge}.
 */
package lab.obscura.platform.web.edge;
