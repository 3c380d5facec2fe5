package io.inkwell.studio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The page at {@code /} and its files. */
@InkwellService
class StudioIT {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(studio/[0-9a-f]+/[^\"]*)\"");

    private final ServiceClient service;

    private final int port;

    StudioIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.port = port;
    }

    @Test
    void pageIsCheckedForChangesAndRestrictsItsContent() {
        Answer page = this.service.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'",
                "object-src 'none'", "base-uri 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void unchangedPageIsNotSentAgain() {
        HttpRequest again = this.service.to("/").header("If-None-Match", header(this.service.get("/"), "ETag")).build();

        assertThat(this.service.send(again).status()).isEqualTo(304);
    }

    @Test
    void assetsOfThePageAreKeptForever() {
        assertThat(assets()).isNotEmpty().allSatisfy((path) -> {
            Answer asset = this.service.get("/" + path);
            assertThat(asset.status()).as(path).isEqualTo(200);
            assertThat(header(asset, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
            assertThat(header(asset, "X-Content-Type-Options")).isEqualTo("nosniff");
        });
        assertThat(this.service.get("/").body()).doesNotContain("@version@");
    }

    private List<String> assets() {
        return ASSET.matcher(this.service.get("/").body())
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    }

    @ParameterizedTest
    @CsvSource({ "gzip", "'deflate, gzip, br, zstd'", "GZIP;q=0.5" })
    void clientsThatAcceptGzipGetIt(String accepted) throws IOException, InterruptedException {
        String plain = this.service.get("/").body();

        HttpResponse<byte[]> answer = bytes(accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "identity", "br", "gzip;q=0", "gzip; q=0.000", "xgzip" })
    void otherClientsGetPlainBytes(String accepted) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = bytes(accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
    }

    private HttpResponse<byte[]> bytes(String accepted) throws IOException, InterruptedException {
        return bytes("/", accepted);
    }

    private HttpResponse<byte[]> bytes(String path, String accepted) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
                .header("Accept-Encoding", accepted)
                .build(), BodyHandlers.ofByteArray());
    }

    @Test
    void allFilesTogetherAreSmall() throws IOException, InterruptedException {
        String folder = "/studio/" + StudioFiles.read().version() + "/";
        List<String> paths = new ArrayList<>(List.of("/", folder + StudioPage.SHEET));
        Path sources = Path.of("src/main/resources/static/studio");
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(Files::isRegularFile)
                .map((file) -> sources.relativize(file).toString())
                .filter((name) -> !name.equals("index.html") && !name.endsWith(".css"))
                .forEach((name) -> paths.add(folder + name));
        }
        int size = 0;
        for (String path : paths) {
            size += bytes(path, "gzip").body().length;
        }

        assertThat(paths).hasSizeGreaterThan(100);
        assertThat(size).isLessThan(300_000);
    }

    @Test
    void headHasTheHeadersWithoutTheBody() {
        for (String path : List.of("/", "/" + assets().get(0))) {
            Answer answer = this.service.send(this.service.to(path).method("HEAD", BodyPublishers.noBody()).build());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "Content-Length"))
                .isEqualTo(String.valueOf(this.service.get(path).body().getBytes(StandardCharsets.UTF_8).length));
        }
    }

    @Test
    void unknownAssetsAreNotFound() {
        String known = "/" + assets().get(0);
        String version = known.split("/")[2];

        for (String path : List.of(known + "x", known.replace(version, "0123456789abcdef"), "/studio",
                "/studio/" + version, "/studio/" + version + "/", "/studio/" + version + "/index.html",
                "/studio/" + version + "/../application.yaml", "/studio/" + version + "/..%2fapplication.yaml",
                "/static/studio/index.html", "/index.html")) {
            Answer answer = this.service.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.error().path("type").stringValue()).isEqualTo("not_found_error");
        }
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

}
