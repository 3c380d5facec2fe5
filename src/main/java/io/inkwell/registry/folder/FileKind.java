package io.inkwell.registry.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Kinds of model files, recognized by name or magic bytes. */
enum FileKind {

    GGUF(".+\\.(gguf|ggml)", "GGUF", "a GGUF file of llama.cpp"),

    SAFETENSORS(".+\\.safetensors", null, "a file of weights"),

    PICKLE(".+\\.(bin|pt|pth|ckpt|pkl)", null, "a PyTorch pickle, which can run code and is not loaded"),

    ONNX(".+\\.onnx", null, "an ONNX file"),

    KERAS(".+\\.(h5|keras)", "\u0089HDF", "a TensorFlow file"),

    FLAX(".+\\.msgpack", null, "a Flax file"),

    OTHER_RUNTIME(".+\\.(tflite|ot|mlmodel|pte|engine|xml)", null, "a file of another runtime"),

    WEB_PAGE(".+\\.html?", "<!DO", "a web page"),

    ARCHIVE(".+\\.(zip|tar|tgz|gz|bz2|xz|7z|rar)", "PK\u0003\u0004", "an archive"),

    CHECKPOINT_FILE(".+\\.(json|txt|jinja|model)", null, "one file of a checkpoint"),

    OTHER(".*", null, "a file");

    private static final String SAVE = "load it with transformers, call model.save_pretrained and "
            + "tokenizer.save_pretrained, and set that folder";

    private static final int MAGIC_BYTES = 8;

    private final Pattern name;

    private final String magic;

    private final String description;

    FileKind(String name, @Nullable String magic, String description) {
        this.name = Pattern.compile(name);
        this.magic = (magic != null) ? magic : "\uffff";
        this.description = description;
    }

    /** Recognizes a file by its name, or else by its first bytes. */
    static FileKind of(Path file) throws IOException {
        FileKind byName = ofName(file.getFileName().toString());
        return (byName == OTHER) ? ofContent(file) : byName;
    }

    static FileKind ofName(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (kind.name.matcher(lowerCase).matches()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** {@link #OTHER} for files without known magic bytes. */
    static FileKind ofContent(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
            for (FileKind kind : values()) {
                if (start.regionMatches(true, 0, kind.magic, 0, kind.magic.length())) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    String description() {
        return this.description;
    }

    /** Whether weights of this kind can be converted to safetensors. */
    boolean holdsWeights() {
        return switch (this) {
            case GGUF, PICKLE, ONNX, KERAS, FLAX, OTHER_RUNTIME -> true;
            case SAFETENSORS, WEB_PAGE, ARCHIVE, CHECKPOINT_FILE, OTHER -> false;
        };
    }

    /** How to get a servable model from a file of this kind. */
    String advice() {
        return switch (this) {
            case GGUF, ONNX, OTHER_RUNTIME -> "set the folder of the safetensors checkpoint that it was converted from";
            case KERAS -> "load it with transformers 4 and from_tf=True, call save_pretrained, and set that folder";
            case FLAX -> "load it with transformers 4 and from_flax=True, call save_pretrained, and set that folder";
            case ARCHIVE -> "unpack it and set the folder with config.json";
            case WEB_PAGE -> "download the model again";
            case PICKLE -> SAVE;
            case SAFETENSORS, CHECKPOINT_FILE, OTHER -> "set the folder of a checkpoint";
        };
    }

    /** The error message if the configured model is this file. */
    String asModel(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        boolean isInCheckpoint = parent != null && Files.exists(parent.resolve("config.json"));
        return "is not a folder but " + this.description + ": "
                + ((isInCheckpoint && !holdsWeights()) ? "set its folder, " + parent : advice());
    }

}
