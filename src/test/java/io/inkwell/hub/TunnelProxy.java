package io.inkwell.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that opens tunnels for one user. */
final class TunnelProxy implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<String> targets = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket server;

    private final String credentials;

    /**
     * @param user name and password, separated by a colon
     */
    TunnelProxy(String user) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.credentials = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.threads.submit(() -> {
            while (true) {
                Socket client = this.server.accept();
                this.threads.submit(() -> serve(client));
            }
        });
    }

    int port() {
        return this.server.getLocalPort();
    }

    /** The hosts and ports of all tunnels so far. */
    List<String> targets() {
        return List.copyOf(this.targets);
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            String[] request = in.readLine().split(" ");
            boolean isUser = false;
            for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                isUser |= header.equalsIgnoreCase("Proxy-Authorization: " + this.credentials);
            }
            if (!isUser) {
                send(client, "HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return null;
            }
            this.targets.add(request[1]);
            String[] target = request[1].split(":");
            try (Socket host = new Socket(target[0], Integer.parseInt(target[1]))) {
                send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                this.threads.submit(() -> copy(client.getInputStream(), host));
                copy(host.getInputStream(), client);
            }
        }
        return null;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Void copy(InputStream in, Socket out) throws IOException {
        in.transferTo(out.getOutputStream());
        out.shutdownOutput();
        return null;
    }

    @Override
    public void close() throws IOException {
        this.server.close();
        this.threads.shutdownNow();
    }

}
