/**
 * HTTP connections: requests that cannot be decoded, early rejections, dead peers and the
 * close of a connection.
 */
@NullMarked
package io.inkwell.web.connection;

import org.jspecify.annotations.NullMarked;
