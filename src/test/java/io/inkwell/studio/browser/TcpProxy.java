package io.inkwell.studio.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Forwards connections to a service until a test cuts them. */
public final class TcpProxy implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

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
        this.threads.submit(() -> copy(client, service));
        this.threads.submit(() -> copy(service, client));
    }

    private static Void copy(Socket from, Socket to) throws IOException {
        try (from; to; InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        }
        return null;
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
