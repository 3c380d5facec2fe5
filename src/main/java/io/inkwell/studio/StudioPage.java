package io.inkwell.studio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page as browsers get it: the style sheets of the source become one, because the
 * first paint waits for all of them, and the imported modules are named, so that a
 * browser requests them at once and not level by level.
 *
 * @param html with {@link #VERSION} in the URLs
 * @param styles the content of {@link #SHEET}
 */
record StudioPage(String html, String styles) {

    /** Stands for the version in the URLs. */
    static final String VERSION = "@version@";

    static final String SHEET = "css/studio.css";

    private static final String MODULE = "js/app.js";

    private static final Pattern STYLESHEET = Pattern
        .compile("<link rel=\"stylesheet\" href=\"studio/" + VERSION + "/([^\"]+)\" />\\s*");

    /** Static imports alone: views load when they are opened. */
    private static final Pattern IMPORT = Pattern.compile("^(?:import .*|}) from '(\\.[^']+)';$", Pattern.MULTILINE);

    /**
     * @param source the page, which names style sheets and the first module
     * @param files by name
     */
    static StudioPage of(String source, Map<String, byte[]> files) {
        String styles = STYLESHEET.matcher(source)
            .results()
            .map((MatchResult match) -> text(files, match.group(1)))
            .collect(Collectors.joining());
        Set<String> modules = new LinkedHashSet<>();
        addImports(MODULE, files, modules);
        String links = "<link rel=\"stylesheet\" href=\"" + url(SHEET) + "\" />"
                + modules.stream()
                    .map((module) -> "<link rel=\"modulepreload\" href=\"" + url(module) + "\" />")
                    .collect(Collectors.joining());
        String html = STYLESHEET.matcher(source).replaceAll("").replace("</head>", links + "</head>");
        return new StudioPage(html, styles);
    }

    private static String url(String file) {
        return "studio/" + VERSION + "/" + file;
    }

    private static void addImports(String module, Map<String, byte[]> files, Set<String> modules) {
        if (modules.add(module)) {
            Matcher imports = IMPORT.matcher(text(files, module));
            while (imports.find()) {
                addImports(URI.create(module).resolve(imports.group(1)).toString(), files, modules);
            }
        }
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalStateException("the studio has no file " + name);
        }
        return new String(content, StandardCharsets.UTF_8);
    }

}
