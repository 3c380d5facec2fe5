package io.inkwell.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static io.inkwell.settings.SettingRules.require;
import static io.inkwell.settings.SettingRules.requireAtLeast;

/**
 * @param dir Folder whose direct children are the folders of adapters.
 * @param load Adapters to load at startup: the name of a folder, or {@code model:folder}.
 * @param max Maximum number of adapters that an operator loads, and of adapters of
 * fine-tuning jobs in memory.
 * @param maxRank Maximum rank of an adapter.
 */
public record AdapterSettings(@Nullable String dir, @DefaultValue List<String> load, @DefaultValue("16") int max,
        @DefaultValue("64") int maxRank) {

    public AdapterSettings {
        dir = (dir == null || dir.isBlank()) ? null : dir;
        load = List.copyOf(load);
        requireAtLeast("inkwell.adapters.max", max, 1);
        requireAtLeast("inkwell.adapters.max-rank", maxRank, 1);
        require(dir != null || load.isEmpty(), "inkwell.adapters.load must be empty if inkwell.adapters.dir is not set",
                load);
    }

}
