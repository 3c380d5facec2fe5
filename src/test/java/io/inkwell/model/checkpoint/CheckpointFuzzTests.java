package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.fuzz.Fuzzer;
import io.inkwell.fuzz.JsonMutator;
import io.inkwell.fuzz.Mutator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damaged weights and configs are rejected or read, at a bounded cost. Neither ends the
 * process.
 */
class CheckpointFuzzTests {

    private static final RandomCheckpoint TINY = RandomCheckpoint.tiny();

    private static final byte[] WEIGHTS = TINY.safetensors();

    private static final int HEADER_BYTES = (int) ByteBuffer.wrap(WEIGHTS).order(ByteOrder.LITTLE_ENDIAN).getLong();

    private static final List<String> WORDS = List.of("F32", "F16", "BF16", "F64", "U8", "BOOL", "F4", "dtype", "shape",
            "data_offsets", "__metadata__", "wte.weight", "transformer.wte.weight", "lm_head.weight",
            "h.0.attn.c_attn.base_layer.weight", "h.0.ln_1.weight", "model.safetensors", "weight_map", "gpt2",
            "GPT2LMHeadModel", "GPT2ForSequenceClassification", "gelu_new", "relu", "n_layer", "n_inner", "n_head",
            "vocab_size", "eos_token_id", "auto_map", "architectures", "[", "{\"a\":", "\"", "\\u0000", "é", "🙂");

    @Test
    void damagedConfigs() throws IOException {
        byte[] embedded = Files.readAllBytes(EmbeddedCheckpoint.FOLDER.resolve("config.json"));
        JsonMutator values = new JsonMutator(List.of(object(TINY.configJson()), object(embedded)), WORDS);
        Mutator bytes = new Mutator(List.of(TINY.configJson(), embedded), WORDS);

        new Fuzzer("config.json", CheckpointFuzzTests::readConfig).run(1, 3_000,
                (random) -> random.nextBoolean() ? values.damaged(random) : bytes.damaged(random));
    }

    @Test
    void damagedWeights() throws IOException {
        byte[] header = Arrays.copyOfRange(WEIGHTS, Long.BYTES, Long.BYTES + HEADER_BYTES);
        JsonMutator values = new JsonMutator(List.of(object(header)), WORDS);
        Mutator headers = new Mutator(List.of(header), WORDS);
        Mutator files = new Mutator(List.of(WEIGHTS, new SafetensorsBuilder().toBytes()), WORDS);

        new Fuzzer("model.safetensors", CheckpointFuzzTests::readWeights).run(2, 2_500,
                (random) -> switch (random.nextInt(3)) {
                    case 0 -> files.damaged(random);
                    case 1 -> withHeader(headers.damaged(random));
                    default -> withHeader(values.damaged(random));
                });
    }

    @Test
    void damagedShardIndexes(@TempDir Path folder) throws IOException {
        TINY.writeTo(folder);
        Files.move(folder.resolve("model.safetensors"), folder.resolve("part-1.safetensors"));
        String index = "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\"wte.weight\": \"part-1.safetensors\"}}";
        Path path = folder.resolve("model.safetensors.index.json");
        JsonMutator values = new JsonMutator(List.of(object(index.getBytes(StandardCharsets.UTF_8))),
                List.of("part-1.safetensors", "../part-1.safetensors", "/", "..", ".safetensors", "config.json", "\0"));

        new Fuzzer("model.safetensors.index.json", (input) -> {
            Files.write(path, input);
            readFolder(folder);
        }).run(3, 400, values::damaged);
    }

    private static ObjectNode object(byte[] json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static byte[] withHeader(byte[] header) {
        byte[] data = Arrays.copyOfRange(WEIGHTS, Long.BYTES + HEADER_BYTES, WEIGHTS.length);
        byte[] file = SafetensorsBuilder.file(header, data);
        return (file.length > Fuzzer.MAX_INPUT) ? Arrays.copyOf(file, Fuzzer.MAX_INPUT) : file;
    }

    private static void readConfig(byte[] json) {
        try {
            Gpt2Config config = Gpt2Config.read(json);
            assertThat(config.parameterCount()).isPositive();
            assertThat(WeightShapes.bytes(config, Precision.FLOAT16)).isPositive();
        }
        catch (CheckpointException ex) {
            assertThat(ex).hasMessageStartingWith("config.json: ");
        }
    }

    private static void readWeights(byte[] bytes) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.wrap("test", ByteBuffer.wrap(bytes))) {
            for (String name : file.names()) {
                if (file.info(name).type().isWeight()) {
                    file.values(name, 0, Math.toIntExact(file.info(name).numElements()));
                }
            }
            try (Checkpoint checkpoint = Checkpoint.of(TINY.config(), file)) {
                assertThat(checkpoint.weightNames()).isNotEmpty();
            }
        }
        catch (CheckpointException ex) {
            assertThat(ex).hasMessageStartingWith("test: ");
        }
    }

    private static void readFolder(Path folder) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weightNames()).isNotEmpty();
        }
        catch (CheckpointException ex) {
            assertThat(ex.getMessage()).contains("safetensors");
        }
    }

}
