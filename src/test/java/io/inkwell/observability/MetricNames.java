package io.inkwell.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Extracts metric names from the files in config. */
final class MetricNames {

    private static final Pattern RULE_EXPRESSION = Pattern.compile("(?m)^ +expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*))");

    /**
     * Parts of an expression that are not metrics: strings, selectors, ranges, label
     * lists.
     */
    private static final Pattern NO_METRICS = Pattern
        .compile("\"[^\"]*\"|\\{[^}]*\\}|\\[[^]]*\\]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by", "without", "sum", "max");

    private MetricNames() {
    }

    static Set<String> inRules(Path file) throws IOException {
        return RULE_EXPRESSION.matcher(Files.readString(file))
            .results()
            .map((expr) -> (expr.group(1) != null) ? expr.group(1) : expr.group(2))
            .flatMap(MetricNames::inExpression)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> onBoard(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        JsonNode board = JsonMapper.shared().readTree(Files.readString(file));
        for (JsonNode panel : board.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                inExpression(target.path("expr").asString()).forEach(names::add);
            }
        }
        for (JsonNode variable : board.at("/templating/list")) {
            inExpression(variable.at("/query/query").asString("").replaceAll(".*\\((\\w+),.*", "$1"))
                .forEach(names::add);
        }
        return names;
    }

    private static Stream<String> inExpression(String expression) {
        return NAME.matcher(NO_METRICS.matcher(expression).replaceAll(" "))
            .results()
            .map(MatchResult::group)
            .filter((name) -> !OPERATORS.contains(name));
    }

}
