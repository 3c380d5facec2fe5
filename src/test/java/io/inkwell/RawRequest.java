package io.inkwell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests on sockets, for tests that disconnect. */
public final class RawRequest {

    private RawRequest() {
    }

    /**
     * Sends a request without reading the response.
     * @param body JSON in ASCII
     */
    public static Socket post(int port, String path, String body) throws IOException {
        return post(port, "HTTP/1.1", path, body);
    }

    /**
     * The same with another version of HTTP, such as {@code HTTP/1.0}.
     */
    public static Socket post(int port, String version, String path, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write("""
                POST %s %s\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, version, body.length(), body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

}
