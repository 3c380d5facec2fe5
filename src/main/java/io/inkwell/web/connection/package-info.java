/**
 * HTTP connections: undecodable requests, early rejections, unreachable clients, and the
 * close of a connection.
 */
@NullMarked
package io.inkwell.web.connection;

import org.jspecify.annotations.NullMarked;
