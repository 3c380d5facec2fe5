package io.inkwell.weights;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

@InkwellService
class WeightsIT {

    private static final String WEIGHTS = "/v1/models/default/weights";

    private final ServiceClient service;

    WeightsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void listsAllWeightsInOrder() throws IOException {
        JsonNode list = get("").json();

        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(list.path("data").findValuesAsString("name")).isEqualTo(checkpoint.weightNames());
        }
        assertThat(list.path("model").stringValue()).isEqualTo("inkwell-demo");
        assertThat(list.path("data").values()).allSatisfy((weight) -> {
            assertThat(weight.path("dtype").stringValue()).isEqualTo("F16");
            assertThat(weight.path("bytes").longValue()).isEqualTo(2 * weight.path("count").longValue());
            assertThat(weight.path("meaning").stringValue()).isNotEqualTo(weight.path("name").stringValue());
        });
    }

    @Test
    void listsWeightsOfOneBlock() {
        assertThat(get("?prefix=transformer.h.2.attn.").json().path("data").findValuesAsString("name")).containsExactly(
                "h.2.attn.c_attn.weight", "h.2.attn.c_attn.bias", "h.2.attn.c_proj.weight", "h.2.attn.c_proj.bias");
    }

    @Test
    void returnsStatisticsThenValues() {
        JsonNode weight = get("/h.1.attn.c_attn.weight?rows=3:9:3&cols=570:576").json();

        assertThat(weight.path("values").size()).isEqualTo(2);
        assertThat(weight.path("values").get(0).size()).isEqualTo(6);
        assertThat(weight.path("rows").stringValue()).isEqualTo("3:9:3");
        assertThat(weight.path("cols").stringValue()).isEqualTo("570:576:1");
        assertThat(weight.path("meaning").stringValue()).contains("not attention weights");
        assertThat(weight.path("histogram").path("counts").size()).isEqualTo(64);
        assertThat(weight.propertyNames()).last().isEqualTo("values");
    }

    @Test
    void vectorIsOneRowAndPrefixedNameIsAccepted() {
        assertThat(get("/transformer.ln_f.bias").json().path("values").values()).singleElement()
            .satisfies((row) -> assertThat(row.size()).isEqualTo(192));
    }

    @Test
    void returnsColumnsAsCurves() {
        JsonNode weight = get("/wpe.weight?dims=0,1,191&rows=0:6").json();

        assertThat(weight.path("curves").size()).isEqualTo(3);
        assertThat(weight.path("curves").get(2).size()).isEqualTo(6);
        assertThat(weight.path("dims").toString()).isEqualTo("[0,1,191]");
        assertThat(weight.path("cols").isNull()).isTrue();
    }

    @Test
    void returnsCosinesOfRows() {
        JsonNode cosines = get("/wpe.weight?cosine=true&rows=0:100:20").json().path("cosines");

        assertThat(cosines.size()).isEqualTo(5);
        assertThat(cosines.get(4).get(4).doubleValue()).isEqualTo(1, offset(1e-6));
        assertThat(cosines.get(1).get(3)).isEqualTo(cosines.get(3).get(1));
    }

    @Test
    void f32IsExact() throws IOException {
        HttpResponse<byte[]> answer = download("/wte.weight?format=f32");

        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(floats(answer.body(), 0)).isEqualTo(checkpoint.values("wte.weight", 0, 4096 * 192));
        }
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(4096 * 192 * 4);
        assertThat(answer.headers().firstValue("Content-Disposition"))
            .hasValue("attachment; filename=\"wte.weight.f32\"");
    }

    @Test
    void npyIsF32WithHeader() {
        HttpResponse<byte[]> answer = download("/wpe.weight?format=npy&rows=:2");

        assertThat(answer.body()).startsWith(FloatEncoder.npyHeader(2, 192));
        assertThat(floats(answer.body(), answer.body().length - 2 * 192 * 4))
            .isEqualTo(floats(download("/wpe.weight?format=f32&rows=:2").body(), 0));
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void pngHasOnePixelPerValue() throws IOException {
        HttpResponse<byte[]> answer = download("/h.1.attn.c_attn.weight?format=png&rows=0:190&cols=0:300");

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(List.of(picture.getHeight(), picture.getWidth())).isEqualTo(List.of(190, 300));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        double reach = Double.parseDouble(answer.headers().firstValue("X-Inkwell-Reach").orElseThrow());
        JsonNode weight = get("/h.1.attn.c_attn.weight?rows=:1").json();
        assertThat(reach / weight.path("std").doubleValue()).isEqualTo(3, offset(0.01));
    }

    @Test
    void reachIsOneForCosinesElseAsRequested() {
        assertThat(download("/wpe.weight?format=png&cosine=true").headers().firstValue("X-Inkwell-Reach"))
            .hasValue("1.0");
        assertThat(download("/wpe.weight?format=png&reach=0.25").headers().firstValue("X-Inkwell-Reach"))
            .hasValue("0.25");
    }

    @ParameterizedTest
    @CsvSource({ "/lm_head.weight", "/h.4.ln_1.bias", "/%2e%2e%2fconfig.json", "/wpe" })
    void unknownWeightIsNotFound(String path) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().path("type").stringValue()).isEqualTo("not_found_error");
    }

    @Test
    void unknownModelIsNotFound() {
        assertThat(this.service.get("/v1/models/gpt2/weights").error().path("code").stringValue())
            .isEqualTo("model_not_found");
        assertThat(this.service.get("/v1/models/gpt2/weights/wte.weight").status()).isEqualTo(404);
    }

    private Answer get(String path) {
        return this.service.get(WEIGHTS + path);
    }

    private HttpResponse<byte[]> download(String path) {
        try {
            return HttpClient.newHttpClient().send(this.service.to(WEIGHTS + path).build(), BodyHandlers.ofByteArray());
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    private static float[] floats(byte[] bytes, int from) {
        float[] floats = new float[(bytes.length - from) / Float.BYTES];
        ByteBuffer.wrap(bytes, from, bytes.length - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

}
