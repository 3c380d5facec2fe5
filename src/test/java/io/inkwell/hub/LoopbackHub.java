package io.inkwell.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that behaves like the hub: it lists a repository's files, and redirects
 * requests for large files to another host name. It fails as tests configure it.
 */
public final class LoopbackHub implements AutoCloseable {

    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final String CDN = "/cdn/";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, byte[]> files = new TreeMap<>();

    /** The files that a pull request adds, by its number. */
    private final Map<Integer, Map<String, byte[]>> pullRequests = new TreeMap<>();

    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final HttpServer server;

    private final String repository;

    private final String cdn;

    private final HubFaults faults = new HubFaults();

    /**
     * @param repository {@code owner/name}
     */
    public LoopbackHub(String repository, Path folder) throws IOException {
        this(repository, folder, HttpServer.create(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "localhost");
    }

    private LoopbackHub(String repository, Path folder, HttpServer server, InetSocketAddress address, String cdn)
            throws IOException {
        this.repository = repository;
        try (var paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                this.files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        this.cdn = cdn;
        this.server = server;
        this.server.bind(address, 0);
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::handle);
        this.server.start();
    }

    /** With TLS, for a certificate of 127.0.0.1 and localhost. */
    static LoopbackHub withTls(String repository, Path folder, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new LoopbackHub(repository, folder, server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "localhost");
    }

    /**
     * Serves a folder on all addresses until the process ends.
     * @param args the repository, the folder, the port, and the name of the host to which
     * requests for large files are redirected
     */
    public static void main(String[] args) throws IOException {
        new LoopbackHub(args[0], Path.of(args[1]), HttpServer.create(),
                new InetSocketAddress(Integer.parseInt(args[2])), args[3]);
    }

    public String endpoint() {
        return address("127.0.0.1");
    }

    private String address(String host) {
        String scheme = (this.server instanceof HttpsServer) ? "https" : "http";
        return "%s://%s:%d".formatted(scheme, host, this.server.getAddress().getPort());
    }

    public HubFaults faults() {
        return this.faults;
    }

    public void put(String file, byte[] content) {
        this.files.put(file, content);
    }

    /** Adds a file in a pull request, which has all other files as well. */
    public void putInPullRequest(int number, String file, byte[] content) {
        this.pullRequests.computeIfAbsent(number, (any) -> new TreeMap<>()).put(file, content);
    }

    public void remove(String file) {
        this.files.remove(file);
    }

    public byte[] content(String file) {
        return Stream.concat(Stream.of(this.files), this.pullRequests.values().stream())
            .flatMap((files) -> Stream.ofNullable(files.get(file)))
            .findFirst()
            .orElseThrow();
    }

    /** The requests so far. */
    public List<Request> requests() {
        return List.copyOf(this.requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            this.requests.add(new Request(path, exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestHeaders().getFirst("Range"),
                    exchange.getRequestHeaders().getFirst("Authorization")));
            if (!this.faults.reject(exchange)) {
                respond(exchange, path);
            }
        }
    }

    private void respond(HttpExchange exchange, String path) throws IOException {
        String resolve = "/" + this.repository + "/resolve/";
        String revisions = "/api/models/" + this.repository + "/revision/";
        String trees = "/api/models/" + this.repository + "/tree/";
        if (path.startsWith(revisions)) {
            revision(exchange, path.substring(revisions.length()));
        }
        else if (path.equals("/api/models/" + this.repository)) {
            revision(exchange, "main");
        }
        else if (path.equals("/api/models/" + this.repository + "/refs")) {
            json(exchange, Map.of("branches", List.of(ref("main", "refs/heads/main")), "tags", List.of(), "converts",
                    List.of(), "pullRequests", pullRequests(exchange.getRequestURI().getQuery())));
        }
        else if (path.startsWith(trees)) {
            json(exchange, tree());
        }
        else if (path.startsWith(resolve)) {
            String file = path.substring(resolve.length()).replaceFirst("^(refs/pr/\\d+|[^/]+)/", "");
            resolve(exchange, file);
        }
        else if (path.startsWith(CDN)) {
            exchange.getResponseHeaders().set("ETag", "\"of-the-cdn\"");
            content(exchange, path.substring(CDN.length()));
        }
        else {
            error(exchange, 401, "RepoNotFound");
        }
    }

    private void revision(HttpExchange exchange, String revision) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(this.files);
        if (revision.matches("refs/pr/\\d+")) {
            files.putAll(this.pullRequests.getOrDefault(Integer.parseInt(revision.substring(8)), Map.of()));
        }
        else if (!List.of("main", COMMIT).contains(revision)) {
            error(exchange, 404, "RevisionNotFound");
            return;
        }
        List<Map<String, Object>> siblings = new ArrayList<>();
        for (String file : files.keySet()) {
            Map<String, Object> sibling = new TreeMap<>(Map.of("rfilename", file, "size",
                    this.faults.size(content(file)), "blobId", Hashes.gitSha1(content(file))));
            if (isLarge(file)) {
                sibling.put("lfs", Map.of("sha256", this.faults.hash(content(file)), "size", content(file).length,
                        "pointerSize", 132));
            }
            siblings.add(sibling);
        }
        json(exchange, Map.of("id", this.repository, "modelId", this.repository, "sha", COMMIT, "siblings", siblings,
                "private", false, "downloads", 0, "likes", 0, "tags", List.of()));
    }

