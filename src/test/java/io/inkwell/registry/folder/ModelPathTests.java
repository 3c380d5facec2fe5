package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.registry.ModelFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ModelPathTests {

    private static final String ENTRY = "models--openai-community--gpt2";

    @TempDir
    private Path folder;

    @Test
    void resolvesTheHomeFolder() throws IOException {
        Files.createDirectories(this.folder.resolve("models/gpt2"));

        assertThat(ModelPath.resolve("~/models/gpt2", this.folder)).isEqualTo(this.folder.resolve("models/gpt2"));
        assertThat(ModelPath.resolve("~", this.folder)).isEqualTo(this.folder);
    }

    @ParameterizedTest
    @CsvSource({ "gpt2, openai-community/gpt2", "gpt2-xl, openai-community/gpt2-xl",
            "distilgpt2, distilbert/distilgpt2" })
    void suggestsTheOwnerOfAHubModel(String name, String id) {
        assertThatIOException().isThrownBy(() -> ModelPath.resolve(name, this.folder))
            .withMessage(name + ": there is no such folder; the model of the Hugging Face hub is " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "no/such/folder", "/no/such", "gpt3", "./a/b", "a/b" })
    void rejectsAMissingFolder(String location) {
        assertThatIOException().isThrownBy(() -> ModelPath.resolve(location, this.folder))
            .withMessage(location + ": there is no such folder: set a folder with a checkpoint, or the id of a model "
                    + "of the Hugging Face hub, owner/name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    gpt2.Q4_K_M.gguf  |      | is not a folder but a GGUF file of llama.cpp: set the folder of the safetensors checkpoint that it was converted from
                    model             | GGUF | is not a folder but a GGUF file of llama.cpp: set the folder of the safetensors checkpoint that it was converted from
                    model.safetensors |      | is not a folder but a file of weights: set the folder of a checkpoint
                    pytorch_model.bin | PK   | is not a folder but a PyTorch pickle, which can run code and is not loaded: load it with transformers, call model.save_pretrained and tokenizer.save_pretrained, and set that folder
                    gpt2.PT           |      | is not a folder but a PyTorch pickle, which can run code and is not loaded: load it with transformers, call model.save_pretrained and tokenizer.save_pretrained, and set that folder
                    gpt2.tar.gz       |      | is not a folder but an archive: unpack it and set the folder with config.json
                    decoder.onnx      |      | is not a folder but an ONNX file: set the folder of the safetensors checkpoint that it was converted from
                    tf_model.h5       |      | is not a folder but a TensorFlow file: load it with transformers 4 and from_tf=True, call save_pretrained, and set that folder
                    tokenizer.json    |      | is not a folder but one file of a checkpoint: set the folder of a checkpoint
                    notes             |      | is not a folder but a file: set the folder of a checkpoint
                    """)
    void describesAFileThatIsNotAFolder(String name, String content, String problem) throws IOException {
        Path file = Files.writeString(this.folder.resolve(name), (content != null) ? content : "");

        assertThatIOException().isThrownBy(() -> ModelPath.resolve(file.toString(), this.folder))
            .withMessage(file + ": " + problem);
    }

    @Test
    void suggestsTheFolderOfAFile() throws IOException {
        Files.createFile(this.folder.resolve("config.json"));
        Path file = Files.createFile(this.folder.resolve("model.safetensors"));

        assertThatIOException().isThrownBy(() -> ModelPath.resolve(file.toString(), this.folder))
            .withMessage(file + ": is not a folder but a file of weights: set its folder, " + this.folder);
    }

    @Test
    void reportsTheTargetOfABrokenLink() throws IOException {
        Path link = Files.createSymbolicLink(this.folder.resolve("gpt2"), Path.of("/no/such"));

        assertThatIOException().isThrownBy(() -> ModelPath.resolve(link.toString(), this.folder))
            .withMessage(link + ": is a link to /no/such, which does not exist");
    }

    @Test
    void findsTheMainSnapshotOfACacheEntry() throws IOException {
        snapshots("a1", "b2");
        Files.writeString(Files.createDirectories(entry().resolve("refs")).resolve("main"), "b2\n");

        Path found = ModelPath.resolve(entry().toString(), this.folder);

        assertThat(found).isEqualTo(entry().resolve("snapshots/b2"));
        assertThat(new ModelFolder(found).name()).isEqualTo("openai-community/gpt2");
    }

    @Test
    void findsTheOnlySnapshotOfACacheEntry() throws IOException {
        snapshots("a1");

        assertThat(ModelPath.resolve(entry().toString(), this.folder)).isEqualTo(entry().resolve("snapshots/a1"));
    }

    @Test
    void rejectsSeveralSnapshots() throws IOException {
        snapshots("b2", "a1");

        assertThatIOException().isThrownBy(() -> ModelPath.resolve(entry().toString(), this.folder))
            .withMessageEndingWith(
                    "is a cache entry of the Hugging Face hub with several snapshots: set one of snapshots/a1, snapshots/b2");
    }

    @Test
    void rejectsACacheEntryWithoutSnapshots() throws IOException {
        snapshots();

        assertThatIOException().isThrownBy(() -> ModelPath.resolve(entry().toString(), this.folder))
            .withMessageEndingWith("without a snapshot: download the model again");
    }

    @ParameterizedTest
    @CsvSource({ "models--gpt2/snapshots/a1, gpt2", "models--a--b--c/snapshots/a1, a/b--c", "gpt2, gpt2",
            "snapshots/a1, a1", "models--a--b, models--a--b" })
    void namesASnapshotByItsRepository(String path, String name) {
        assertThat(new ModelFolder(this.folder.resolve(path)).name()).isEqualTo(name);
    }

    private Path entry() {
        return this.folder.resolve(ENTRY);
    }

    private void snapshots(String... names) throws IOException {
        Files.createDirectories(entry().resolve("snapshots"));
        for (String name : names) {
            Files.createDirectory(entry().resolve("snapshots").resolve(name));
        }
    }

}
