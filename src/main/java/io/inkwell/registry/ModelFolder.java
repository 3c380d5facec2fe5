package io.inkwell.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.FileProblem;
import io.inkwell.chat.TemplateSource;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.registry.defaults.GenerationConfigReader;
import io.inkwell.registry.folder.FolderCheck;
import io.inkwell.registry.folder.TemplateFiles;
import io.inkwell.tokenizer.Tokenizer;

/**
 * A folder with a Hugging Face checkpoint, served under the folder's name. A snapshot in
 * the Hugging Face cache is named after its repository.
 */
public record ModelFolder(Path folder) implements ModelSource {

    private static final Pattern SNAPSHOT = Pattern.compile(".*/models--([^/]+)/snapshots/[^/]+");

    private static final int MAX_GENERATION_CONFIG_BYTES = 16 << 20;

    @Override
    public String name() {
        Path path = this.folder.toAbsolutePath().normalize();
        Matcher snapshot = SNAPSHOT.matcher(path.toString());
        if (snapshot.matches()) {
            return snapshot.group(1).replaceFirst("--", "/");
        }
        Path name = path.getFileName();
        return (name != null) ? name.toString() : "model";
    }

    /**
     * Checks the config of a folder, which may lack the weights.
     * @throws IOException if it is missing, or not the config of a GPT-2 model
     */
    public static void requireConfig(Path folder) throws IOException {
        Gpt2Config.read(Files.readAllBytes(folder.resolve(GenerationConfigReader.MODEL_CONFIG)));
    }

    @Override
    public Path openFolder(Path copies) {
        return this.folder;
    }

    @Override
    public void requireCheckpoint() throws IOException {
        FolderCheck.run(this.folder);
    }

    @Override
    public Checkpoint openCheckpoint() throws IOException {
        return Checkpoint.open(this.folder);
    }

    @Override
    public Tokenizer openTokenizer() throws IOException {
        return Tokenizer.open(this.folder);
    }

    @Override
    public GenerationConfig readGenerationConfig() {
        Path file = this.folder.resolve(GenerationConfig.FILE);
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? GenerationConfig.read(content(file))
                    : GenerationConfig
                        .readModelConfig(content(this.folder.resolve(GenerationConfigReader.MODEL_CONFIG)));
        }
        catch (IOException ex) {
            return GenerationConfigReader.unread("cannot be read: " + FileProblem.describe(ex));
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_GENERATION_CONFIG_BYTES);
        }
    }

    @Override
    public @Nullable TemplateSource readChatTemplate() throws IOException {
        return TemplateFiles.find(this.folder);
    }

}
