package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class FolderCheckTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "model.safetensors", "model.safetensors.index.json" })
    void acceptsACheckpoint(String weights) throws IOException {
        write("config.json");
        write(weights);

        assertThatNoException().isThrownBy(() -> FolderCheck.run(this.folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    gpt2.gguf           | has no config.json, only a GGUF file of llama.cpp: set the folder of the safetensors checkpoint that it was converted from
                    tokenizer.json      | has a tokenizer but no model: add config.json and model.safetensors with model.save_pretrained
                    vocab.json          | has a tokenizer but no model: add config.json and model.safetensors with model.save_pretrained
                    model_index.json    | is a diffusers pipeline, which generates images: set the folder of a GPT-2 checkpoint
                    modules.json        | is a sentence-transformers model without a language model: set the folder of a GPT-2 checkpoint
                    hparams.json        | is OpenAI's original TensorFlow release of GPT-2: set the folder of the checkpoint that Hugging Face converted, such as openai-community/gpt2
                    notes.txt           | has no config.json
                    model.safetensors   | has no config.json
                    """)
    void rejectsAFolderWithoutAConfig(String file, String problem) throws IOException {
        write(file);

        assertRejected(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    gpt2.gguf                   | has no model.safetensors, only a GGUF file of llama.cpp: set the folder of the safetensors checkpoint that it was converted from
                    pytorch_model.bin           | has no model.safetensors, only a PyTorch pickle, which can run code and is not loaded: load it with transformers, call model.save_pretrained and tokenizer.save_pretrained, and set that folder
                    model.PT                    | has no model.safetensors, only a PyTorch pickle, which can run code and is not loaded: load it with transformers, call model.save_pretrained and tokenizer.save_pretrained, and set that folder
                    tf_model.h5                 | has no model.safetensors, only a TensorFlow file: load it with transformers 4 and from_tf=True, call save_pretrained, and set that folder
                    flax_model.msgpack          | has no model.safetensors, only a Flax file: load it with transformers 4 and from_flax=True, call save_pretrained, and set that folder
                    model.onnx                  | has no model.safetensors, only an ONNX file: set the folder of the safetensors checkpoint that it was converted from
                    pytorch_model.safetensors   | has no model.safetensors; pytorch_model.safetensors must be called model.safetensors, or be listed in model.safetensors.index.json
                    training_args.bin           | has no model.safetensors: add the weights with model.save_pretrained
                    merges.txt                  | has no model.safetensors: add the weights with model.save_pretrained
                    """)
    void rejectsAFolderWithoutWeights(String file, String problem) throws IOException {
        write("config.json");
        write(file);

        assertRejected(problem);
    }

    @Test
    void rejectsAnEmptyFolder() {
        assertRejected("the folder is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"base_model_name_or_path": "openai-community/gpt2"} | "openai-community/gpt2"
            {                                                    | another model
            """)
    void rejectsAnAdapterAndNamesItsBaseModel(String config, String base) throws IOException {
        Files.writeString(this.folder.resolve("adapter_config.json"), config);
        write("adapter_model.safetensors");

        assertRejected("is a LoRA adapter of " + base + " without a base model: set the base model, and serve the "
                + "adapter from inkwell.adapters.dir; or merge both with java -jar inkwell.jar merge BASE ADAPTER "
                + "OUTPUT, and set OUTPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = { "model.safetensors", "model.safetensors.index.json" })
    void rejectsAnAdapterNextToFullWeights(String weights) throws IOException {
        write("config.json");
        write(weights);
        write("adapter_config.json");
        write("adapter_model.safetensors");

        assertThatIOException().isThrownBy(() -> FolderCheck.run(this.folder))
            .withMessageStartingWith(this.folder.resolve("adapter_config.json") + ": is the config of an adapter")
            .withMessageContaining("move the adapter_* files to a folder in inkwell.adapters.dir")
            .withMessageContaining("or remove them to serve the base model");
    }

    @Test
    void suggestsCheckpointsInSubfolders() throws IOException {
        write("trainer_state.json");
        for (String name : new String[] { "checkpoint-500", "checkpoint-1000", "runs" }) {
            Files.createDirectory(this.folder.resolve(name));
        }
        write("checkpoint-500/config.json");
        write("checkpoint-500/model.safetensors");
        write("checkpoint-1000/config.json");
        write("checkpoint-1000/model.safetensors");

        assertRejected("is not a checkpoint itself; set one of its subfolders: checkpoint-1000, checkpoint-500");
    }

    @Test
    void suggestsModelsInAHubCache() throws IOException {
        Files.createDirectories(this.folder.resolve("models--openai-community--gpt2/snapshots/a1"));

        assertRejected("is not a checkpoint itself; set one of its subfolders: models--openai-community--gpt2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "config.json", "model.safetensors", "tokenizer.json", "generation_config.json" })
    void rejectsGitLfsPointers(String name) throws IOException {
        write("config.json");
        write("model.safetensors");
        Path file = Files.writeString(this.folder.resolve(name),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 548105171\n");

        assertThatIOException().isThrownBy(() -> FolderCheck.run(this.folder))
            .withMessage(file + ": is a Git LFS pointer and not the file itself: run \"git lfs pull\" in its folder");
    }

    @ParameterizedTest
    @ValueSource(strings = { "config.json", "model.safetensors", "tokenizer.json" })
    void rejectsBrokenLinks(String name) throws IOException {
        Path link = Files.createSymbolicLink(this.folder.resolve(name), Path.of("../../blobs/0"));

        assertThatIOException().isThrownBy(() -> FolderCheck.run(this.folder))
            .withMessage(link + ": is a link to ../../blobs/0, which does not exist: copy the folder with its links "
                    + "followed (cp -L), or download it again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    GGUF            | is not a safetensors file but a GGUF file of llama.cpp: set the folder of the safetensors checkpoint that it was converted from
                    <!DOCTYPE html> | is not a safetensors file but a web page: download the model again
                    <!doctype html> | is not a safetensors file but a web page: download the model again
                    """)
    void rejectsWeightsOfAnotherFormat(String content, String problem) throws IOException {
        write("config.json");
        Path weights = Files.writeString(this.folder.resolve("model.safetensors"), content);

        assertThatIOException().isThrownBy(() -> FolderCheck.run(this.folder)).withMessage(weights + ": " + problem);
    }

    private void write(String name) throws IOException {
        Files.writeString(this.folder.resolve(name), "{}");
    }

    private void assertRejected(String problem) {
        assertThatIOException().isThrownBy(() -> FolderCheck.run(this.folder))
            .withMessage(this.folder + ": " + problem);
    }

}