    // As the hub, which lists them on request only.
    private List<Map<String, Object>> pullRequests(@Nullable String query) {
        return "include_prs=1".equals(query) ? this.pullRequests.keySet()
            .stream()
            .map((number) -> ref(number.toString(), "refs/pr/" + number))
            .toList() : List.of();
    }

    private static Map<String, Object> ref(String name, String ref) {
        return Map.of("name", name, "ref", ref, "targetCommit", COMMIT);
    }

    private List<Map<String, Object>> tree() {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String file : this.files.keySet()) {
            Map<String, Object> entry = new TreeMap<>(Map.of("type", "file", "path", file, "size", content(file).length,
                    "oid", Hashes.gitSha1(content(file))));
            if (isLarge(file)) {
                entry.put("lfs",
                        Map.of("oid", Hashes.sha256(content(file)), "size", content(file).length, "pointerSize", 132));
            }
            entries.add(entry);
        }
        return entries;
    }

    private void json(HttpExchange exchange, Object body) throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        OutputStream out = exchange.getResponseBody();
        out.write(json, 0, 1);
        out.flush();
        this.faults.afterStartOfList();
        out.write(json, 1, json.length - 1);
    }

    private static boolean isLarge(String file) {
        return file.endsWith(".safetensors") || file.endsWith(".bin");
    }

    private void resolve(HttpExchange exchange, String file) throws IOException {
        boolean isInPullRequest = this.pullRequests.values().stream().anyMatch((files) -> files.containsKey(file));
        if (!this.files.containsKey(file) && !isInPullRequest) {
            error(exchange, 404, "EntryNotFound");
            return;
        }
        exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
        if (!isLarge(file)) {
            exchange.getResponseHeaders().set("ETag", "\"" + Hashes.gitSha1(content(file)) + "\"");
            content(exchange, file);
            return;
        }
        exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + Hashes.sha256(content(file)) + "\"");
        exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content(file).length));
        exchange.getResponseHeaders().set("Location", this.faults.redirect(address(this.cdn) + CDN + file));
        exchange.sendResponseHeaders(302, -1);
    }

    private void content(HttpExchange exchange, String file) throws IOException {
        byte[] content = content(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = (range != null && this.faults.knowsRanges()) ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (from > 0 && from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
        }
        exchange.sendResponseHeaders((from > 0) ? 206 : 200, isHead ? -1 : content.length - from);
        if (!isHead) {
            OutputStream out = exchange.getResponseBody();
            int length = this.faults.limit(file, content.length - from);
            this.faults.write(out, file, content, from, length);
            if (length < content.length - from) {
                this.faults.afterPart();
            }
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Error-Code", code);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    public record Request(String path, String host, @Nullable String range, @Nullable String authorization) {

    }

}
