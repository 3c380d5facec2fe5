package io.inkwell.studio;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StudioPageTests {

    private static final Pattern PRELOAD = Pattern.compile("modulepreload\" href=\"studio/@version@/([^\"]+)");

    private static final String SOURCE = """
            <head>
              <link rel="stylesheet" href="studio/@version@/css/z.css" />
              <link rel="stylesheet" href="studio/@version@/css/a.css" />
            </head>
            """;

    private static final Map<String, String> FILES = Map.of("css/z.css", "z {}\n", "css/a.css", "a {}\n", "js/app.js",
            """
                    /** @import { Type } from './types.js' */
                    import { one } from './one.js';
                    import {
                      two,
                    } from './core/two.js';
                    const later = () => import('./later.js');
                    """, "js/one.js", "import { two } from './core/two.js';\n", "js/core/two.js",
            "import { one } from '../one.js';\n");

    @Test
    void joinsStyleSheetsInTheirOrder() {
        StudioPage page = StudioPage.of(SOURCE, bytes(FILES));

        assertThat(page.styles()).isEqualTo("z {}\na {}\n");
        assertThat(page.html()).containsOnlyOnce("rel=\"stylesheet\"")
            .contains("href=\"studio/@version@/css/studio.css\"");
    }

    @Test
    void namesEachModuleThatTheFirstOneImports() {
        StudioPage page = StudioPage.of(SOURCE, bytes(FILES));

        assertThat(PRELOAD.matcher(page.html()).results().map((match) -> match.group(1))).containsExactly("js/app.js",
                "js/one.js", "js/core/two.js");
    }

    @Test
    void rejectsAPageWithoutItsFiles() {
        assertThatIllegalStateException().isThrownBy(() -> StudioPage.of(SOURCE, Map.of()))
            .withMessage("the studio has no file css/z.css");
    }

    private static Map<String, byte[]> bytes(Map<String, String> files) {
        return files.entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, (file) -> file.getValue().getBytes(StandardCharsets.UTF_8)));
    }

}
