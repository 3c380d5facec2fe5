package io.inkwell.registry.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the files of a folder before reading them, and recognizes folders that are not
 * checkpoints.
 */
public final class FolderCheck {

    private static final Pattern READ = Pattern.compile(".+\\.(json|txt|jinja|safetensors|model)");

    private static final String LFS_POINTER = "version https://git-lfs";

    private static final int MAX_POINTER_BYTES = 1024;

    private static final String WEIGHTS = "model.safetensors";

    private final Path folder;

    private final List<Path> files = new ArrayList<>();

    private FolderCheck(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> entries = Files.list(folder)) {
            entries.sorted().forEach(this.files::add);
        }
    }

    /**
     * @throws IOException if the folder or one of its files is not a checkpoint; the
     * message says what it is and what to do
     */
    public static void run(Path folder) throws IOException {
        FolderCheck check = new FolderCheck(folder);
        for (Path file : check.files) {
            if (READ.matcher(file.getFileName().toString()).matches()) {
                requireFile(file);
            }
        }
        if (!check.has("config.json") || !hasWeights(folder)) {
            throw new FileSystemException(folder.toString(), null, check.problem());
        }
        if (check.has(LoraFolder.CONFIG)) {
            throw rejection(folder.resolve(LoraFolder.CONFIG), LoraFolder.WITH_WEIGHTS);
        }
        if (check.has(WEIGHTS)) {
            requireWeights(folder.resolve(WEIGHTS));
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw rejection(file, "is a link to " + Files.readSymbolicLink(file)
                    + ", which does not exist: copy the folder with its links followed (cp -L), or download it again");
        }
        if (!Files.isReadable(file)) {
            throw rejection(file, "this user has no permission to read it");
        }
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_POINTER_BYTES
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith(LFS_POINTER)) {
            throw rejection(file, "is a Git LFS pointer and not the file itself: run \"git lfs pull\" in its folder");
        }
    }

    private static void requireWeights(Path weights) throws IOException {
        FileKind kind = Files.isRegularFile(weights) ? FileKind.ofContent(weights) : FileKind.OTHER;
        if (kind != FileKind.OTHER) {
            throw rejection(weights, "is not a safetensors file but " + kind.description() + ": " + kind.advice());
        }
    }

    /**
     * Whether the folder has weights, in one file or in shards with an index.
     */
    static boolean hasWeights(Path folder) {
        return Files.exists(folder.resolve(WEIGHTS)) || Files.exists(folder.resolve(WEIGHTS + ".index.json"));
    }

    private boolean has(String name) {
        return Files.exists(this.folder.resolve(name));
    }

    private String problem() throws IOException {
        if (this.files.isEmpty()) {
            return "the folder is empty";
        }
        if (has(LoraFolder.CONFIG)) {
            return LoraFolder.problem(this.folder.resolve(LoraFolder.CONFIG));
        }
        if (has("model_index.json")) {
            return "is a diffusers pipeline, which generates images: set the folder of a GPT-2 checkpoint";
        }
        List<String> inside = Subfolders.withCheckpoints(this.folder);
        if (!inside.isEmpty()) {
            return "is not a checkpoint itself; set one of its subfolders: " + String.join(", ", inside);
        }
        return has("config.json") ? withoutWeights() : withoutConfig();
    }

    private String withoutConfig() {
        Optional<FileKind> weights = weights();
        if (weights.isPresent()) {
            return "has no config.json, only " + weights.get().description() + ": " + weights.get().advice();
        }
        if (has("hparams.json") || has("encoder.json")) {
            return "is OpenAI's original TensorFlow release of GPT-2: set the folder of the checkpoint that "
                    + "Hugging Face converted, such as openai-community/gpt2";
        }
        if (has("modules.json")) {
            return "is a sentence-transformers model without a language model: set the folder of a GPT-2 checkpoint";
        }
        boolean hasTokenizer = has("tokenizer.json") || has("vocab.json");
        if (hasTokenizer && !hasWeights(this.folder)) {
            return "has a tokenizer but no model: add config.json and " + WEIGHTS + " with model.save_pretrained";
        }
        return "has no config.json";
    }

    private String withoutWeights() {
        Optional<FileKind> weights = weights();
        if (weights.isPresent()) {
            return "has no " + WEIGHTS + ", only " + weights.get().description() + ": " + weights.get().advice();
        }
        Optional<String> other = names().filter((name) -> FileKind.ofName(name) == FileKind.SAFETENSORS).findFirst();
        return "has no " + WEIGHTS + other
            .map((name) -> "; " + name + " must be called " + WEIGHTS + ", or be listed in " + WEIGHTS + ".index.json")
            .orElse(": add the weights with model.save_pretrained");
    }

    private Optional<FileKind> weights() {
        return names().map(FileKind::ofName).filter(FileKind::holdsWeights).findFirst();
    }

    // Files that trainers write next to the weights.
    private Stream<String> names() {
        return this.files.stream()
            .map((file) -> file.getFileName().toString())
            .filter((name) -> !name.matches("(training_args|optimizer|scheduler|scaler|rng_state.*)\\.(bin|pt|pth)"));
    }

    private static FileSystemException rejection(Path file, String problem) {
        return new FileSystemException(file.toString(), null, problem);
    }

}
