package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.inkwell.model.checkpoint.CheckpointException;
import io.inkwell.model.checkpoint.JsonFields;
import io.inkwell.model.checkpoint.JsonFile;

/** Converts the fields of an {@code adapter_config.json} to a {@link LoraConfig}. */
final class LoraConfigReader {

    private static final String TARGETS = "target_modules";

    private static final String INITIALIZATION = "init_lora_weights";

    /** Options of PEFT that change what an adapter computes or which weights it has. */
    private static final List<String> UNSUPPORTED = List.of("use_dora", "use_qalora", "use_bdlora", "lora_bias",
            "modules_to_save", "rank_pattern", "alpha_pattern", "layers_to_transform", "layers_pattern",
            "layer_replication", "exclude_modules", "target_parameters", "trainable_token_indices",
            "alora_invocation_tokens", "megatron_config", "arrow_config", "kasa_config", "monteclora_config");

    /** Initializations that change the base weights, so A and B alone do not suffice. */
    private static final List<String> CHANGE_BASE = List.of("pissa", "olora", "corda", "loftq", "lora_ga");

    /**
     * The layer in a full name, as PEFT writes it for {@code all-linear}. A list with
     * some layers only is rejected with its weights, which lack the other layers.
     */
    private static final Pattern IN_LAYER = Pattern.compile("^(\\w+\\.)*h\\.\\d+\\.");

    private final String file;

    private final JsonFields fields;

    private LoraConfigReader(Path file) throws IOException {
        this.file = file.toString();
        this.fields = JsonFields.parse(this.file, JsonFile.read(file));
    }

    static LoraConfig read(Path file) throws IOException {
        return new LoraConfigReader(file).read();
    }

    private LoraConfig read() throws CheckpointException {
        if (!this.fields.string("peft_type", "").equals("LORA")) {
            throw this.fields.rejection("peft_type", "must be \"LORA\"");
        }
        if (!this.fields.string("bias", "none").equals("none")) {
            throw this.fields.rejection("bias", "must be \"none\"");
        }
        for (String field : UNSUPPORTED) {
            if (this.fields.isSet(field)) {
                throw this.fields.rejection(field, "is not supported and must be absent, null, false or empty");
            }
        }
        requireUnchangedBase();
        Set<LoraTarget> targets = targets();
        String base = this.fields.has("base_model_name_or_path") ? this.fields.string("base_model_name_or_path", "")
                : "";
        try {
            return new LoraConfig(this.fields.integer("r", 8), this.fields.number("lora_alpha", 8),
                    this.fields.number("lora_dropout", 0), targets, this.fields.flag("use_rslora", false), base);
        }
        catch (IllegalArgumentException ex) {
            throw new CheckpointException(this.file, String.valueOf(ex.getMessage()), ex);
        }
    }

    private void requireUnchangedBase() throws CheckpointException {
        for (String initialization : this.fields.strings(INITIALIZATION)) {
            if (CHANGE_BASE.stream().anyMatch(initialization::startsWith)) {
                throw this.fields.rejection(INITIALIZATION,
                        "must not be one that changes the weights of the base model, such as " + CHANGE_BASE);
            }
        }
    }

    private Set<LoraTarget> targets() throws CheckpointException {
        List<String> names = this.fields.isStrings(TARGETS) ? this.fields.strings(TARGETS) : List.of();
        Set<LoraTarget> targets = EnumSet.noneOf(LoraTarget.class);
        for (String name : names) {
            Set<LoraTarget> selected = LoraTarget.selectedBy(IN_LAYER.matcher(name).replaceFirst(""));
            if (selected.isEmpty()) {
                throw targetRejection();
            }
            targets.addAll(selected);
        }
        if (targets.isEmpty()) {
            throw targetRejection();
        }
        return targets;
    }

    private CheckpointException targetRejection() {
        return this.fields.rejection(TARGETS, "must be a list of c_attn, c_fc, c_proj or of the names "
                + Arrays.stream(LoraTarget.values()).map(LoraTarget::module).toList());
    }

}
