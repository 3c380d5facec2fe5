package io.inkwell.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;

/** Receives OTLP/HTTP like a collector. */
final class TraceReceiver implements AutoCloseable {

    private final HttpServer server;

    private final List<Export> exports = new CopyOnWriteArrayList<>();

    TraceReceiver() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.createContext("/", this::receive);
        this.server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            this.exports.add(new Export(exchange.getRequestURI().getPath(), body));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String endpoint() {
        return "http://localhost:" + this.server.getAddress().getPort() + "/v1/traces";
    }

    List<String> paths() {
        return this.exports.stream().map(Export::path).distinct().toList();
    }

    List<Span> spans(String traceId) {
        return this.exports.stream()
            .flatMap((export) -> export.traces().getResourceSpansList().stream())
            .flatMap((resource) -> resource.getScopeSpansList().stream())
            .flatMap((scope) -> scope.getSpansList().stream())
            .filter((span) -> hex(span.getTraceId()).equals(traceId))
            .toList();
    }

    /** All received data of all traces, as text. */
    String text() {
        StringBuilder text = new StringBuilder();
        this.exports.forEach((export) -> text.append(new String(export.body(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        this.server.stop(0);
    }

    private record Export(String path, byte[] body) {

        ExportTraceServiceRequest traces() {
            try {
                return ExportTraceServiceRequest.parseFrom(this.body);
            }
            catch (InvalidProtocolBufferException ex) {
                throw new UncheckedIOException(ex);
            }
        }

    }

}
