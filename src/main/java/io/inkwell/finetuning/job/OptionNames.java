package io.inkwell.finetuning.job;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Names the fields of a request where messages name options of {@code train}. */
final class OptionNames {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

    /** Options that are no hyperparameter of the same name. */
    private static final Map<String, String> FIELDS = Map.of("--epochs", Hyperparameters.FIELD + ".n_epochs",
            "--train-file", "training_file", "--eval-file", "validation_file", "--model", "model", "--seed", "seed");

    private static final String LORA = "--lora-";

    private OptionNames() {
    }

    static ServiceException toFields(ServiceException invalid) {
        String message = invalid.getMessage();
        return new ServiceException(invalid.kind(), toFields((message != null) ? message : ""), field(invalid.param()),
                invalid);
    }

    /** A message that names fields. */
    static String toFields(String message) {
        return OPTION.matcher(message).replaceAll(OptionNames::field);
    }

    private static String field(MatchResult option) {
        String name = option.group().startsWith(LORA)
                ? LoraParameters.FIELD + "." + option.group().substring(LORA.length())
                : Hyperparameters.FIELD + "." + option.group().substring(2).replace('-', '_');
        return FIELDS.getOrDefault(option.group(), name);
    }

    static @Nullable String field(@Nullable String option) {
        return (option != null) ? toFields(option) : null;
    }

}
