package io.inkwell.model.adapter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

/** Converts a {@link LoraConfig} to the fields of an {@code adapter_config.json}. */
final class LoraConfigWriter {

    private LoraConfigWriter() {
    }

    /** Fields that are absent have PEFT's defaults. */
    static byte[] write(LoraConfig config) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("base_model_name_or_path", config.baseModel().isEmpty() ? null : config.baseModel());
        fields.put("bias", "none");
        fields.put("fan_in_fan_out", true);
        fields.put("inference_mode", true);
        fields.put("init_lora_weights", true);
        fields.put("lora_alpha", number(config.alpha()));
        fields.put("lora_dropout", config.dropout());
        fields.put("peft_type", "LORA");
        fields.put("r", config.rank());
        fields.put("target_modules", names(config.targets()));
        fields.put("task_type", "CAUSAL_LM");
        fields.put("use_dora", false);
        fields.put("use_rslora", config.rslora());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
    }

    /** PEFT declares alpha as an integer. */
    private static Number number(double value) {
        // A conditional expression would convert both kinds to double.
        if (value == Math.rint(value) && value <= Integer.MAX_VALUE) {
            return (int) value;
        }
        return value;
    }

    private static List<String> names(Set<LoraTarget> targets) {
        List<String> names = new ArrayList<>();
        if (targets.contains(LoraTarget.ATTENTION_INPUT)) {
            names.add("c_attn");
        }
        if (targets.contains(LoraTarget.MLP_INPUT)) {
            names.add("c_fc");
        }
        // The short name selects both.
        boolean both = targets.contains(LoraTarget.ATTENTION_OUTPUT) && targets.contains(LoraTarget.MLP_OUTPUT);
        if (both) {
            names.add("c_proj");
        }
        else if (targets.contains(LoraTarget.ATTENTION_OUTPUT)) {
            names.add(LoraTarget.ATTENTION_OUTPUT.module());
        }
        else if (targets.contains(LoraTarget.MLP_OUTPUT)) {
            names.add(LoraTarget.MLP_OUTPUT.module());
        }
        return names;
    }

}
