package io.inkwell.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;

/** The ways in which the loopback hub fails. */
public final class HubFaults {

    private static final int KILOBYTE = 1 << 10;

    private final AtomicInteger rejections = new AtomicInteger();

    private final AtomicInteger cuts = new AtomicInteger();

    private volatile int status = 200;

    private volatile Map<String, String> headers = Map.of();

    private volatile int cutAt;

    private volatile boolean stalls;

    private volatile boolean stallsLists;

    private volatile long pauseMillis;

    private volatile boolean knowsRanges = true;

    private volatile boolean hasWrongHash;

    private volatile long size = -1;

    private volatile String redirect = "";

    /** Rejects the next requests. */
    public void reject(int times, int status, Map<String, String> headers) {
        this.status = status;
        this.headers = headers;
        this.rejections.set(times);
    }

    /** Ends the next responses with a file after a number of bytes. */
    public void cut(int times, int bytes) {
        this.cuts.set(times);
        this.cutAt = bytes;
    }

    /** Keeps a cut connection open until the hub closes. */
    public void stall() {
        this.stalls = true;
    }

    /** Sends the start of each list of files, and keeps the connection open. */
    public void stallLists() {
        this.stallsLists = true;
    }

    /** Pauses before every kilobyte of the weights; 0 for no pause. */
    public void trickle(long millis) {
        this.pauseMillis = millis;
    }

    public void ignoreRanges() {
        this.knowsRanges = false;
    }

    public void listWrongHash() {
        this.hasWrongHash = true;
    }

    public void listSize(long bytes) {
        this.size = bytes;
    }

    public void redirectTo(String address) {
        this.redirect = address;
    }

    boolean reject(HttpExchange exchange) throws IOException {
        if (this.rejections.getAndUpdate((left) -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        this.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(this.status, -1);
        return true;
    }

    int limit(String file, int bytes) {
        if (!file.endsWith(".safetensors") || this.cuts.getAndUpdate((left) -> Math.max(0, left - 1)) == 0) {
            return bytes;
        }
        return Math.min(bytes, this.cutAt);
    }

    /** Called after the part of a file that is sent. */
    void afterPart() {
        if (this.stalls) {
            waitUntilClosed();
        }
    }

    /** Called after the first byte of a list. */
    void afterStartOfList() {
        if (this.stallsLists) {
            waitUntilClosed();
        }
    }

    private static void waitUntilClosed() {
        try {
            new CountDownLatch(1).await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    void write(OutputStream out, String file, byte[] content, int from, int length) throws IOException {
        int to = from + length;
        for (int at = from; at < to;) {
            boolean trickles = file.endsWith(".safetensors") && this.pauseMillis > 0;
            int size = trickles ? Math.min(KILOBYTE, to - at) : to - at;
            if (trickles) {
                pause(this.pauseMillis);
            }
            out.write(content, at, size);
            out.flush();
            at += size;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    boolean knowsRanges() {
        return this.knowsRanges;
    }

    String hash(byte[] content) {
        return this.hasWrongHash ? "0".repeat(64) : Hashes.sha256(content);
    }

    long size(byte[] content) {
        return (this.size >= 0) ? this.size : content.length;
    }

    String redirect(String address) {
        return this.redirect.isEmpty() ? address : this.redirect;
    }

}
