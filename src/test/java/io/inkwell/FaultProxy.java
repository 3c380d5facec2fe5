package io.inkwell;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Forwards connections to the service, and injects one fault into each of them. Its
 * sockets have small buffers, so that the service notices a client that does not read.
 */
final class FaultProxy implements Closeable {

    private static final int CHUNK = 1024;

    /** The pause after each chunk of a slow connection, which gives 100 KB/s. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** The direction with the fault. */
    enum Direction {

        REQUEST, RESPONSE

    }

    /** What happens once some bytes have passed. */
    enum Fault {

        /** The rest passes slowly. */
        SLOWNESS,

        /** Both sides see an orderly end. */
        END,

        /** Both sides see a reset. */
        RESET,

        /** No more bytes are read or written, and both connections stay open. */
        SILENCE

    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private final ServerSocket server;

    private final int service;

    private final Direction direction;

    private final Fault fault;

    private final long numBytesBefore;

    /**
     * @param service the port of the service
     * @param numBytesBefore how many bytes pass in that direction before the fault
     */
    FaultProxy(int service, Direction direction, Fault fault, long numBytesBefore) throws IOException {
        this.service = service;
        this.direction = direction;
        this.fault = fault;
        this.numBytesBefore = numBytesBefore;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.threads.submit(() -> {
            while (true) {
                connect(this.server.accept());
            }
        });
    }

    int port() {
        return this.server.getLocalPort();
    }

    private void connect(Socket client) throws IOException {
        Socket host = new Socket();
        this.sockets.add(client);
        this.sockets.add(host);
        host.setReceiveBufferSize(2 * CHUNK);
        host.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.service));
        AtomicBoolean isSilent = new AtomicBoolean();
        this.threads.submit(() -> forward(Direction.REQUEST, client, host, isSilent));
        this.threads.submit(() -> forward(Direction.RESPONSE, host, client, isSilent));
    }

    private Void forward(Direction direction, Socket from, Socket to, AtomicBoolean isSilent) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        long numBytes = 0;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (isSilent.get()) {
                return null;
            }
            out.write(chunk, 0, n);
            numBytes += n;
            if (direction == this.direction && numBytes >= this.numBytesBefore && !inject(from, to, isSilent)) {
                return null;
            }
        }
        to.shutdownOutput();
        return null;
    }

    /** Returns whether the connection goes on. */
    private boolean inject(Socket from, Socket to, AtomicBoolean isSilent) throws IOException {
        switch (this.fault) {
            case SLOWNESS -> LockSupport.parkNanos(PAUSE.toNanos());
            case END -> {
                from.close();
                to.close();
            }
            case RESET -> {
                from.setSoLinger(true, 0);
                to.setSoLinger(true, 0);
                from.close();
                to.close();
            }
            case SILENCE -> isSilent.set(true);
        }
        return this.fault == Fault.SLOWNESS;
    }

    /** Closes all connections, too. */
    @Override
    public void close() throws IOException {
        this.server.close();
        for (Socket socket : this.sockets) {
            socket.close();
        }
        this.threads.shutdownNow();
    }

}
