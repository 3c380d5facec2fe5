package io.inkwell.studio.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Forwards connections to a service until a test cuts them, and records the requests.
 */
public final class TcpProxy implements AutoCloseable {

    private static final Pattern POST = Pattern.compile(
            "POST (\\S+) HTTP/1\\.1\r\n(?:[^\r\n]+\r\n)*?content-length: (\\d+)\r\n(?:[^\r\n]+\r\n)*\r\n",
            Pattern.CASE_INSENSITIVE);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final List<ByteArrayOutputStream> requests = new CopyOnWriteArrayList<>();

    private final ServerSocket server;

    private final int target;

    /**
     * @param target the port of the service
     */
    public TcpProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.threads.submit(() -> {
            while (true) {
                connect(this.server.accept());
            }
        });
    }

    private void connect(Socket client) throws IOException {
        Socket service = new Socket(InetAddress.getLoopbackAddress(), this.target);
        this.sockets.add(client);
        this.sockets.add(service);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        this.requests.add(record);
        this.threads.submit(() -> copy(client, service, record));
        this.threads.submit(() -> copy(service, client, OutputStream.nullOutputStream()));
    }

    private static Void copy(Socket from, Socket to, OutputStream record) throws IOException {
        try (from; to; InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                record.write(buffer, 0, length);
                to.getOutputStream().write(buffer, 0, length);
            }
        }
        return null;
    }

    /** The bodies of the POST requests to a path, by connection. */
    public List<String> bodies(String path) {
        return this.requests.stream()
            .flatMap((record) -> bodies(record.toString(StandardCharsets.ISO_8859_1), path))
            .toList();
    }

    private static Stream<String> bodies(String requests, String path) {
        return POST.matcher(requests)
            .results()
            .filter((head) -> head.group(1).equals(path))
            .map((head) -> requests.substring(head.end(), head.end() + Integer.parseInt(head.group(2))))
            .map((bytes) -> new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    public int port() {
        return this.server.getLocalPort();
    }

    /** Ends all connections. New ones are forwarded. */
    public void cut() throws IOException {
        for (Socket socket : this.sockets) {
            socket.close();
        }
        this.sockets.clear();
    }

    /** Ends all connections, and rejects new ones. */
    public void stop() throws IOException {
        this.server.close();
        cut();
    }

    @Override
    public void close() throws IOException {
        stop();
        this.threads.shutdownNow();
    }

}
