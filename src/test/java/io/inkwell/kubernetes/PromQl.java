package io.inkwell.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses enough PromQL to find metric names. */
record PromQl(String expression) {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");

    private static final Pattern GROUPING = Pattern
        .compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    Set<String> metrics() {
        return new TreeSet<>(mentions());
    }

    /** The number of metric references. */
    int count() {
        return mentions().size();
    }

    private List<String> mentions() {
        String bare = this.expression;
        for (Pattern noise : new Pattern[] { TEXT, LABELS, GROUPING }) {
            bare = noise.matcher(bare).replaceAll(" ");
        }
        List<String> metrics = new ArrayList<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            if (!OPERATORS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }

}
